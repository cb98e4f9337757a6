//! The line between a function's AWS clients and the cloud, in place of the SDK's own connector.

use crate::cloud::{Answer, Call};
use crate::{Cloud, Time};
use aws_sdk_dynamodb::config::http::{HttpRequest, HttpResponse};
use aws_sdk_dynamodb::config::{HttpClient, RuntimeComponents};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::result::ConnectorError;
use serde_json::Value;
use std::future::{Future, pending, poll_fn};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

/// What may happen to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The function is killed before the call leaves.
    KilledBefore,
    /// The call has its effect, and the function is killed before it hears of it.
    KilledAfter,
    /// The call has its effect, and its answer is lost on the way.
    AnswerLost,
    /// The call has its effect, and its answer comes too late.
    AnswerLate,
    /// This call is throttled; `lasting`: all that follow are too.
    Throttled { lasting: bool },
    /// The service answers with an error of its own.
    Down { lasting: bool },
    /// The service does not answer.
    Silent { lasting: bool },
}

/// All of them. Those of one call are the SDK's to overcome, the lasting ones are the function's.
pub const FAULTS: [Fault; 10] = [
    Fault::KilledBefore,
    Fault::KilledAfter,
    Fault::AnswerLost,
    Fault::AnswerLate,
    Fault::Throttled { lasting: false },
    Fault::Throttled { lasting: true },
    Fault::Down { lasting: false },
    Fault::Down { lasting: true },
    Fault::Silent { lasting: false },
    Fault::Silent { lasting: true },
];

/// One process's line. Clones are the same line.
#[derive(Clone, Debug)]
pub struct Line(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    cloud: Mutex<Cloud>,
    time: Time,
    seed: u64,
    fault: Option<(usize, Fault)>,
    calls: Mutex<Vec<Call>>,
    stopped: AtomicBool,
    account: Option<Mutex<Account>>,
}

/// What was asked for, each in its order.
#[derive(Debug, Default)]
struct Account {
    spent: Vec<Spent>,
    others: Vec<String>,
}

/// What a call of the table cost.
#[derive(Clone, Debug)]
pub struct Spent {
    /// Such as `GetItem STUDENT`: what and, of a single item, where.
    pub operation: String,
    /// Capacity units, read and written.
    pub units: (f64, f64),
    /// Of the answer's body.
    pub bytes: usize,
}

impl Line {
    /// A line whose `n`th call meets the fault. The seed says how long calls take.
    pub fn new(cloud: &Cloud, time: &Time, seed: u64, fault: Option<(usize, Fault)>) -> Self {
        Line::with(cloud, time, seed, fault, None)
    }

    /// A line on which nothing goes wrong, and which keeps account of what is asked for.
    pub fn counting(cloud: &Cloud, time: &Time) -> Self {
        Line::with(cloud, time, 0, None, Some(Mutex::default()))
    }

    fn with(
        cloud: &Cloud,
        time: &Time,
        seed: u64,
        fault: Option<(usize, Fault)>,
        account: Option<Mutex<Account>>,
    ) -> Self {
        let (cloud, time) = (Mutex::new(cloud.clone()), time.clone());
        let (calls, stopped) = (Mutex::default(), AtomicBool::new(false));
        Line(Arc::new(Inner { cloud, time, seed, fault, calls, stopped, account }))
    }

    /// From here on the calls reach this cloud, and the account begins anew.
    pub fn turn_to(&self, cloud: &Cloud) {
        cloud.clone_into(&mut self.0.cloud.lock().unwrap());
        self.kept(|account| *account = Account::default());
    }

    /// What the calls of the table cost, in their order.
    pub fn spent(&self) -> Vec<Spent> {
        self.kept(|account| account.spent.clone()).unwrap_or_default()
    }

    /// What the services around the table were asked for, in its order.
    pub fn others(&self) -> Vec<String> {
        self.kept(|account| account.others.clone()).unwrap_or_default()
    }

    fn kept<T>(&self, with: impl FnOnce(&mut Account) -> T) -> Option<T> {
        self.0.account.as_ref().map(|account| with(&mut account.lock().unwrap()))
    }

    /// How many calls were made.
    pub fn calls(&self) -> usize {
        self.0.calls.lock().unwrap().len()
    }

    /// The `n`th call, such as `DynamoDB_20120810.GetItem`.
    pub fn call(&self, n: usize) -> String {
        self.0.calls.lock().unwrap()[n - 1].to_string()
    }

    /// Whether the function was killed.
    pub fn stopped(&self) -> bool {
        self.0.stopped.load(SeqCst)
    }

    /// The function's run, which ends without an answer when it is killed.
    pub async fn unless_stopped<F: Future>(&self, run: F) -> Option<F::Output> {
        let mut run = pin!(run);
        poll_fn(|context| match run.as_mut().poll(context) {
            _ if self.stopped() => Poll::Ready(None),
            polled => polled.map(Some),
        })
        .await
    }

    async fn carry(self, request: HttpRequest) -> Result<HttpResponse, ConnectorError> {
        let call = Call::of(&request);
        let n = {
            let mut calls = self.0.calls.lock().unwrap();
            calls.push(call.clone());
            calls.len()
        };
        self.way(n, 0).await;
        let reached = || self.reach(&call, request.body().bytes().unwrap_or_default());
        let answer = match self.fate(n) {
            None => reached(),
            Some(Fault::KilledBefore) => return self.kill().await,
            Some(Fault::KilledAfter) => {
                reached();
                return self.kill().await;
            }
            Some(Fault::AnswerLost) => {
                reached();
                return Err(ConnectorError::io("connection reset".into()));
            }
            Some(Fault::AnswerLate) => {
                reached();
                return pending().await;
            }
            Some(Fault::Silent { .. }) => return pending().await,
            Some(Fault::Throttled { .. }) => call.throttled(),
            Some(Fault::Down { .. }) => call.down(),
        };
        self.way(n, 1).await;
        Ok(answer.into_response())
    }

    /// The cloud's answer; when account is kept, the table is asked for what it cost too.
    fn reach(&self, call: &Call, body: &[u8]) -> Answer {
        let (cloud, passed) = (self.0.cloud.lock().unwrap().clone(), self.0.time.passed());
        let Some(operation) = call.of_table().filter(|_| self.0.account.is_some()) else {
            self.kept(|account| account.others.push(call.asked_for().to_owned()));
            return cloud.answer(call, body, passed);
        };
        let mut asked: Value = serde_json::from_slice(body).unwrap();
        asked["ReturnConsumedCapacity"] = "TOTAL".into();
        let answer = cloud.answer(call, asked.to_string().as_bytes(), passed);
        let told: Value = serde_json::from_str(&answer.body).unwrap();
        let consumed = &told["ConsumedCapacity"];
        let tables = consumed.as_array().map_or_else(|| vec![consumed], |tables| tables.iter().collect());
        let units = tables.into_iter().filter_map(|table| table["CapacityUnits"].as_f64()).sum();
        let reads = ["BatchGetItem", "GetItem", "Query", "Scan"].contains(&operation);
        let units = if reads { (units, 0.0) } else { (0.0, units) };
        let operation = named(operation, &asked);
        self.kept(|account| account.spent.push(Spent { operation, units, bytes: answer.body.len() }));
        answer
    }

    fn fate(&self, n: usize) -> Option<Fault> {
        let (at, fault) = self.0.fault?;
        let lasting = match fault {
            Fault::Throttled { lasting } | Fault::Down { lasting } | Fault::Silent { lasting } => lasting,
            _ => false,
        };
        (n == at || lasting && n > at).then_some(fault)
    }

    async fn kill(&self) -> Result<HttpResponse, ConnectorError> {
        self.0.stopped.store(true, SeqCst);
        pending().await
    }

    /// There or back takes less than half a second.
    async fn way(&self, n: usize, leg: u64) {
        let drawn = mixed(self.0.seed ^ ((n as u64) << 8) ^ leg);
        self.0.time.sleep(Duration::from_millis(drawn % 500)).await;
    }
}

/// With the index, or the kind of the item, which is the first part of its sort key, or of its partition's.
fn named(operation: &str, asked: &Value) -> String {
    let key = if asked["Key"].is_null() { &asked["Item"] } else { &asked["Key"] };
    let index = asked["IndexName"].as_str();
    let part = |name| {
        let first = key[name]["S"].as_str().and_then(|text: &str| text.split('#').next());
        first.filter(|part| part.starts_with(|first: char| first.is_ascii_uppercase()))
    };
    let kind = index.or_else(|| part("sk")).or_else(|| part("pk"));
    kind.map_or_else(|| operation.to_owned(), |kind| format!("{operation} {kind}"))
}

/// Splitmix64: a number that looks like chance.
pub fn mixed(seed: u64) -> u64 {
    let z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl HttpConnector for Line {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::new(self.clone().carry(request))
    }
}

impl HttpClient for Line {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl Answer {
    fn into_response(self) -> HttpResponse {
        let mut response = HttpResponse::new(self.status.try_into().unwrap(), self.body.into());
        if let Some(code) = self.code {
            response.headers_mut().insert("x-amzn-errortype", code);
        }
        response
    }
}
