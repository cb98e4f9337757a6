//! One history: everybody at once, then the house is left to itself until nothing is under way, then the audit.

use crate::actors::{clock, pipe, staff, sweeper, tab, worker};
use crate::answers::Answers;
use crate::chance::Chance;
use crate::queues::Queues;
use domain::{Case, Recorded};
use faults::{FAULTS, Line, Process, Step, Time, Town, audit, is_settled};
use futures::future::join_all;
use jiff::SignedDuration;
use serde_json::json;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::time::Duration;
use testkit::{Answer, Ask};

/// What came of it.
#[derive(Debug)]
pub(crate) struct Life {
    pub(crate) steps: usize,
    /// Kinds of events and refusals, and how often.
    pub(crate) reached: BTreeMap<String, usize>,
    /// Every event of every case, in a line.
    pub(crate) told: Vec<String>,
}

/// The town while it is lived in.
pub(crate) struct Scene<'a> {
    pub(crate) town: &'a Town,
    pub(crate) queues: Queues,
    pub(crate) answers: Answers,
    pub(crate) reached: RefCell<BTreeMap<String, usize>>,
    pub(crate) steps: Cell<usize>,
    lines: Cell<u64>,
    seed: u64,
    copies: Cell<usize>,
    sending: Cell<usize>,
}

impl Life {
    pub(crate) fn lived(seed: u64) -> Self {
        let time = Time::default();
        let town = time.block_on(Town::of(&time, 2));
        let scene = Scene {
            town: &town,
            queues: Queues::default(),
            answers: Answers::default(),
            reached: RefCell::default(),
            steps: Cell::new(0),
            lines: Cell::new(0),
            seed,
            copies: Cell::new(0),
            sending: Cell::new(0),
        };
        time.block_on(scene.everybody());
        time.block_on(scene.left_to_itself());
        time.block_on(audit(&town, scene.copies.get()));
        let histories = time.block_on(scene.histories());
        let mut told = Vec::new();
        for (case, history) in &histories {
            scene.answers.are_true(case, history);
            for Recorded { seq, at, request_id, event, .. } in history {
                scene.note(event.kind());
                told.push(format!("{} {seq} {} {request_id} {at}", case.id, event.kind()));
            }
        }
        Life { steps: scene.steps.get(), reached: scene.reached.into_inner(), told }
    }
}

impl Scene<'_> {
    async fn everybody(&self) {
        let mut actors: Vec<futures::future::LocalBoxFuture<'_, ()>> = Vec::new();
        for case in 0..self.town.cases.len() {
            for session in ["one-tab", "other-tab"] {
                actors.push(Box::pin(tab(self, case, session)));
            }
        }
        for who in ["teacher-1", "teacher-2", "registrar"] {
            actors.push(Box::pin(staff(self, who)));
        }
        for step in [Step::Provision, Step::Notify, Step::Notify] {
            actors.push(Box::pin(worker(self, step)));
            actors.push(Box::pin(sweeper(self, step)));
        }
        actors.push(Box::pin(pipe(self)));
        actors.push(Box::pin(clock(self)));
        join_all(actors).await;
    }

    /// Nobody asks for anything any more, no message arrives; the sweep ends what is under way.
    async fn left_to_itself(&self) {
        for _ in 0..60 {
            if join_all((0..self.town.cases.len()).map(|n| self.town.case(n))).await.iter().all(is_settled) {
                return;
            }
            self.town.later(SignedDuration::from_hours(6));
            for step in [Step::Provision, Step::Notify] {
                let line = self.town.line(self.new_line());
                Process::start(self.town, &line).event(step, &json!({ "source": "sweep" })).await.unwrap();
            }
        }
        panic!("something stays under way for ever");
    }

    async fn histories(&self) -> Vec<(Case, Vec<Recorded>)> {
        let mut histories = Vec::new();
        for n in 0..self.town.cases.len() {
            histories.push((self.town.case(n).await, self.town.store().history(self.town.cases[n]).await.unwrap()));
        }
        histories
    }

    /// Numbers of one's own, and the wait before one begins.
    pub(crate) async fn enter(&self, who: u64) -> Chance {
        let chance = Chance::of(self.seed * 1_000 + who);
        self.wait(&chance).await;
        chance
    }

    /// Until one's next step: mostly seconds, sometimes minutes.
    pub(crate) async fn wait(&self, chance: &Chance) {
        let seconds = *chance.pick(&[0, 0, 1, 1, 2, 5, 20, 90]);
        self.town.time.sleep(Duration::from_millis(seconds * 1_000 + chance.next() % 1_000)).await;
        self.town.tick();
        self.steps.set(self.steps.get() + 1);
    }

    /// The clocks jump while no worker is at work: one that runs for minutes would be ended by Lambda.
    pub(crate) async fn jump(&self, time: SignedDuration) {
        while self.sending.get() > 0 {
            self.town.time.sleep(Duration::from_millis(50)).await;
        }
        self.town.later(time);
    }

    pub(crate) fn note(&self, what: &str) {
        *self.reached.borrow_mut().entry(what.to_owned()).or_default() += 1;
    }

    fn new_line(&self) -> u64 {
        self.lines.set(self.lines.get() + 1);
        self.lines.get() * 37 + self.seed
    }

    /// A fresh process's line; one in twelve goes wrong somewhere.
    fn line(&self, chance: &Chance) -> (Line, bool) {
        let fault = chance.happens(8).then(|| (1 + chance.below(8), *chance.pick(&FAULTS)));
        (Line::new(&self.town.cloud, &self.town.time, self.new_line(), fault), fault.is_some())
    }

    /// Asks a fresh process; `None`: no answer came.
    pub(crate) async fn ask(&self, chance: &Chance, step: Step, ask: Ask) -> Option<Answer> {
        let (line, _) = self.line(chance);
        let process = Process::start(self.town, &line);
        let answer = line.unless_stopped(process.ask(step, ask)).await;
        self.note(if answer.is_some() { "answered" } else { "killed" });
        answer?.ok()
    }

    /// Hands a batch or the sweep over; `None`: no answer came.
    pub(crate) async fn event(
        &self,
        chance: &Chance,
        step: Step,
        event: &serde_json::Value,
    ) -> Option<serde_json::Value> {
        let (line, faulty) = self.line(chance);
        if faulty && step == Step::Notify {
            self.copies.set(self.copies.get() + 1);
        }
        let process = Process::start(self.town, &line);
        self.sending.set(self.sending.get() + 1);
        let answer = line.unless_stopped(process.event(step, event)).await;
        self.sending.set(self.sending.get() - 1);
        self.note(if answer.is_some() { "worked" } else { "killed" });
        answer?.ok()
    }
}
