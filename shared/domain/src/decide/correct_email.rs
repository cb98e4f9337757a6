//! Correcting an e-mail: possible under review too, but after an approval only in the guardian's own account.

use crate::{ApplicantNo, Case, Context, Email, Event, Refusal, window};

pub(super) fn decide(
    case: &Case,
    no: ApplicantNo,
    email: Option<&Email>,
    ctx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let applicant = super::find(case, no)?;
    if applicant.person.email.as_ref() == email {
        return Ok(vec![]);
    }
    ctx.fresh(case.version)?;
    if applicant.is_approved() {
        return Err(Refusal::UseAccount);
    }
    window::open_for(case, applicant.correct_until(), ctx)?;
    Ok(vec![Event::EmailCorrected { no, from: applicant.person.email.clone(), to: email.cloned() }])
}
