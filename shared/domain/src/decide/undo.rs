//! Undoing a decision: freely until its window ends; nothing has left the house by then. It puts nobody under review who
//! was meanwhile corrected into a person that must call on the school.

use crate::{Account, ApplicantNo, Case, Context, Event, Refusal, Review};

pub(super) fn decide(case: &Case, no: ApplicantNo, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let applicant = super::find(case, no)?;
    let undo_until = match &applicant.review {
        Review::Pending { .. } => return Ok(vec![]),
        Review::Draft => return Err(Refusal::NotPending),
        Review::Approved { decision, account } => match account {
            Account::Creating { renewal: None, .. } => decision.undo_until,
            _ => return Err(Refusal::UndoExpired),
        },
        Review::Rejected { decision, .. } => decision.undo_until,
    };
    ctx.fresh(applicant.version)?;
    if case.held.iter().any(|held| held.no != no && held.national_id == applicant.person.national_id) {
        return Err(Refusal::AskSchool);
    }
    if ctx.now <= undo_until { Ok(vec![Event::Undone { no }]) } else { Err(Refusal::UndoExpired) }
}
