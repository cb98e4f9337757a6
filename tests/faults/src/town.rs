//! A school before its cloud: one class, its staff, its families, and the time.

use crate::process::{Process, Step, aws, store};
use crate::{Cloud, Line, Time};
use domain::{ApplicantId, ApplicantNo, Case, CaseId, ClassCode, StaffRole};
use identity::{OneTimeSecret, Pepper};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;
use store::Store;
use testkit::{Answer, Ask, SCHOOL, STAFF_CLIENT, TABLE, World, student, teacher_record};

pub(crate) const KMS_KEY: &str = "alias/guardian-link";
pub(crate) const GUARDIAN_POOL: &str = "ap-east-2_guardians";
pub(crate) const PEPPER_SECRET: &str = "pepper";
pub(crate) const ONE_TIME_SECRET: &str = "one-time-password";
pub(crate) const SIGNING_SECRET: &str = "session-signing";
pub(crate) const KEYS_SECRET: &str = "session-keys";
pub(crate) const QUEUE_URL: &str = "https://sqs.ap-east-2.amazonaws.com/000000000000/queue";
const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// The school and what stands behind it.
#[derive(Debug)]
pub struct Town {
    /// What the functions call.
    pub cloud: Cloud,
    /// The timers' time.
    pub time: Time,
    /// The table as an operator sees it, with the campaign.
    pub world: World,
    /// The cases, the first pupil's first.
    pub cases: Vec<CaseId>,
    /// What somebody wrote down, such as a captcha's number.
    pub notes: Mutex<BTreeMap<&'static str, String>>,
    now: Mutex<Timestamp>,
    shown: Mutex<Duration>,
}

impl Town {
    /// A school with so many pupils of class 101, two teachers of it and a registrar.
    pub async fn of(time: &Time, pupils: u8) -> Self {
        let (cloud, time) = (Cloud::default(), time.clone());
        let config = aws(&Line::new(&cloud, &time, 0, None), &time);
        let client = aws_sdk_dynamodb::Client::new(&config);
        store::local::create_table(&client, TABLE).await.unwrap();
        let secret_index = |n: u8| {
            let (pupil, pepper) = (student(n), Pepper::new(SECRET).unwrap());
            pepper.sign_in_index(SCHOOL, pupil.number.as_str(), &password(n)).unwrap()
        };
        let store = store(&config, testkit::now());
        let world = World::on(store, client, |new| new.secret_index = secret_index(1)).await;
        let (signing, public) = world.session_secrets();
        cloud.put_secret(SIGNING_SECRET, signing);
        cloud.put_secret(KEYS_SECRET, public);
        cloud.put_secret(PEPPER_SECRET, json!({ "pepper": SECRET }).to_string());
        cloud.put_secret(ONE_TIME_SECRET, json!({ "secret": SECRET }).to_string());
        let mut registrar = teacher_record("registrar");
        (registrar.role, registrar.classes) = (StaffRole::Registrar, vec![]);
        for record in [teacher_record("teacher-1"), teacher_record("teacher-2"), registrar] {
            world.store.put_staff(&record).await.unwrap();
        }
        let mut cases = vec![world.case];
        for n in 2..=pupils {
            cases.push(world.open_case(n, |new| new.secret_index = secret_index(n)).await);
        }
        let now = Mutex::new(world.now);
        Town { cloud, time, world, cases, notes: Mutex::default(), now, shown: Mutex::default() }
    }

    /// Another town in which all the same has happened.
    pub fn copy(&self) -> Self {
        let (cloud, time) = (Cloud::default(), Time::default());
        let config = aws(&Line::new(&cloud, &time, 0, None), &time);
        let client = aws_sdk_dynamodb::Client::new(&config);
        time.block_on(store::local::create_table(&client, TABLE)).unwrap();
        cloud.fill(&self.cloud);
        let world = self.world.over(store(&config, testkit::now()), client);
        let notes = Mutex::new(self.notes.lock().unwrap().clone());
        let (cases, now) = (self.cases.clone(), Mutex::new(self.now()));
        Town { cloud, time, world, cases, notes, now, shown: Mutex::default() }
    }

    /// What a family's watch shows.
    pub fn now(&self) -> Timestamp {
        *self.now.lock().unwrap()
    }

    /// Sets the watches on.
    pub fn later(&self, time: SignedDuration) {
        *self.now.lock().unwrap() += time;
    }

    /// Writes something down.
    pub fn note(&self, what: &'static str, text: impl Into<String>) {
        self.notes.lock().unwrap().insert(what, text.into());
    }

    /// What was written down.
    pub fn noted(&self, what: &str) -> String {
        self.notes.lock().unwrap()[what].clone()
    }

    /// Lets the watches go on with the timers, which otherwise stand still while something is done.
    pub fn tick(&self) {
        let mut shown = self.shown.lock().unwrap();
        let passed = self.time.passed();
        self.later(SignedDuration::try_from(passed.saturating_sub(*shown)).unwrap());
        *shown = passed;
    }

    /// The table, as the operator asks it.
    pub fn store(&self) -> &Store {
        &self.world.store
    }

    /// A line on which nothing goes wrong.
    pub fn line(&self, seed: u64) -> Line {
        Line::new(&self.cloud, &self.time, seed, None)
    }

    /// Asks a fresh process; every call of it works.
    pub async fn ask(&self, step: Step, ask: Ask) -> Answer {
        Process::start(self, &self.line(0)).ask(step, ask).await.unwrap()
    }

    /// The same, and it has to be granted.
    pub async fn granted(&self, step: Step, ask: Ask) -> Answer {
        let answer = self.ask(step, ask).await;
        assert!(answer.status < 300, "{} {}", answer.status, answer.text);
        answer
    }

    /// A request of the family of the `n`th case (from 0) in its own session, which just began.
    pub fn family(&self, n: usize, ask: Ask) -> Ask {
        ask.cookie(&self.world.cookie_of(self.cases[n], &format!("session-{n}"), self.now()))
    }

    /// A request of a member of staff.
    pub fn staff(&self, ask: Ask) -> Ask {
        ask.staff(STAFF_CLIENT, "teacher-1")
    }

    /// An applicant of the `n`th case.
    pub fn applicant(&self, n: usize, no: u32) -> String {
        ApplicantId { case: self.cases[n], no: ApplicantNo(no) }.to_string()
    }

    /// The `n`th case as it is stored.
    pub async fn case(&self, n: usize) -> Case {
        self.store().load(self.cases[n]).await.unwrap().unwrap().into_case()
    }

    /// The message that the last event of this kind sends, received so many times.
    pub async fn message(&self, n: usize, kind: &str, receives: u32) -> Value {
        let history = self.store().history(self.cases[n]).await.unwrap();
        let seq = history.iter().rev().find(|recorded| recorded.event.kind() == kind).unwrap().seq;
        message(self.cases[n], seq, kind, receives)
    }

    /// The one-time password of an account.
    pub fn password(&self, username: &str, issue: u32) -> String {
        OneTimeSecret::new(SECRET).unwrap().password(username, issue).reveal().to_owned()
    }

    /// The account's name of whoever has this ID number.
    pub fn username(&self, national_id: &str) -> String {
        Pepper::new(SECRET).unwrap().person(national_id).username
    }

    /// The class.
    pub fn class(&self) -> ClassCode {
        ClassCode::parse("101").unwrap()
    }
}

/// The sign-in secret of the `n`th pupil (from 1).
pub fn password(n: u8) -> String {
    student(n).national_id.unwrap().reveal().to_owned()
}

/// A message of a queue, as Lambda hands it over.
pub fn message(case: CaseId, seq: u64, kind: &str, receives: u32) -> Value {
    let keys = json!({ "pk": { "S": format!("CASE#{case}") }, "sk": { "S": format!("EVENT#{seq:06}#{kind}") } });
    json!({
        "messageId": format!("{case}-{seq}"),
        "receiptHandle": format!("{case}-{seq}"),
        "body": json!({ "eventName": "INSERT", "dynamodb": { "Keys": keys } }).to_string(),
        "attributes": { "ApproximateReceiveCount": receives.to_string() },
    })
}
