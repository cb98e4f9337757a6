//! Recording what became of an account: only what is due can be recorded, so that a message may come twice.

use crate::{AccountOutcome, ApplicantNo, Case, Context, Event, Refusal};

pub(super) fn decide(
    case: &Case,
    no: ApplicantNo,
    outcome: &AccountOutcome,
    ctx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let due = case.accounts_due(ctx.now).any(|applicant| applicant.no == no);
    if !due {
        return Ok(vec![]);
    }
    Ok(vec![match outcome.clone() {
        AccountOutcome::Created { username, issue } => Event::AccountCreated { no, username, issue },
        AccountOutcome::Linked { username } => Event::AccountLinked { no, username },
        AccountOutcome::Failed { cause } => Event::AccountFailed { no, cause },
    }])
}
