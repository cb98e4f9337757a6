//! Dropping an applicant who was never sent, or was rejected; not while somebody is under review.

use crate::{ApplicantNo, Case, Context, Event, Refusal, window};

pub(super) fn decide(case: &Case, no: ApplicantNo, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let Some(applicant) = case.applicant(no) else {
        let was_there = no.0 >= 1 && no < case.next_no;
        return if was_there { Ok(vec![]) } else { Err(Refusal::NoSuchApplicant) };
    };
    ctx.fresh(case.version)?;
    if applicant.is_approved() {
        return Err(Refusal::AlreadyApproved);
    }
    if case.any_pending() {
        return Err(Refusal::UnderReview);
    }
    window::open_for(case, applicant.correct_until(), ctx)?;
    Ok(vec![Event::ApplicantDropped { no }])
}
