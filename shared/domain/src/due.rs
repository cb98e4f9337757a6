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

    /// When each queued mail is due, if those before it go out when they are due, but not before `now`: at its time, but
    /// not before a day after the fifth-last one to the same applicant.
    fn mail_plan(&self, now: Timestamp) -> Vec<(Timestamp, &Notification)> {
        let mut queued: Vec<_> = self.notifications.iter().filter(|mail| mail.state == MailState::Queued).collect();
        queued.sort_by_key(|mail| mail.due_at);
        let sent = |mail: &Notification| match mail.state {
            MailState::Sent { at } => Some((mail.applicant, at)),
            _ => None,
        };
        let mut gone: Vec<_> = self.notifications.iter().filter_map(sent).collect();
        let mut plan = Vec::with_capacity(queued.len());
        for mail in queued {
            let mut times: Vec<_> = gone.iter().filter(|(no, _)| *no == mail.applicant).map(|(_, at)| *at).collect();
            times.sort_unstable_by(|a, b| b.cmp(a));
            let allowed = times.get(MAILS_A_DAY - 1).map(|fifth| later(*fifth, DAY_SECONDS));
            let due = allowed.map_or(mail.due_at, |allowed| allowed.max(mail.due_at));
            gone.push((mail.applicant, due.max(now)));
            plan.push((due, mail));
        }
        plan
    }
}

fn account_due_at(applicant: &Applicant) -> Option<Timestamp> {
    match applicant.review {
        Review::Approved { account: Account::Creating { due_at, .. }, .. } => Some(due_at),
        _ => None,
    }
}
