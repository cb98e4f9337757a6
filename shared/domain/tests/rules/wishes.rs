//! Made-up people, and what they wish.

use domain::*;
use jiff::Timestamp;

pub(crate) const TEACHER: &str = "teacher-1";

pub(crate) fn campaign() -> Campaign {
    serde_json::from_value(serde_json::json!({
        "school": "demo", "school_name": "示範國中", "id": "2026-fall", "notice_version": "2026-08",
        "opens": "2026-08-31T16:00:00Z", "closes": "2026-09-14T16:00:00Z", "readable_until": "2026-10-31T16:00:00Z",
    }))
    .unwrap()
}

pub(crate) fn student() -> Student {
    Student {
        number: StudentNumber::parse("900001").unwrap(),
        class: ClassCode::parse("101").unwrap(),
        seat: Seat::parse("01").unwrap(),
        name: PersonName::parse("林小苗").unwrap(),
        national_id: Some(synthetic::national_id(1)),
        birth_date: BirthDate::stored("2014-05-06").unwrap(),
        indigenous_status: FreeText::parse("無").unwrap(),
        protected: false,
    }
}

pub(crate) fn contact() -> Contact {
    Contact {
        household_address: Address::parse("臺北市範例區示範路 1 號").ok(),
        mailing_address: Address::parse("臺北市範例區示範路 2 號").ok(),
        home_phone: None,
        emergency_contact_name: PersonName::parse("林大樹").ok(),
        emergency_contact_mobile: Mobile::parse("0900000001").ok(),
    }
}

pub(crate) fn email(text: &str) -> Option<Email> {
    Some(Email::parse(&format!("{text}@example.com")).unwrap())
}

pub(crate) fn staff() -> Actor {
    Actor::Staff(StaffMember { username: TEACHER.into(), name: "王老師".into(), role: StaffRole::Teacher })
}

/// Whoever may wish this.
pub(crate) fn usual_actor(wish: &Command, began: Timestamp) -> Actor {
    match wish {
        Command::Approve { .. } | Command::Reject { .. } | Command::Undo { .. } => staff(),
        Command::RetryAccount { .. } | Command::Resend { .. } | Command::MarkPaper { .. } => staff(),
        Command::LookAtIdentity { .. } => staff(),
        Command::RecordAccount { .. } => Actor::Worker(Worker::Provision),
        Command::RecordNotification { .. } => Actor::Worker(Worker::Notify),
        Command::ChangeRoster { .. } => Actor::Operator,
        _ => Actor::Family { session: "session-1".into(), began },
    }
}

pub(crate) fn confirm_with(contact: Contact) -> Command {
    Command::ConfirmData(ConfirmData { registry_correct: true, error_report: None, contact })
}

pub(crate) fn confirm() -> Command {
    confirm_with(contact())
}

pub(crate) fn report(words: Option<&str>) -> Command {
    let error_report = words.map(|words| FreeText::parse(words).unwrap());
    Command::ConfirmData(ConfirmData { registry_correct: false, error_report, contact: contact() })
}

pub(crate) fn answer(version: &str, choice: Choice) -> Command {
    let notice = NoticeRead { version: version.into(), language: Language::ZhHant };
    Command::AnswerConsent { notice, choice }
}

pub(crate) fn agree() -> Command {
    answer("2026-08", Choice::Agree)
}

pub(crate) fn decline() -> Command {
    answer("2026-08", Choice::Decline)
}

/// Person `n` as typed for the first time.
pub(crate) fn person(n: u64, relationship: Relationship) -> ApplicantForm {
    ApplicantForm {
        no: None,
        name: PersonName::parse("林大樹").unwrap(),
        relationship,
        relationship_detail: None,
        national_id: Some(synthetic::national_id(n)),
        mobile: Mobile::parse("0900000001").ok(),
        email: Given::Value(email(&format!("person-{n}"))),
        language: None,
    }
}

pub(crate) fn father() -> ApplicantForm {
    person(10, Relationship::Father)
}

pub(crate) fn mother() -> ApplicantForm {
    person(11, Relationship::Mother)
}

pub(crate) fn grandmother() -> ApplicantForm {
    person(12, Relationship::Guardian)
}

/// Applicant `no` again, with what may be left out left out.
pub(crate) fn again(no: u32, form: ApplicantForm) -> ApplicantForm {
    ApplicantForm { no: Some(ApplicantNo(no)), national_id: None, mobile: None, email: Given::Keep, ..form }
}

pub(crate) fn name(arrangement: Arrangement, applicants: impl Into<Vec<ApplicantForm>>) -> Command {
    Command::NameApplicants(NameApplicants { arrangement, applicants: applicants.into() })
}

pub(crate) fn one_parent() -> Command {
    name(Arrangement::OneParent, [father()])
}

pub(crate) fn both_parents() -> Command {
    name(Arrangement::BothParents, [father(), mother()])
}

/// Confirmed, agreed and named.
pub(crate) fn ready(named: Command) -> [Command; 3] {
    [confirm(), agree(), named]
}

/// One parent, sent.
pub(crate) fn sent() -> [Command; 4] {
    [confirm(), agree(), one_parent(), Command::Send]
}

/// Both parents, sent.
pub(crate) fn both_sent() -> [Command; 4] {
    [confirm(), agree(), both_parents(), Command::Send]
}

pub(crate) fn correct(no: u32, email: Option<Email>) -> Command {
    Command::CorrectEmail { no: ApplicantNo(no), email }
}

pub(crate) fn drop_one(no: u32) -> Command {
    Command::DropApplicant { no: ApplicantNo(no) }
}

pub(crate) fn approve(no: u32) -> Command {
    Command::Approve { no: ApplicantNo(no), paper_checked: true, proof_checked: false, in_batch: false }
}

pub(crate) fn reject_for(no: u32, code: ReasonCode, words: Option<&str>) -> Command {
    let text = words.map(|words| FreeText::parse(words).unwrap());
    Command::Reject { no: ApplicantNo(no), reason: Reason { code, text } }
}

pub(crate) fn reject(no: u32) -> Command {
    reject_for(no, ReasonCode::NoSignature, None)
}

pub(crate) fn ask_school(no: u32) -> Command {
    reject_for(no, ReasonCode::AskSchool, None)
}

pub(crate) fn undo(no: u32) -> Command {
    Command::Undo { no: ApplicantNo(no) }
}

pub(crate) fn retry(no: u32) -> Command {
    Command::RetryAccount { no: ApplicantNo(no) }
}

pub(crate) fn resend(no: u32) -> Command {
    Command::Resend { no: ApplicantNo(no) }
}

pub(crate) fn created(no: u32, issue: u32) -> Command {
    let outcome = AccountOutcome::Created { username: "4M8DTDZ07R5X".into(), issue };
    Command::RecordAccount { no: ApplicantNo(no), outcome }
}

pub(crate) fn linked(no: u32) -> Command {
    Command::RecordAccount { no: ApplicantNo(no), outcome: AccountOutcome::Linked { username: "4M8DTDZ07R5X".into() } }
}

pub(crate) fn failed(no: u32) -> Command {
    let outcome = AccountOutcome::Failed { cause: AccountFailure::IdentityConflict };
    Command::RecordAccount { no: ApplicantNo(no), outcome }
}

pub(crate) fn mail(id: impl Into<String>, outcome: MailState) -> Command {
    Command::RecordNotification { id: id.into(), outcome }
}

/// A look at a whole ID number.
pub(crate) fn look(no: u32) -> Command {
    Command::LookAtIdentity { no: ApplicantNo(no), reason: FreeText::parse("紙本字跡不清").unwrap() }
}
