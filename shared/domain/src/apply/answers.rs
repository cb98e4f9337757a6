//! What the family says about the child's data and to the notice.

use super::applicants::forget_unapproved;
use crate::{Case, Confirmation, Consent, Contact, FreeText, NoticeRead, Recorded};
use jiff::Timestamp;

pub(super) fn confirm(
    case: &mut Case,
    at: Timestamp,
    registry_correct: bool,
    error_report: &Option<FreeText<500>>,
    contact: &Contact,
) {
    case.contact = contact.clone();
    case.confirmation = Some(Confirmation { registry_correct, error_report: error_report.clone(), at });
}

pub(super) fn agree(case: &mut Case, at: Timestamp, notice: &NoticeRead) {
    if matches!(case.consent, Consent::Declined { .. }) {
        case.submitted_at = None;
    }
    case.consent = Consent::Agreed { notice: notice.clone(), at };
}

pub(super) fn decline(case: &mut Case, recorded: &Recorded, notice: &NoticeRead) {
    case.consent = Consent::Declined { notice: notice.clone(), at: recorded.at };
    case.submitted_at = Some(recorded.at);
    forget_unapproved(case, recorded.seq);
}

pub(super) fn withdraw(case: &mut Case, recorded: &Recorded) {
    if let Some(notice) = case.consent.notice().cloned() {
        case.consent = Consent::Withdrawn { notice, at: recorded.at };
    }
    case.submitted_at = None;
    forget_unapproved(case, recorded.seq);
}
