//! 重試建立帳號: a failed account becomes due again.

use crate::{Account, ApplicantNo, Case, Event, Refusal, Review};

pub(super) fn decide(case: &Case, no: ApplicantNo) -> Result<Vec<Event>, Refusal> {
    match &super::find(case, no)?.review {
        Review::Approved { account: Account::Failed { .. }, .. } => Ok(vec![Event::AccountRetried { no }]),
        Review::Approved { account: Account::Creating { .. }, .. } => Ok(vec![]),
        _ => Err(Refusal::NothingToRetry),
    }
}
