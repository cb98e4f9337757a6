//! The events of `events/`, as Lambda hands them over.

use crate::setting::{approved, provision_after};
use aws_sdk_sqs::config::{BehaviorVersion, Config, Credentials, Region, retry::RetryConfig};
use consumer::{Consumer, Queue};
use jiff::SignedDuration;
use lambda_runtime::{Context, LambdaEvent};
use provision::{App, router};
use runtime::Clock;
use serde_json::{Value, json, value::RawValue};
use testkit::World;

const SWEEP: &str = include_str!("../../../../events/provision-sweep.json");

/// What the function answers so many minutes after the world's time.
async fn answer(world: &World, minutes: i64, event: &str) -> Value {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("ap-east-2"))
        .credentials_provider(Credentials::new("test", "test", None, None, "test"))
        .endpoint_url("http://127.0.0.1:9")
        .retry_config(RetryConfig::disabled())
        .build();
    let now = world.now + SignedDuration::from_mins(minutes);
    let consumer = Consumer {
        work: provision_after(world, minutes),
        queue: Queue::new(aws_sdk_sqs::Client::from_conf(config), "http://127.0.0.1:9/queue"),
        store: world.store.clone(),
        clock: Clock::fixed(now),
        retry_base: SignedDuration::from_secs(30),
        sweep_after: SignedDuration::from_mins(10),
    };
    let router = router(App { store: world.store.clone(), gate: world.staff_gate() });
    let mut context = Context::default();
    context.deadline = (now + SignedDuration::from_secs(30)).as_millisecond().try_into().unwrap();
    let event = LambdaEvent::new(RawValue::from_string(event.to_owned()).unwrap(), context);
    serde_json::from_str(consumer.answer(router, event).await.unwrap().get()).unwrap()
}

#[tokio::test]
async fn a_message_about_an_unknown_case_comes_again() {
    let answer = answer(&World::new().await, 0, include_str!("../../../../events/provision-message.json")).await;
    let id = "0c6a6f1e-4d0a-4d0f-8f5e-6f0d1a2b3c4d";
    assert_eq!(answer, json!({ "batchItemFailures": [{ "itemIdentifier": id }] }));
}

#[tokio::test]
async fn a_sweep_finds_what_a_lost_message_left() {
    let world = approved().await;
    let swept = answer(&world, 30, SWEEP).await;
    assert_eq!(swept, json!({ "found": 1, "failed": 1, "left": 0, "oldest_seconds": 30 * 60 - 630 }));
}

#[tokio::test]
async fn a_sweep_leaves_to_the_messages_what_is_hardly_due() {
    let world = approved().await;
    let swept = answer(&world, 20, SWEEP).await;
    assert_eq!(swept, json!({ "found": 0, "failed": 0, "left": 0, "oldest_seconds": 20 * 60 - 630 }));
}

#[tokio::test]
async fn a_request_of_somebody_unknown_is_refused() {
    let answer = answer(&World::new().await, 0, include_str!("../../../../events/provision-account.json")).await;
    assert_eq!(answer["statusCode"], 403);
    assert_eq!(answer["headers"]["content-type"], "application/problem+json");
}
