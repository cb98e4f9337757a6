//! What events do to the mails of a case: queued, told to both mailboxes, overtaken, settled, forgotten.

use crate::mail_limit::{a_day_after, free_at, tried_at};
use crate::{ApplicantNo, Case, Email, MailKind, MailState, Notification, Recorded, Review};
use jiff::Timestamp;

/// How many mails a snapshot remembers, unless more wait or count; all of them stay in the history.
const REMEMBERED_MAILS: usize = 24;

/// Queues a mail to the applicant's own mailbox; an older one of its kind that still waits is overtaken.
pub(super) fn queue(case: &mut Case, by: &Recorded, no: ApplicantNo, kind: MailKind, due_at: Timestamp) {
    supersede(case, no, kind);
    let reachable = case.applicant(no).is_some_and(|a| a.person.email.is_some());
    push(case, by, new(no, kind, reachable, due_at));
}

/// 重寄通知: not before the end of the undo window, and of what staff decided not more than five of a kind a day.
pub(super) fn requeue(case: &mut Case, by: &Recorded, no: ApplicantNo, kind: MailKind) {
    let earlier = case.notifications.iter().filter(|mail| case.counts(mail, no, kind));
    let free = if kind.is_at_will() { None } else { free_at(earlier.filter_map(tried_at).collect()) };
    let due_at = [undo_until(case, no), free].into_iter().flatten().fold(by.at, Timestamp::max);
    queue(case, by, no, kind, due_at);
}

/// Tells the new mailbox and the former one. A mailbox in between that still waits to be told is passed over; the
/// notice to an earlier, really used one stays, and is enough while it waits: at most two notices wait.
pub(super) fn tell_both(case: &mut Case, by: &Recorded, no: ApplicantNo, from: Option<&Email>) {
    let to = case.applicant(no).and_then(|a| a.person.email.clone());
    let notice = |n: &Notification| n.applicant == no && n.kind == MailKind::EmailChanged;
    let untold = |n: &Notification| notice(n) && !n.former && n.to.as_ref() == from;
    let from_was_told = !case.notifications.iter().any(|n| n.state == MailState::Queued && untold(n));
    supersede_where(case, |n| notice(n) && !n.former);
    let former = case.notifications.iter().find(|n| n.state == MailState::Queued && notice(n));
    let (waits, is_back) = (former.is_some(), former.is_some_and(|n| n.to == to));
    if !is_back {
        push(case, by, Notification { to: to.clone(), ..new(no, MailKind::EmailChanged, to.is_some(), by.at) });
    }
    if let Some(from) = from.filter(|_| from_was_told && !waits) {
        let to = Some(from.clone());
        push(case, by, Notification { to, former: true, ..new(no, MailKind::EmailChanged, true, by.at) });
    }
}

/// Mails that wait for an applicant who has no mailbox any more will never go out.
pub(super) fn strand(case: &mut Case) {
    let unreachable: Vec<_> = case.applicants.iter().filter(|a| a.person.email.is_none()).map(|a| a.no).collect();
    for mail in &mut case.notifications {
        if mail.state == MailState::Queued && mail.to.is_none() && unreachable.contains(&mail.applicant) {
            mail.state = MailState::NoAddress;
        }
    }
}

pub(super) fn settle(case: &mut Case, id: &str, state: MailState) {
    if let Some(mail) = case.notifications.iter_mut().find(|n| n.id == id) {
        mail.state = state;
    }
}

pub(super) fn supersede(case: &mut Case, no: ApplicantNo, kind: MailKind) {
    supersede_where(case, |n| n.applicant == no && n.kind == kind);
}

pub(super) fn supersede_all(case: &mut Case, no: ApplicantNo) {
    supersede_where(case, |n| n.applicant == no);
}

/// Forgets mails beyond those remembered, oldest first: what never went out, then what is older than a day, then what no
/// limit counts any more. Before an event, so that what became of a mail is seen once.
pub(super) fn forget(case: &mut Case, now: Timestamp) {
    let unsent = |n: &Notification| matches!(n.state, MailState::Superseded | MailState::NoAddress);
    let old = |n: &Notification| tried_at(n).is_some_and(|at| a_day_after(at) <= now);
    while case.notifications.len() > REMEMBERED_MAILS {
        let mails = &case.notifications;
        let uncounted = |n: &Notification| tried_at(n).is_some() && !case.is_counted(n);
        let oldest = mails.iter().position(unsent).or_else(|| mails.iter().position(old));
        let Some(oldest) = oldest.or_else(|| mails.iter().position(uncounted)) else { break };
        case.notifications.remove(oldest);
    }
}

fn new(applicant: ApplicantNo, kind: MailKind, reachable: bool, due_at: Timestamp) -> Notification {
    let state = if reachable { MailState::Queued } else { MailState::NoAddress };
    let (id, correlation_id) = Default::default();
    Notification { id, applicant, kind, to: None, former: false, due_at, correlation_id, state }
}

fn push(case: &mut Case, Recorded { seq, correlation_id, .. }: &Recorded, mail: Notification) {
    let place = case.notifications.iter().filter(|n| n.id.starts_with(&format!("{seq}-"))).count();
    let (id, correlation_id) = (format!("{seq}-{place}"), correlation_id.clone());
    case.notifications.push(Notification { id, correlation_id, ..mail });
}

/// The end of the undo window of the decision as it stands.
fn undo_until(case: &Case, no: ApplicantNo) -> Option<Timestamp> {
    match &case.applicant(no)?.review {
        Review::Approved { decision, .. } | Review::Rejected { decision, .. } => Some(decision.undo_until),
        Review::Draft | Review::Pending { .. } => None,
    }
}

fn supersede_where(case: &mut Case, which: impl Fn(&Notification) -> bool) {
    for mail in case.notifications.iter_mut().filter(|n| n.state == MailState::Queued && which(n)) {
        mail.state = MailState::Superseded;
    }
}
