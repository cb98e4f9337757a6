//! The events of `events/`, as Lambda hands them over.

use crate::setting::Setting;
use aws_sdk_sqs::config::{BehaviorVersion, Config, Credentials, Region, retry::RetryConfig};
use consumer::{Consumer, Queue};
use jiff::SignedDuration;
use lambda_runtime::{Context, LambdaEvent};
use notify::{App, router};
use runtime::Clock;
use serde_json::{Value, json, value::RawValue};

async fn answer(setting: &Setting, event: &str) -> Value {
    let world = &setting.world;
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("ap-east-2"))
        .credentials_provider(Credentials::new("test", "test", None, None, "test"))
        .endpoint_url("http://127.0.0.1:9")
        .retry_config(RetryConfig::disabled())
        .build();
    let consumer = Consumer {
        work: setting.worker(),
        queue: Queue::new(aws_sdk_sqs::Client::from_conf(config), "http://127.0.0.1:9/queue"),
        store: world.store.clone(),
        clock: Clock::fixed(world.now),
        retry_base: SignedDuration::from_secs(30),
        sweep_after: SignedDuration::from_mins(10),
    };
    let router = router(App { store: world.store.clone(), gate: world.staff_gate() });
    let mut context = Context::default();
    context.deadline = (world.now + SignedDuration::from_secs(60)).as_millisecond().try_into().unwrap();
    let event = LambdaEvent::new(RawValue::from_string(event.to_owned()).unwrap(), context);
    serde_json::from_str(consumer.answer(router, event).await.unwrap().get()).unwrap()
}

#[tokio::test]
async fn a_message_about_an_unknown_case_comes_again() {
    let setting = Setting::applied().await;
    let answer = answer(&setting, include_str!("../../../../events/notify-message.json")).await;
    let id = "5d0a1f6e-7c3b-4b8e-9a55-2f4e6d8c0b1a";
    assert_eq!(answer, json!({ "batchItemFailures": [{ "itemIdentifier": id }] }));
}

#[tokio::test]
async fn the_sweep_sends_what_a_lost_message_left() {
    let mut setting = Setting::applied().await;
    setting.later(SignedDuration::from_mins(11));
    let sweep = include_str!("../../../../events/notify-sweep.json");
    assert_eq!(answer(&setting, sweep).await, json!({ "found": 1, "failed": 0, "left": 0, "oldest_seconds": 660 }));
    assert_eq!(setting.subjects().len(), 1);
    assert_eq!(answer(&setting, sweep).await["found"], 0);
}

#[tokio::test]
async fn a_request_of_somebody_unknown_is_refused() {
    let setting = Setting::applied().await;
    for event in [
        include_str!("../../../../events/notify-notifications.json"),
        include_str!("../../../../events/notify-resend.json"),
    ] {
        let answer = answer(&setting, &event.replace("\"t-1\"", "\"nobody\"")).await;
        assert_eq!(answer["statusCode"], 403);
        assert_eq!(answer["headers"]["content-type"], "application/problem+json");
    }
}
