//! What is sent to the teacher, and what the teacher decides.

use super::accounts::creating;
use super::mails::{queue, supersede};
use crate::{Applicant, ApplicantNo, Case, Decision, Held, MailKind, Reason, ReasonCode, Recorded, Review};
use jiff::Timestamp;

/// Why somebody is rejected, how long that can be taken back, and how long it can be corrected.
pub(super) struct Rejection<'a> {
    pub(super) reason: &'a Reason,
    pub(super) undo_until: Timestamp,
    pub(super) correct_until: Timestamp,
}

pub(super) fn submit(case: &mut Case, recorded: &Recorded, applicants: &[ApplicantNo]) {
    case.submitted_at = Some(recorded.at);
    for no in applicants {
        reviewed(case, *no, recorded.seq, |a| {
            a.attempt += 1;
            a.changed_since_sent = false;
            a.review = Review::Pending { submitted_at: recorded.at };
        });
        supersede(case, *no, MailKind::Rejected);
        queue(case, recorded, *no, MailKind::Received, recorded.at);
    }
}

pub(super) fn pull_back(case: &mut Case, recorded: &Recorded, applicants: &[ApplicantNo]) {
    for no in applicants {
        reviewed(case, *no, recorded.seq, |a| a.review = Review::Draft);
        supersede(case, *no, MailKind::Received);
    }
    case.submitted_at = case.applicants.iter().filter_map(submitted_at).max();
}

pub(super) fn approve(case: &mut Case, recorded: &Recorded, no: ApplicantNo, undo_until: Timestamp, due_at: Timestamp) {
    let account = creating(recorded, due_at, None);
    reviewed(case, no, recorded.seq, |a| {
        a.review = Review::Approved { decision: decision(a, recorded, undo_until), account };
    });
}

pub(super) fn reject(
    case: &mut Case,
    recorded: &Recorded,
    no: ApplicantNo,
    rejection: &Rejection<'_>,
    due_at: Timestamp,
) {
    let Rejection { reason, undo_until, correct_until } = *rejection;
    reviewed(case, no, recorded.seq, |a| {
        let decision = decision(a, recorded, undo_until);
        a.review = Review::Rejected { decision, reason: reason.clone(), correct_until };
    });
    if reason.code == ReasonCode::AskSchool {
        hold(case, no);
    }
    queue(case, recorded, no, MailKind::Rejected, due_at);
}

pub(super) fn undo(case: &mut Case, recorded: &Recorded, no: ApplicantNo) {
    reviewed(case, no, recorded.seq, |a| {
        a.review = Review::Pending { submitted_at: submitted_at(a).unwrap_or(recorded.at) };
    });
    case.held.retain(|held| held.no != no);
    supersede(case, no, MailKind::Rejected);
}

/// Changes an applicant, whose version moves.
pub(super) fn reviewed(case: &mut Case, no: ApplicantNo, seq: u64, change: impl FnOnce(&mut Applicant)) {
    if let Some(applicant) = case.applicants.iter_mut().find(|a| a.no == no) {
        change(applicant);
        applicant.version = seq;
    }
}

/// The school asked this person to call on it.
fn hold(case: &mut Case, no: ApplicantNo) {
    let person = case.applicant(no).map(|a| Held { no, national_id: a.person.national_id.clone() });
    case.held.extend(person);
}

fn submitted_at(applicant: &Applicant) -> Option<Timestamp> {
    match &applicant.review {
        Review::Draft => None,
        Review::Pending { submitted_at } => Some(*submitted_at),
        Review::Approved { decision, .. } | Review::Rejected { decision, .. } => Some(decision.submitted_at),
    }
}

fn decision(applicant: &Applicant, recorded: &Recorded, undo_until: Timestamp) -> Decision {
    Decision {
        submitted_at: submitted_at(applicant).unwrap_or(recorded.at),
        decided_at: recorded.at,
        by: recorded.by.clone(),
        undo_until,
    }
}
