//! An empty table on an engine of its own, and what people do with it meanwhile.

use crate::folder::{Folder, printed};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use domain::*;
use identity::Pepper;
use jiff::Timestamp;
use operator::load::{Counts, plan};
use runtime::Clock;
use store::local_keys::LocalKeys;
use store::{Change, ClassEntry, Loaded, Store, StudentEntry, WrappingKeys};

/// When the tests happen: 2026-11-24, noon in Taiwan.
pub(crate) const NOON: Timestamp = Timestamp::constant(1_795_492_800, 0);

/// The table of a school.
pub(crate) struct Table(pub(crate) Store);

pub(crate) fn pepper() -> Pepper {
    Pepper::new("a pepper of forty letters, for tests only").unwrap()
}

pub(crate) fn school() -> SchoolId {
    SchoolId::parse("demo").unwrap()
}

pub(crate) fn number(text: &str) -> StudentNumber {
    StudentNumber::parse(text).unwrap()
}

impl Table {
    /// An empty table; the engine ends with the test.
    pub(crate) async fn empty() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let engine = dynoxide::Database::memory().unwrap();
        tokio::spawn(dynoxide::server::serve_with_shutdown(listener, engine, std::future::pending()));
        let config = aws_sdk_dynamodb::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("us-east-1"))
            .credentials_provider(Credentials::new("test", "test", None, None, "tests"))
            .endpoint_url(address);
        let client = Client::from_conf(config.build());
        store::local::create_table(&client, "cases").await.unwrap();
        Self(Store::new(client, "cases", WrappingKeys::new(LocalKeys::new().unwrap(), Clock::fixed(NOON))))
    }

    /// A table with the demo school in it.
    pub(crate) async fn with_demo(name: &str) -> (Self, Folder) {
        let (table, folder) = (Self::empty().await, Folder::new(name));
        table.load(&folder).await;
        (table, folder)
    }

    /// Loads a folder that must be right; what was written, and the notes.
    pub(crate) async fn load(&self, folder: &Folder) -> (Counts, Vec<String>) {
        let (plan, found) = plan(&self.0, &pepper(), &folder.roster(), NOON).await.unwrap();
        assert_eq!(printed(&found.errors), [""; 0]);
        let counts = plan.counts();
        plan.carry_out(&self.0, Cause::itself("load-1"), NOON).await.unwrap();
        (counts, printed(&found.notes))
    }

    /// The errors of a folder that reads well and does not fit the table.
    pub(crate) async fn refuses(&self, folder: &Folder) -> Vec<String> {
        printed(&plan(&self.0, &pepper(), &folder.roster(), NOON).await.unwrap().1.errors)
    }

    /// A pupil's entry.
    pub(crate) async fn entry(&self, student: &str) -> StudentEntry {
        self.0.student_entry(&school(), &number(student)).await.unwrap().unwrap()
    }

    /// A pupil's case.
    pub(crate) async fn case(&self, student: &str) -> Loaded {
        self.0.load(self.entry(student).await.case).await.unwrap().unwrap()
    }

    /// A class as the teacher sees it.
    pub(crate) async fn class(&self, class: &str) -> Vec<ClassEntry> {
        let campaign = CampaignId::parse("115-1").unwrap();
        self.0.class_rows(&school(), &campaign, &ClassCode::parse(class).unwrap(), NOON).await.unwrap()
    }

    /// A family goes all the way to sending; the father's ID is `father`.
    pub(crate) async fn family_sends(&self, student: &str, father: &NationalId) {
        let campaign = CampaignId::parse("115-1").unwrap();
        let campaign = self.0.campaign(&school(), &campaign).await.unwrap().unwrap();
        let actor = Actor::Family { session: "session-1".into(), began: NOON };
        let by = Change { actor: &actor, cause: Cause::itself("request-1"), now: NOON };
        let mut case = self.case(student).await;
        for command in commands(&case, &campaign, father) {
            let ctx = Context { campaign: &campaign, actor: &actor, expected: None, now: NOON };
            case = self.0.change(case, &by, |case| decide(case, &command, &ctx)).await.unwrap();
        }
    }
}

fn commands(case: &Case, campaign: &Campaign, father: &NationalId) -> [Command; 4] {
    let name = PersonName::parse("林大樹").unwrap();
    let mobile = Mobile::parse("0900000001").unwrap();
    let father = ApplicantForm {
        no: None,
        name,
        relationship: Relationship::Father,
        relationship_detail: None,
        national_id: Some(father.clone()),
        mobile: Some(mobile),
        email: Given::Value(Some(Email::parse("father@example.com").unwrap())),
        language: None,
    };
    let notice = NoticeRead { version: campaign.notice_version.clone(), language: Language::ZhHant };
    [
        Command::ConfirmData(ConfirmData { registry_correct: true, error_report: None, contact: case.contact.clone() }),
        Command::AnswerConsent { notice, choice: Choice::Agree },
        Command::NameApplicants(NameApplicants { arrangement: Arrangement::OneParent, applicants: vec![father] }),
        Command::Send,
    ]
}
