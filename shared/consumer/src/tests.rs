//! A consumer as a whole: events go in as Lambda hands them over, answers come out as Lambda takes them.
//!
//! The queue cannot be reached here, which only costs a log line: a message then comes again in the queue's own time.

use crate::{Consumer, Job, Outcome, Queue, Work, WorkError};
use aws_sdk_sqs::config::{BehaviorVersion, Config, Credentials, Region};
use axum::Router;
use axum::routing::get;
use domain::CaseId;
use jiff::SignedDuration;
use lambda_runtime::{Context, LambdaEvent};
use runtime::Clock;
use serde_json::{Value, json, value::to_raw_value};
use std::collections::BTreeMap;
use std::sync::Mutex;
use store::{DueKind, Store};
use testkit::{now, table};

/// Does as it is told of each case, and remembers what it was asked.
#[derive(Debug, Default)]
struct Told {
    failing: Vec<CaseId>,
    waiting: BTreeMap<CaseId, i64>,
    asked: Mutex<Vec<(CaseId, u64)>>,
}

impl Work for Told {
    const DUE: DueKind = DueKind::Account;

    async fn work(&self, job: &Job) -> Result<Outcome, WorkError> {
        self.asked.lock().unwrap().push((job.case, job.seen));
        if self.failing.contains(&job.case) {
            return Err(WorkError::later("the pool", "is closed"));
        }
        let due = |seconds: &i64| Outcome::NotYet(now() + SignedDuration::from_secs(*seconds));
        Ok(self.waiting.get(&job.case).map_or(Outcome::Done, due))
    }
}

fn consumer(work: Told, store: Store) -> Consumer<Told> {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("ap-east-2"))
        .credentials_provider(Credentials::new("test", "test", None, None, "test"))
        .endpoint_url("http://127.0.0.1:9")
        .retry_config(aws_sdk_sqs::config::retry::RetryConfig::disabled())
        .build();
    Consumer {
        work,
        queue: Queue::new(aws_sdk_sqs::Client::from_conf(config), "http://127.0.0.1:9/queue"),
        store,
        clock: Clock::fixed(now()),
        retry_base: SignedDuration::from_secs(30),
        sweep_after: SignedDuration::from_mins(10),
    }
}

async fn answer(consumer: &Consumer<Told>, router: Router, event: &Value) -> Value {
    let mut context = Context::default();
    context.request_id = "request-1".to_owned();
    context.deadline = (now() + SignedDuration::from_secs(30)).as_millisecond().try_into().unwrap();
    let event = LambdaEvent::new(to_raw_value(event).unwrap(), context);
    serde_json::from_str(consumer.answer(router, event).await.unwrap().get()).unwrap()
}

/// The messages' ids that are reported as failed.
async fn failed(consumer: &Consumer<Told>, messages: &[Value]) -> Vec<String> {
    let answer = answer(consumer, Router::new(), &json!({ "Records": messages })).await;
    let failures = answer["batchItemFailures"].as_array().unwrap();
    let mut ids: Vec<_> = failures.iter().map(|f| f["itemIdentifier"].as_str().unwrap().to_owned()).collect();
    ids.sort();
    ids
}

fn case(n: u8) -> CaseId {
    CaseId::from_random([n; 16])
}

fn message(id: &str, case: CaseId, seq: u64) -> Value {
    let keys = json!({ "pk": { "S": format!("CASE#{case}") }, "sk": { "S": format!("EVENT#{seq:06}#approved") } });
    raw(id, &json!({ "eventName": "INSERT", "dynamodb": { "Keys": keys } }).to_string())
}

fn raw(id: &str, body: &str) -> Value {
    let attributes = json!({ "ApproximateReceiveCount": "1" });
    json!({ "messageId": id, "receiptHandle": "handle", "body": body, "attributes": attributes })
}

#[tokio::test]
async fn what_fails_comes_again_and_the_rest_is_done() {
    let work = Told { failing: vec![case(2)], waiting: [(case(3), 60), (case(4), 7200)].into(), ..Told::default() };
    let consumer = consumer(work, table().await);
    let batch = [
        message("done", case(1), 5),
        message("fails", case(2), 6),
        message("waits", case(3), 7),
        message("waits-too-long", case(4), 8),
        raw("poison", "not a record"),
    ];
    assert_eq!(failed(&consumer, &batch).await, ["fails", "poison", "waits"]);
}

#[tokio::test]
async fn messages_of_one_case_are_worked_in_their_order() {
    let consumer = consumer(Told::default(), table().await);
    let batch = [message("a", case(1), 5), message("b", case(2), 3), message("c", case(1), 6)];
    assert_eq!(failed(&consumer, &batch).await, Vec::<String>::new());
    let mut asked = consumer.work.asked.into_inner().unwrap();
    asked.retain(|(asked, _)| *asked == case(1));
    assert_eq!(asked, [(case(1), 5), (case(1), 6)]);
}

#[tokio::test]
async fn a_sweep_without_anything_overdue_asks_nothing() {
    let consumer = consumer(Told::default(), table().await);
    let swept = answer(&consumer, Router::new(), &json!({ "source": "sweep" })).await;
    assert_eq!(swept, json!({ "found": 0, "failed": 0, "left": 0, "oldest_seconds": 0 }));
    assert!(consumer.work.asked.into_inner().unwrap().is_empty());
}

#[tokio::test]
async fn a_request_is_answered_by_the_router() {
    let consumer = consumer(Told::default(), table().await);
    let http = json!({ "method": "GET", "path": "/api/hello", "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1" });
    let request = json!({
        "version": "2.0", "routeKey": "GET /api/hello", "rawPath": "/api/hello", "rawQueryString": "", "headers": {},
        "requestContext": { "stage": "$default", "requestId": "r-1", "timeEpoch": 0, "http": http },
        "isBase64Encoded": false,
    });
    let router = Router::new().route("/api/hello", get(async || "hello"));
    let answer = answer(&consumer, router, &request).await;
    assert_eq!((&answer["statusCode"], &answer["body"]), (&json!(200), &json!("hello")));
}
