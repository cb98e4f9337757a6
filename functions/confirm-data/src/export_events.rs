//! The events of a case in words that a machine reads, for the family's file: masked as its pages are.

use api::taipei;
use domain::{ApplicantId, ApplicantNo, By, Case, Contact, Email, Event, Person, Recorded, StaffRole, Student};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

/// Something that happened.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EventView {
    /// Its number, from 1.
    number: u64,
    /// When.
    at: String,
    /// `family`, `teacher`, `registrar`, `system` or `roster`
    by: &'static str,
    /// What kind of event.
    what: &'static str,
    /// What it says, if anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    details: Option<Value>,
}

/// The event as the family may read it.
pub(crate) fn told(case: &Case, recorded: &Recorded) -> EventView {
    EventView {
        number: recorded.seq,
        at: taipei(recorded.at),
        by: by(&recorded.by),
        what: recorded.event.kind(),
        details: details(case, &recorded.event),
    }
}

fn by(by: &By) -> &'static str {
    match by {
        By::Family { .. } => "family",
        By::Staff(member) if member.role == StaffRole::Registrar => "registrar",
        By::Staff(_) => "teacher",
        By::Worker { .. } => "system",
        By::Operator => "roster",
    }
}

fn details(case: &Case, event: &Event) -> Option<Value> {
    let id = |no: &ApplicantNo| ApplicantId { case: case.id, no: *no }.to_string();
    Some(match event {
        Event::Opened { student, contact } | Event::RosterChanged { student, contact } => {
            json!({ "student": pupil(student), "contact": reach(case, contact) })
        }
        Event::DataConfirmed { registry_correct, error_report, contact } => json!({
            "registry_correct": registry_correct,
            "error_report": error_report.as_ref().map(|report| report.reveal()),
            "contact": reach(case, contact),
        }),
        Event::Consented { notice } | Event::Declined { notice } => {
            json!({ "notice_version": notice.version, "language": notice.language.to_string() })
        }
        Event::ApplicantsNamed { arrangement, applicants } => {
            let named = applicants.iter().map(|one| person(&id(&one.no), &one.person));
            json!({ "arrangement": arrangement, "applicants": named.collect::<Vec<_>>() })
        }
        Event::EmailCorrected { no, from, to } => {
            json!({ "applicant_id": id(no), "from": mailbox(from), "to": mailbox(to) })
        }
        Event::Submitted { applicants } | Event::PulledBack { applicants } => {
            json!({ "applicant_ids": applicants.iter().map(id).collect::<Vec<_>>() })
        }
        Event::Approved { no, paper_checked, proof_checked, .. } => {
            json!({ "applicant_id": id(no), "paper_checked": paper_checked, "proof_checked": proof_checked })
        }
        Event::Rejected { no, reason, correct_until, .. } => json!({
            "applicant_id": id(no), "reason_code": reason.code, "correct_until": taipei(*correct_until),
            "reason": reason.text.as_ref().map(|text| text.reveal()),
        }),
        Event::IdentityLookedAt { no, reason } => json!({ "applicant_id": id(no), "reason": reason.reveal() }),
        Event::ApplicantDropped { no }
        | Event::Undone { no }
        | Event::AccountCreated { no, .. }
        | Event::AccountLinked { no, .. }
        | Event::AccountFailed { no, .. }
        | Event::AccountRetried { no }
        | Event::PasswordRenewed { no, .. } => json!({ "applicant_id": id(no) }),
        Event::NotificationRequeued { no, kind } => json!({ "applicant_id": id(no), "mail": kind }),
        Event::NotificationSent { id } | Event::NotificationFailed { id } => json!({ "mail_id": id }),
        Event::PaperMarked { returned } => json!({ "returned": returned }),
        Event::ConsentWithdrawn | Event::Exported => return None,
    })
}

fn pupil(student: &Student) -> Value {
    json!({
        "class": student.class.to_string(),
        "name": student.name.reveal(),
        "number": student.number.as_str(),
        "national_id": student.national_id.as_ref().map(|id| id.masked()),
        "birth_date": student.birth_date.reveal().to_string(),
        "indigenous_status": student.indigenous_status.reveal(),
    })
}

/// Contact data, but none of a family that is protected now, whatever it was then.
fn reach(case: &Case, contact: &Contact) -> Value {
    if case.student.protected {
        return Value::Null;
    }
    json!({
        "household_address": contact.household_address.as_ref().map(|a| a.reveal()),
        "mailing_address": contact.mailing_address.as_ref().map(|a| a.reveal()),
        "home_phone": contact.home_phone.as_ref().map(|p| p.reveal()),
        "emergency_contact_name": contact.emergency_contact_name.as_ref().map(|n| n.reveal()),
        "emergency_contact_mobile": contact.emergency_contact_mobile.as_ref().map(|m| m.reveal()),
    })
}

fn person(applicant_id: &str, person: &Person) -> Value {
    json!({
        "applicant_id": applicant_id,
        "name": person.name.reveal(),
        "relationship": person.relationship,
        "relationship_detail": person.relationship_detail.as_ref().map(|detail| detail.reveal()),
        "national_id": person.national_id.masked(),
        "mobile": person.mobile.masked(),
        "email": mailbox(&person.email),
        "language": person.language.to_string(),
    })
}

fn mailbox(email: &Option<Email>) -> Option<String> {
    email.as_ref().map(Email::masked)
}
