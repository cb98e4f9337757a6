//! Rejecting needs a reason: picked, or in words; it can be corrected for seven days.

use crate::{ApplicantNo, Case, Context, Event, FieldProblem, Reason, ReasonCode, Refusal, Review};

pub(super) fn decide(case: &Case, no: ApplicantNo, reason: &Reason, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let applicant = super::find(case, no)?;
    match &applicant.review {
        Review::Rejected { reason: given, .. } if given == reason => return Ok(vec![]),
        _ => ctx.fresh(applicant.version)?,
    }
    match applicant.review {
        Review::Pending { .. } => {}
        Review::Draft => return Err(Refusal::NotPending),
        Review::Rejected { .. } | Review::Approved { .. } => return Err(Refusal::AlreadyDecided),
    }
    if reason.code == ReasonCode::Other && reason.text.is_none() {
        return Err(Refusal::Fields(vec![FieldProblem::new("/reason", "required")]));
    }
    Ok(vec![Event::Rejected {
        no,
        reason: reason.clone(),
        undo_until: ctx.campaign.undo_until(ctx.now),
        due_at: ctx.campaign.due_after_decision(ctx.now),
        correct_until: ctx.campaign.correct_until(ctx.now),
    }])
}
