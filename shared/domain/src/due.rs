//! What is due in a case: accounts after the undo window, mails after their time and as the limit of five a day allows.

use crate::mail_limit::{free_at, tried_at};
use crate::{Account, Applicant, Case, MailState, Notification, Review};
use jiff::Timestamp;

/// Since (or from) when something is due; `None` when nothing is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// The earliest account.
    pub account: Option<Timestamp>,
    /// The earliest mail.
    pub mail: Option<Timestamp>,
}

impl Due {
    /// The earliest of all.
    pub fn since(self) -> Option<Timestamp> {
        [self.account, self.mail].into_iter().flatten().min()
    }
}

impl Case {
    /// What is or will be due.
    pub fn due(&self) -> Due {
        Due {
            account: self.applicants.iter().filter_map(account_due_at).min(),
            mail: self.mail_plan(Timestamp::MIN).into_iter().map(|(due, _)| due).min(),
        }
    }

    /// Applicants whose account is due at `now`.
    pub fn accounts_due(&self, now: Timestamp) -> impl Iterator<Item = &Applicant> {
        self.applicants.iter().filter(move |a| account_due_at(a).is_some_and(|due| due <= now))
    }

    /// Mails due at `now`.
    pub fn mails_due(&self, now: Timestamp) -> impl Iterator<Item = &Notification> {
        self.mail_plan(now).into_iter().filter(move |(due, _)| *due <= now).map(|(_, mail)| mail)
    }

    /// When each queued mail is due, if those before it go out when they are due, but not before `now`: at its time, and
    /// what the family can cause at will not before a day after the fifth-last of it. A former mailbox is told first.
    fn mail_plan(&self, now: Timestamp) -> Vec<(Timestamp, &Notification)> {
        let mut queued: Vec<_> = self.notifications.iter().filter(|mail| mail.state == MailState::Queued).collect();
        queued.sort_by_key(|mail| (mail.due_at, !mail.former));
        let mut gone: Vec<_> = self.notifications.iter().filter_map(|mail| Some((mail, tried_at(mail)?))).collect();
        let mut plan = Vec::with_capacity(queued.len());
        for mail in queued {
            let counting = gone.iter().filter(|(earlier, _)| self.counts(earlier, mail.applicant, mail.kind));
            let free = if mail.kind.is_at_will() { free_at(counting.map(|(_, at)| *at).collect()) } else { None };
            let due = free.map_or(mail.due_at, |free| free.max(mail.due_at));
            gone.push((mail, due.max(now)));
            plan.push((due, mail));
        }
        plan
    }
}

impl Applicant {
    /// The first cause of the account's being due, empty when none is due.
    pub fn account_asked_for_by(&self) -> &str {
        match &self.review {
            Review::Approved { account: Account::Creating { correlation_id, .. }, .. } => correlation_id,
            _ => "",
        }
    }
}

fn account_due_at(applicant: &Applicant) -> Option<Timestamp> {
    match applicant.review {
        Review::Approved { account: Account::Creating { due_at, .. }, .. } => Some(due_at),
        _ => None,
    }
}
