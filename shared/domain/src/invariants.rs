//! The invariants of a case, in one list: whatever sequence of commands was accepted, these hold. Property tests, random
//! histories and audits all ask this list.

use crate::{Account, Applicant, Case, Consent, MailKind, MailState, Notification, Review};

type Holds = fn(&Case) -> bool;

/// The most that a case remembers: of each of two applicants one waiting mail of four kinds, two about a changed e-mail,
/// and the five that count of what is sent at will and of three decisions; five that count about people who no longer
/// apply; and the four of one event, which forgets before it queues.
const MOST_MAILS: usize = 2 * (4 + 2 + 5 * 4) + 5 + 4;

/// Every invariant with the sentence that it keeps.
pub const INVARIANTS: &[(&str, Holds)] = &[
    ("at most two people apply", |c| c.applicants.len() <= 2),
    ("nobody applies twice", |c| {
        c.applicants.iter().enumerate().all(|(at, a)| {
            c.applicants[..at].iter().all(|b| b.no != a.no && b.person.national_id != a.person.national_id)
        })
    }),
    ("nobody applies with the child's own ID", |c| {
        c.applicants.iter().all(|a| Some(&a.person.national_id) != c.student.national_id.as_ref())
    }),
    ("only an agreed consent lets somebody be named, reviewed or approved", |c| {
        c.applicants.is_empty() || c.consent.is_agreed()
    }),
    ("only a case with confirmed data is under review", |c| !c.any_pending() || c.confirmation.is_some()),
    ("applicants stand in an arrangement that has room for them", |c| match c.arrangement {
        None => c.applicants.is_empty(),
        Some(arrangement) => c.applicants.len() <= *arrangement.applicants().end(),
    }),
    ("who was never sent is a draft, and who is decided was sent", |c| {
        c.applicants.iter().all(|a| a.attempt > 0 || matches!(a.review, Review::Draft))
    }),
    ("a decision comes after the sending and before the end of its undo window", |c| {
        c.applicants.iter().filter_map(decision).all(|d| d.submitted_at <= d.decided_at && d.decided_at <= d.undo_until)
    }),
    ("no account is due before the undo window is over", |c| {
        c.applicants.iter().all(|a| match &a.review {
            Review::Approved { decision, account: Account::Creating { due_at, .. } } => *due_at >= decision.undo_until,
            _ => true,
        })
    }),
    ("a mail about somebody queued is about an applicant of the case", |c| {
        c.notifications.iter().all(|n| n.state != MailState::Queued || c.applicant(n.applicant).is_some())
    }),
    ("a queued mail has a mailbox to go to", |c| {
        let reachable =
            |n: &Notification| n.to.is_some() || c.applicant(n.applicant).is_some_and(|a| a.person.email.is_some());
        c.notifications.iter().all(|n| n.state != MailState::Queued || reachable(n))
    }),
    ("no mail about a decision is due before the undo window is over", |c| {
        c.notifications
            .iter()
            .filter(|n| n.state == MailState::Queued && n.kind == MailKind::Rejected)
            .all(|n| c.applicant(n.applicant).and_then(decision).is_some_and(|d| d.undo_until <= n.due_at))
    }),
    ("whom the school asked to call on it is not under review", |c| {
        c.applicants.iter().all(|a| !a.is_pending() || !c.is_held(a))
    }),
    ("mails have ids of their own", |c| {
        c.notifications.iter().enumerate().all(|(at, n)| c.notifications[..at].iter().all(|m| m.id != n.id))
    }),
    ("at most two e-mail-changed mails wait per applicant", |c| {
        c.applicants.iter().all(|a| waiting(c, a, MailKind::EmailChanged) <= 2)
    }),
    ("of every other mail at most one waits per applicant", |c| {
        let others = [MailKind::Received, MailKind::Approved, MailKind::Linked, MailKind::Rejected];
        c.applicants.iter().all(|a| others.into_iter().all(|kind| waiting(c, a, kind) <= 1))
    }),
    ("a case remembers at most sixty-one mails", |c| c.notifications.len() <= MOST_MAILS),
    ("versions never run ahead of the history", |c| {
        c.version <= c.seq && c.applicants_version <= c.seq && c.applicants.iter().all(|a| a.version <= c.version)
    }),
    ("numbers are never given out twice", |c| c.applicants.iter().all(|a| a.no.0 >= 1 && a.no < c.next_no)),
    ("who declines or withdraws leaves no applicant behind", |c| {
        !matches!(c.consent, Consent::Declined { .. } | Consent::Withdrawn { .. }) || c.applicants.is_empty()
    }),
];

/// The sentences that do not hold for `case`.
pub fn broken(case: &Case) -> Vec<&'static str> {
    INVARIANTS.iter().filter(|(_, holds)| !holds(case)).map(|(sentence, _)| *sentence).collect()
}

fn waiting(case: &Case, applicant: &Applicant, kind: MailKind) -> usize {
    let queued = case.notifications.iter().filter(|n| n.state == MailState::Queued && n.applicant == applicant.no);
    queued.filter(|n| n.kind == kind).count()
}

fn decision(applicant: &Applicant) -> Option<&crate::Decision> {
    match &applicant.review {
        Review::Approved { decision, .. } | Review::Rejected { decision, .. } => Some(decision),
        Review::Draft | Review::Pending { .. } => None,
    }
}
