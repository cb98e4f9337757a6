//! 重寄通知: the mail that fits the applicant's state goes out again; an expired one-time password is renewed first.

use crate::campaign::later;
use crate::{Account, ApplicantNo, Case, Context, Event, MailKind, MailState, Refusal, Review};

/// How long a one-time password is valid: the guardian pool's `TemporaryPasswordValidityDays`.
const ONE_TIME_PASSWORD_SECONDS: i64 = 7 * 86_400;

pub(super) fn decide(case: &Case, no: ApplicantNo, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let applicant = super::find(case, no)?;
    let kind = match &applicant.review {
        Review::Draft => return Err(Refusal::NothingToResend),
        Review::Pending { .. } => MailKind::Received,
        Review::Rejected { .. } => MailKind::Rejected,
        Review::Approved { account, .. } => match account {
            Account::Creating { renewal: Some(_), .. } => return Ok(vec![]),
            Account::Creating { renewal: None, .. } | Account::Failed { .. } => return Err(Refusal::NothingToResend),
            Account::Linked { .. } => MailKind::Linked,
            Account::Created { issue, at, .. } if ctx.now >= later(*at, ONE_TIME_PASSWORD_SECONDS) => {
                return Ok(vec![Event::PasswordRenewed { no, issue: issue + 1 }]);
            }
            Account::Created { .. } => MailKind::Approved,
        },
    };
    if applicant.person.email.is_none() {
        return Err(Refusal::NothingToResend);
    }
    let queued = case.notifications.iter().any(|n| n.applicant == no && n.kind == kind && n.state == MailState::Queued);
    if queued { Ok(vec![]) } else { Ok(vec![Event::NotificationRequeued { no, kind }]) }
}
