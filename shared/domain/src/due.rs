//! What is due in a case: accounts after the undo window, mails after their time, at most five mails an applicant a day.

use crate::campaign::later;
use crate::{Account, Applicant, Case, MailState, Notification, Review};
use jiff::Timestamp;

const DAY_SECONDS: i64 = 86_400;
const MAILS_A_DAY: usize = 5;

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
            mail: self.notifications.iter().filter_map(|mail| self.mail_due_at(mail)).min(),
        }
    }

    /// Applicants whose account is due at `now`.
    pub fn accounts_due(&self, now: Timestamp) -> impl Iterator<Item = &Applicant> {
        self.applicants.iter().filter(move |a| account_due_at(a).is_some_and(|due| due <= now))
    }

    /// Mails due at `now`.
    pub fn mails_due(&self, now: Timestamp) -> impl Iterator<Item = &Notification> {
        self.notifications.iter().filter(move |mail| self.mail_due_at(mail).is_some_and(|due| due <= now))
    }

    /// When a mail is due: at its time, but not before a day after the fifth-last one sent to the same applicant.
    fn mail_due_at(&self, mail: &Notification) -> Option<Timestamp> {
        if mail.state != MailState::Queued {
            return None;
        }
        let mut sent: Vec<_> = self
            .notifications
            .iter()
            .filter(|other| other.applicant == mail.applicant)
            .filter_map(|other| match other.state {
                MailState::Sent { at } => Some(at),
                _ => None,
            })
            .collect();
        sent.sort_unstable_by(|a, b| b.cmp(a));
        let allowed = sent.get(MAILS_A_DAY - 1).map(|fifth| later(*fifth, DAY_SECONDS));
        Some(allowed.map_or(mail.due_at, |allowed| allowed.max(mail.due_at)))
    }
}

fn account_due_at(applicant: &Applicant) -> Option<Timestamp> {
    match applicant.review {
        Review::Approved { account: Account::Creating { due_at, .. }, .. } => Some(due_at),
        _ => None,
    }
}
