//! The same reads and writes by the SDK alone, without a function around them: what the database itself takes.

use crate::engine::Engine;
use crate::scene::{Ground, Scene};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_dynamodb::types::{AttributeValue, Delete, KeysAndAttributes, Put, TransactWriteItem};
use std::collections::HashMap;
use std::time::{Duration, Instant};
use testkit::TABLE;

type Key = HashMap<String, AttributeValue>;

fn text(value: impl Into<String>) -> AttributeValue {
    AttributeValue::S(value.into())
}

fn key(pk: &str, sk: &str) -> Key {
    [("pk".to_owned(), text(pk)), ("sk".to_owned(), text(sk))].into()
}

/// So many of a scene's calls over a client that has called once before.
pub(crate) async fn calls(engine: &Engine, ground: &Ground, scene: Scene, count: usize) -> Vec<Duration> {
    let config = aws_sdk_dynamodb::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("ap-northeast-1"))
        .credentials_provider(Credentials::new("test", "test", None, None, "test"))
        .endpoint_url(&engine.url)
        .build();
    let client = Client::from_conf(config);
    let case = format!("CASE#{}", ground.town.cases[0]);
    let mut times = Vec::with_capacity(count);
    for n in 0..=count {
        let began = Instant::now();
        match scene {
            Scene::Portal => read(&client, &case).await,
            Scene::Submission => {
                read(&client, &case).await;
                write(&client, n).await;
            }
            Scene::Record => {
                client.get_item().table_name(TABLE).set_key(Some(key(&case, "CASE"))).send().await.unwrap();
            }
        }
        times.push(began.elapsed());
    }
    times.split_off(1)
}

/// Six keys, as a portal reads.
async fn read(client: &Client, case: &str) {
    let keys = [
        key(case, "CASE"),
        key(case, "ENTRY"),
        key("SCHOOL#demo-junior-high", "CAMPAIGN#2026-autumn"),
        key("DRAFT#none", "CONFIRMATION"),
        key("DRAFT#none", "APPLICANTS"),
        key("REVOKED#none", "REVOKED"),
    ];
    let keys = KeysAndAttributes::builder().set_keys(Some(keys.into())).consistent_read(true).build().unwrap();
    client.batch_get_item().request_items(TABLE, keys).send().await.unwrap();
}

/// An event, a snapshot, a draft that goes, of the sizes that a case has.
async fn write(client: &Client, n: usize) {
    let put = |pk: &str, sk: String, bytes: usize| {
        let mut item = key(pk, &sk);
        item.insert("data".to_owned(), text("x".repeat(bytes)));
        let put = Put::builder().table_name(TABLE).set_item(Some(item)).build().unwrap();
        TransactWriteItem::builder().put(put).build()
    };
    let delete = Delete::builder().table_name(TABLE).set_key(Some(key("RAW#draft", "DRAFT"))).build().unwrap();
    let writes = vec![
        put("RAW#case", format!("EVENT#{n:06}"), 400),
        put("RAW#case", "CASE".to_owned(), 2_600),
        TransactWriteItem::builder().delete(delete).build(),
    ];
    client.transact_write_items().set_transact_items(Some(writes)).send().await.unwrap();
}
