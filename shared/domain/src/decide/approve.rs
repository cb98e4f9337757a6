//! Approving states that the signed paper was checked, so the paper is here: unless it was ticked before, it is now. What
//! needs a look of its own is never in a batch: other guardians' proof, and a mailbox that was changed after the sending,
//! by whoever knows the family's entry; the account's first password goes there.

use crate::{ApplicantNo, Arrangement, Case, Context, Event, Refusal, Review};

pub(super) struct Checks {
    pub(super) paper: bool,
    pub(super) proof: bool,
    pub(super) in_batch: bool,
}

pub(super) fn decide(case: &Case, no: ApplicantNo, checks: Checks, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let applicant = super::find(case, no)?;
    match applicant.review {
        Review::Approved { .. } => return Ok(vec![]),
        Review::Draft | Review::Pending { .. } | Review::Rejected { .. } => ctx.fresh(applicant.version)?,
    }
    match applicant.review {
        Review::Pending { .. } => {}
        Review::Draft => return Err(Refusal::NotPending),
        Review::Rejected { .. } | Review::Approved { .. } => return Err(Refusal::AlreadyDecided),
    }
    if ctx.campaign.paper_required && !checks.paper {
        return Err(Refusal::PaperUnchecked);
    }
    let other_guardian = case.arrangement == Some(Arrangement::OtherGuardian);
    if checks.in_batch && (other_guardian || applicant.changed_since_sent) {
        return Err(Refusal::NotInBatch);
    }
    if other_guardian && !checks.proof {
        return Err(Refusal::ProofUnchecked);
    }
    let mut events = if checks.paper { super::mark_paper::decide(case, true) } else { vec![] };
    events.push(Event::Approved {
        no,
        paper_checked: checks.paper,
        proof_checked: checks.proof,
        undo_until: ctx.campaign.undo_until(ctx.now),
        due_at: ctx.campaign.due_after_decision(ctx.now),
    });
    Ok(events)
}
