//! A look at a whole ID number: each one is an event, also the second of the same person. What the family has not sent
//! is not the school's to see.

use crate::{ApplicantNo, Case, Event, FreeText, Refusal};

pub(super) fn decide(case: &Case, no: ApplicantNo, reason: &FreeText<200>) -> Result<Vec<Event>, Refusal> {
    if super::find(case, no)?.attempt == 0 {
        return Err(Refusal::NoSuchApplicant);
    }
    Ok(vec![Event::IdentityLookedAt { no, reason: reason.clone() }])
}
