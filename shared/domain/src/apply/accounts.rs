//! How the account of who was approved comes about.

use super::mails::queue;
use crate::{Account, AccountFailure, ApplicantNo, Case, MailKind, Recorded, Renewal, Review};
use jiff::Timestamp;

pub(super) fn created(case: &mut Case, recorded: &Recorded, no: ApplicantNo, username: &str, issue: u32) {
    set_account(case, no, Account::Created { username: username.to_owned(), issue, at: recorded.at });
    queue(case, recorded, no, MailKind::Approved, recorded.at);
}

pub(super) fn linked(case: &mut Case, recorded: &Recorded, no: ApplicantNo, username: &str) {
    set_account(case, no, Account::Linked { username: username.to_owned(), at: recorded.at });
    queue(case, recorded, no, MailKind::Linked, recorded.at);
}

pub(super) fn failed(case: &mut Case, recorded: &Recorded, no: ApplicantNo, cause: AccountFailure) {
    set_account(case, no, Account::Failed { cause, at: recorded.at });
}

pub(super) fn retried(case: &mut Case, recorded: &Recorded, no: ApplicantNo) {
    set_account(case, no, creating(recorded, recorded.at, None));
}

pub(super) fn renew(case: &mut Case, recorded: &Recorded, no: ApplicantNo, issue: u32) {
    let username = case.applicant(no).and_then(|a| match &a.review {
        Review::Approved { account: Account::Created { username, .. }, .. } => Some(username.clone()),
        _ => None,
    });
    if let Some(username) = username {
        set_account(case, no, creating(recorded, recorded.at, Some(Renewal { username, issue })));
    }
}

pub(super) fn creating(recorded: &Recorded, due_at: Timestamp, renewal: Option<Renewal>) -> Account {
    Account::Creating { due_at, renewal, correlation_id: recorded.correlation_id.clone() }
}

fn set_account(case: &mut Case, no: ApplicantNo, new: Account) {
    let reviews = case.applicants.iter_mut().filter(|a| a.no == no).map(|a| &mut a.review);
    for review in reviews {
        if let Review::Approved { account, .. } = review {
            *account = new.clone();
        }
    }
}
