//! Recording what became of an account: only what is due can be recorded, so that a message may come twice.

use crate::{Account, AccountOutcome, ApplicantNo, Case, Event, Refusal, Review};

pub(super) fn decide(case: &Case, no: ApplicantNo, outcome: &AccountOutcome) -> Result<Vec<Event>, Refusal> {
    let due = match case.applicant(no).map(|applicant| &applicant.review) {
        Some(Review::Approved { account: Account::Creating { .. }, .. }) => true,
        Some(_) | None => false,
    };
    if !due {
        return Ok(vec![]);
    }
    Ok(vec![match outcome.clone() {
        AccountOutcome::Created { username, issue } => Event::AccountCreated { no, username, issue },
        AccountOutcome::Linked { username } => Event::AccountLinked { no, username },
        AccountOutcome::Failed { cause } => Event::AccountFailed { no, cause },
    }])
}
