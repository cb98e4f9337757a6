//! Two classes are approved at once, and Cognito and SES answer only so much. The queues are as the template has them
//! on `prod`: so many functions at once, such batches, so many receives, such timeouts.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use faults::{Process, Step, Time, Town, audit, message, steps};
use futures::future::join_all;
use serde_json::json;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::time::Duration;
use testkit::applicant;

const FAMILIES: u8 = 40;
const POOL: &str = "AWSCognitoIdentityProviderService";
const MAILS: &str = "SES";

/// The settings of a consumer's queue.
struct Settings {
    at_once: usize,
    batch: usize,
    receives: u32,
    visibility: Duration,
}

impl Settings {
    /// As infra/template.yaml has them.
    fn of(queue: &str) -> Self {
        let template = include_str!("../../../infra/template.yaml");
        let line = |part: &str| template.lines().find(|line| line.contains(part)).expect("a line");
        let number = |line: &str, name: &str| {
            let (_, rest) = line.split_once(name).expect("a setting");
            let digits: String = rest.trim_start().chars().take_while(char::is_ascii_digit).collect();
            digits.parse::<u32>().expect("a number")
        };
        let source = line(&format!("Queue: !GetAtt {queue}.Arn"));
        let prod = line("    prod: ");
        Settings {
            at_once: number(source, "MaximumConcurrency:") as usize,
            batch: number(source, "BatchSize:") as usize,
            receives: number(prod, "Receives:"),
            visibility: Duration::from_secs(u64::from(number(prod, "VisibilitySeconds:"))),
        }
    }
}

/// A message of the queue, seen again at a time.
struct Waiting {
    case: usize,
    seq: u64,
    kind: String,
    receives: u32,
    visible: Duration,
}

/// A queue and the functions that it starts.
struct EventSource<'a> {
    town: &'a Town,
    step: Step,
    settings: Settings,
    waiting: RefCell<Vec<Waiting>>,
    working: Cell<usize>,
    given_up: Cell<usize>,
    runs: Cell<u64>,
}

impl<'a> EventSource<'a> {
    /// The queue with a message for each event so far, as the pipe brings them.
    async fn of(town: &'a Town, step: Step) -> Self {
        let queue = if step == Step::Provision { "ProvisionQueue" } else { "NotifyQueue" };
        let mut waiting = Vec::new();
        for case in 0..town.cases.len() {
            for recorded in town.store().history(town.cases[case]).await.unwrap() {
                let (seq, kind) = (recorded.seq, recorded.event.kind().to_owned());
                waiting.push(Waiting { case, seq, kind, receives: 0, visible: town.time.passed() });
            }
        }
        let waiting = RefCell::new(waiting);
        let (working, given_up, runs) = (Cell::new(0), Cell::new(0), Cell::new(0));
        EventSource { town, step, settings: Settings::of(queue), waiting, working, given_up, runs }
    }

    /// Until nothing waits and nobody works.
    async fn worked_off(&self) {
        join_all((0..self.settings.at_once).map(|_| self.one_after_the_other())).await;
    }

    async fn one_after_the_other(&self) {
        while !self.waiting.borrow().is_empty() || self.working.get() > 0 {
            let batch = self.receive();
            if batch.is_empty() {
                self.town.time.sleep(Duration::from_secs(1)).await;
                self.town.tick();
            } else {
                self.work(batch).await;
            }
        }
    }

    fn receive(&self) -> Vec<Waiting> {
        let now = self.town.time.passed();
        let visible = |message: &mut Waiting| message.visible <= now;
        self.waiting.borrow_mut().extract_if(.., visible).take(self.settings.batch).collect()
    }

    async fn work(&self, batch: Vec<Waiting>) {
        self.working.set(self.working.get() + 1);
        self.runs.set(self.runs.get() + 1);
        let records: Vec<_> =
            batch.iter().map(|it| message(self.town.cases[it.case], it.seq, &it.kind, it.receives + 1)).collect();
        let line = self.town.line(self.runs.get() * 37 + self.step as u64);
        let answer = Process::start(self.town, &line).event(self.step, &json!({ "Records": records })).await.unwrap();
        self.town.tick();
        let failed: Vec<_> = answer["batchItemFailures"].as_array().unwrap().iter().collect();
        for it in batch {
            let id = format!("{}-{}", self.town.cases[it.case], it.seq);
            if !failed.iter().any(|failed| failed["itemIdentifier"] == id) {
                continue;
            }
            let receives = it.receives + 1;
            if receives == self.settings.receives {
                self.given_up.set(self.given_up.get() + 1);
                continue;
            }
            let hidden = self.town.cloud.wanted_after(&id).map_or(self.settings.visibility, Duration::from_secs);
            self.waiting.borrow_mut().push(Waiting { receives, visible: self.town.time.passed() + hidden, ..it });
        }
        self.working.set(self.working.get() - 1);
    }
}

/// Everybody is approved, the undo windows are over, and all accounts are made and all mails sent while the services
/// answer so many calls within a time. How many calls were throttled.
fn all_is_done(accounts: usize, mails: usize, within: Duration) -> usize {
    let time = Time::default();
    let town = time.block_on(Town::of(&time, FAMILIES));
    time.block_on(async {
        for n in 0..FAMILIES {
            let father = json!({ "arrangement": "one_parent", "applicants": [applicant(u64::from(n) + 1, "father")] });
            steps::approve(&town, usize::from(n), &father).await;
        }
        steps::wait(&town);
        town.cloud.admit(POOL, accounts, within);
        town.cloud.admit(MAILS, mails, within);
        for step in [Step::Provision, Step::Notify] {
            let source = EventSource::of(&town, step).await;
            source.worked_off().await;
            assert_eq!(source.given_up.get(), 0, "{step:?}: no message is given up");
        }
        assert_eq!(town.cloud.users().len(), usize::from(FAMILIES), "an account for everybody");
        let mut mails: BTreeMap<String, usize> = BTreeMap::new();
        town.cloud.mails().into_iter().for_each(|mail| *mails.entry(mail).or_default() += 1);
        assert_eq!(mails.len(), 2 * usize::from(FAMILIES), "received and approved, for everybody");
        assert!(mails.values().all(|copies| *copies == 1), "none twice");
        audit(&town, 0).await;
    });
    town.cloud.throttled()
}

#[test]
fn within_the_quotas_of_a_new_account_two_classes_at_once_are_hardly_throttled() {
    // Cognito creates 50 users a second, SES sends 14 mails a second outside its sandbox.
    let throttled = all_is_done(50, 14, Duration::from_secs(1));
    assert!(throttled <= usize::from(FAMILIES) / 10, "{throttled} calls were throttled");
}

#[test]
fn where_most_calls_are_throttled_nothing_is_given_up_or_done_twice() {
    let throttled = all_is_done(1, 1, Duration::from_secs(8));
    assert!(throttled > 3 * usize::from(FAMILIES), "only {throttled} calls were throttled");
}
