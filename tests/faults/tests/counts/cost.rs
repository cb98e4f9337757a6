//! What a request or a message costs a function that runs.

use faults::{Function, Line, Process, Spent, Step, Town};
use serde_json::{Value, json};
use testkit::{Answer, Ask};

/// A request or a message, and what it cost.
#[derive(Debug)]
pub(crate) struct Cost {
    pub(crate) what: &'static str,
    spent: Vec<Spent>,
    /// The calls of the services around the table.
    pub(crate) others: Vec<String>,
    /// Of a request: its answer's body, as it leaves the function.
    answer_bytes: Option<usize>,
}

/// What costs what in a town, in the order in which it happened.
#[derive(Debug)]
pub(crate) struct Counter<'a> {
    pub(crate) town: &'a Town,
    pub(crate) costs: Vec<Cost>,
}

impl Cost {
    pub(crate) fn calls(&self) -> usize {
        self.spent.len()
    }

    /// The calls of the table.
    pub(crate) fn named(&self) -> Vec<&str> {
        self.spent.iter().map(|spent| spent.operation.as_str()).collect()
    }

    fn read(&self) -> f64 {
        self.spent.iter().map(|spent| spent.units.0).sum::<f64>() + 0.0
    }

    fn written(&self) -> f64 {
        self.spent.iter().map(|spent| spent.units.1).sum::<f64>() + 0.0
    }

    /// As it stands in counts.json.
    pub(crate) fn told(&self) -> Value {
        let mut told = json!({
            "what": self.what, "calls": self.calls(), "read_units": self.read(), "write_units": self.written(),
            "bytes": self.spent.iter().map(|spent| spent.bytes).sum::<usize>(), "named": self.named(),
            "others": self.others,
        });
        if let Some(bytes) = self.answer_bytes {
            told["answer_bytes"] = bytes.into();
        }
        told
    }
}

impl<'a> Counter<'a> {
    pub(crate) fn of(town: &'a Town) -> Self {
        Counter { town, costs: Vec::new() }
    }

    /// Counts a request, which has to be granted.
    pub(crate) async fn ask(&mut self, what: &'static str, step: Step, ask: impl Fn() -> Ask) -> Answer {
        let (line, answer) = kept_running(self.town, step, async |function| function.ask(ask()).await).await;
        self.granted(what, &line, answer)
    }

    /// The same of the first family, in its session.
    pub(crate) async fn family(&mut self, what: &'static str, step: Step, ask: impl Fn() -> Ask) -> Answer {
        let town = self.town;
        self.ask(what, step, || town.family(0, ask())).await
    }

    /// The same of a teacher.
    pub(crate) async fn staff(&mut self, what: &'static str, step: Step, ask: impl Fn() -> Ask) -> Answer {
        let town = self.town;
        self.ask(what, step, || town.staff(ask())).await
    }

    /// Counts a request to a function that just started.
    pub(crate) async fn first(&mut self, what: &'static str, step: Step, ask: Ask) -> Answer {
        let line = Line::counting(&self.town.cloud, &self.town.time);
        let answer = Process::start(self.town, &line).ask(step, ask).await.unwrap();
        self.granted(what, &line, answer)
    }

    /// Counts the message that the first case's last event of this kind sends, which is done with at once.
    pub(crate) async fn message(&mut self, what: &'static str, step: Step, kind: &str) {
        let failures = self.worked(what, step, kind).await;
        assert_eq!(failures, json!([]), "{what}");
    }

    /// The same of a message that comes again later.
    pub(crate) async fn put_off(&mut self, what: &'static str, step: Step, kind: &str) {
        let failures = self.worked(what, step, kind).await;
        assert_eq!(failures.as_array().map(Vec::len), Some(1), "{what}");
    }

    async fn worked(&mut self, what: &'static str, step: Step, kind: &str) -> Value {
        let event = json!({ "Records": [self.town.message(0, kind, 1).await] });
        let doing = async |function: &Function| function.event(&event).await.unwrap();
        let (line, mut answer) = kept_running(self.town, step, doing).await;
        self.note(what, &line, None);
        answer["batchItemFailures"].take()
    }

    fn granted(&mut self, what: &'static str, line: &Line, answer: Answer) -> Answer {
        assert!(answer.status < 300, "{what}: {}", answer.text);
        self.note(what, line, Some(answer.text.len()));
        answer
    }

    fn note(&mut self, what: &'static str, line: &Line, answer_bytes: Option<usize>) {
        self.costs.push(Cost { what, spent: line.spent(), others: line.others(), answer_bytes });
    }
}

/// A process of a [`Town`] starts with nothing in memory. One that runs keeps the campaign's key (of the table, unwrapped by
/// KMS) and the secrets for five minutes, the list of schools for ten seconds, and nothing else. So it does the same in a
/// copy of the town first: what it calls after that, every request calls. No call is left out by its name.
async fn kept_running<T>(town: &Town, step: Step, doing: impl AsyncFn(&Function) -> T) -> (Line, T) {
    let line = Line::counting(&town.copy().cloud, &town.time);
    let function = Process::start(town, &line).function(step).unwrap();
    doing(&function).await;
    line.turn_to(&town.cloud);
    let done = doing(&function).await;
    (line, done)
}
