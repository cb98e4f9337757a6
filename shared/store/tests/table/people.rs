//! Made-up families and what they do, in the product's words.

use crate::table::Table;
use domain::*;
use jiff::{SignedDuration, Timestamp};
use store::{CampaignRecord, Change, ChangeError, Loaded, NewCase, Opened, PortalKey};

/// Monday morning, the campaign is open.
pub const NOON: Timestamp = Timestamp::constant(1_788_148_800, 0);

pub fn later(seconds: i64) -> Timestamp {
    NOON + SignedDuration::from_secs(seconds)
}

pub fn school() -> SchoolId {
    SchoolId::parse("demo").unwrap()
}

pub fn class(code: &str) -> ClassCode {
    ClassCode::parse(code).unwrap()
}

pub fn campaign() -> Campaign {
    serde_json::from_value(serde_json::json!({
        "school": "demo", "school_name": "示範國小", "id": "2026-fall",
        "opens": later(-86_400), "closes": later(86_400 * 14), "readable_until": later(86_400 * 60),
        "notice_version": "2026-08",
    }))
    .unwrap()
}

pub fn record() -> CampaignRecord {
    CampaignRecord { campaign: campaign(), district: "示範區".into(), handover_keys: None }
}

pub fn family() -> Actor {
    Actor::Family { session: "session-1".into(), began: NOON }
}

pub fn teacher() -> Actor {
    Actor::Staff(StaffMember { username: "t-1".into(), name: "王老師".into(), role: StaffRole::Teacher })
}

pub fn student(n: u64, class_code: &str) -> Student {
    Student {
        number: StudentNumber::parse(&format!("S{n:05}")).unwrap(),
        class: class(class_code),
        seat: Seat::parse(&(n % 99 + 1).to_string()).unwrap(),
        name: PersonName::parse("林小樹").unwrap(),
        national_id: Some(synthetic::national_id(n)),
        birth_date: BirthDate::stored("2017-03-04").unwrap(),
        indigenous_status: FreeText::parse("無").unwrap(),
        protected: false,
    }
}

/// The `n`th pupil of class 101.
pub fn new_case(n: u64) -> NewCase {
    NewCase {
        id: CaseId::from_random(u128::from(n + 1).to_be_bytes()),
        school: school(),
        campaign: campaign().id,
        student: student(n, "101"),
        contact: Contact::default(),
        secret_index: format!("index-{n}"),
        entry_code: None,
    }
}

pub fn by(actor: &Actor, now: Timestamp) -> Change<'_> {
    Change { actor, cause: Cause::itself("request-1"), now }
}

pub fn portal_key(case: CaseId) -> PortalKey {
    PortalKey { case, school: school(), campaign: campaign().id, session: "session-1".into() }
}

pub fn confirm() -> Command {
    Command::ConfirmData(ConfirmData {
        registry_correct: true,
        error_report: None,
        contact: Contact {
            household_address: Some(Address::parse("示範市示範路1號").unwrap()),
            mailing_address: Some(Address::parse("示範市示範路1號").unwrap()),
            home_phone: None,
            emergency_contact_name: Some(PersonName::parse("林大樹").unwrap()),
            emergency_contact_mobile: Some(Mobile::parse("0900000001").unwrap()),
        },
    })
}

pub fn answer(choice: Choice) -> Command {
    let notice = NoticeRead { version: campaign().notice_version, language: Language::parse("zh-TW").unwrap() };
    Command::AnswerConsent { notice, choice }
}

pub fn one_parent() -> Command {
    one_parent_called("林大樹")
}

pub fn one_parent_called(name: &str) -> Command {
    Command::NameApplicants(NameApplicants {
        arrangement: Arrangement::OneParent,
        applicants: vec![ApplicantForm {
            no: None,
            name: PersonName::parse(name).unwrap(),
            relationship: Relationship::Father,
            relationship_detail: None,
            national_id: Some(synthetic::national_id(900_000)),
            mobile: Some(Mobile::parse("0900000001").unwrap()),
            email: Given::Value(Some(Email::parse("parent@example.com").unwrap())),
            language: None,
        }],
    })
}

pub fn approve() -> Command {
    Command::Approve { no: ApplicantNo(1), paper_checked: true, proof_checked: false, in_batch: false }
}

pub fn account(username: &str) -> Command {
    let outcome = AccountOutcome::Created { username: username.into(), issue: 1 };
    Command::RecordAccount { no: ApplicantNo(1), outcome }
}

/// What the rules say.
pub fn ruling(case: &Case, command: &Command, actor: &Actor, now: Timestamp) -> Result<Vec<Event>, Refusal> {
    decide(case, command, &Context { campaign: &campaign(), actor, expected: None, now })
}

impl Table {
    /// A table with the campaign and the `n`th pupil's case.
    pub async fn with_case(n: u64) -> (Table, Loaded) {
        let table = Table::empty().await;
        table.store.put_campaign(&record()).await.unwrap();
        let case = table.open(&new_case(n)).await;
        (table, case)
    }

    /// Opens a case that must be new.
    pub async fn open(&self, new: &NewCase) -> Loaded {
        match self.store.open_case(new, &by(&Actor::Operator, NOON)).await.unwrap() {
            Opened::New(case) => *case,
            Opened::Exists(entry) => panic!("{:?} is open already", entry.case),
        }
    }

    /// Somebody wants something of a case.
    pub async fn tries(
        &self,
        case: Loaded,
        actor: &Actor,
        command: Command,
        now: Timestamp,
    ) -> Result<Loaded, ChangeError> {
        self.store.change(case, &by(actor, now), |case| ruling(case, &command, actor, now)).await
    }

    /// Somebody does something with a case.
    pub async fn does(&self, case: Loaded, actor: &Actor, command: Command, now: Timestamp) -> Loaded {
        self.tries(case, actor, command, now).await.unwrap()
    }

    /// The family goes all the way to sending.
    pub async fn sends(&self, mut case: Loaded) -> Loaded {
        for command in [confirm(), answer(Choice::Agree), one_parent(), Command::Send] {
            case = self.does(case, &family(), command, NOON).await;
        }
        case
    }

    /// The snapshot is what the history says, without a gap.
    pub async fn is_sound(&self, case: CaseId) {
        let history = self.store.history(case).await.unwrap();
        let snapshot = self.store.load(case).await.unwrap().unwrap();
        assert_eq!(domain::replay(case, school(), campaign().id, &history).as_ref(), Some(&*snapshot));
    }
}
