//! A history can not be deleted by any function, and whoever changes it otherwise is found against the heads kept apart.

use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use e2e::{Cloud, Family, Stack, TemporarySchool, applicant, try_to_operate};
use serde_json::{Value, json};
use std::collections::HashMap;
use tokio::sync::Mutex;

/// One test at a time: each counts on the newest heads being those that it knows of.
static NEWEST_HEADS: Mutex<()> = Mutex::const_new(());

type Item = HashMap<String, AttributeValue>;

#[tokio::test]
async fn no_function_deletes_an_event_and_what_one_overwrites_is_found() {
    let _newest = NEWEST_HEADS.lock().await;
    let cloud = Cloud::get().await;
    let (changed, gone) = (a_case().await, a_case().await);
    let kept = cloud.invoke("keep-heads", &json!({})).await;
    let heads = kept["heads"].as_str().unwrap_or_else(|| panic!("{kept}"));
    assert!(audit(&[]).await.1.ends_with("0 cases broken"));

    for step in Stack::get().functions.keys() {
        let refused = delete(&cloud.table_as(step).await, &event(&cloud, &changed, "consented").await).await;
        assert_eq!(refused.as_deref(), Some("AccessDeniedException"), "{step}");
    }
    let mut forged = event(&cloud, &changed, "consented").await;
    forged.insert("sealed".to_owned(), AttributeValue::B(Blob::new(b"forged")));
    let put = cloud.table_as("submit").await.put_item().table_name(&Stack::get().table).set_item(Some(forged));
    put.send().await.expect("a role that writes events, past the only writer");
    for item in items(&cloud, &gone).await {
        assert_eq!(delete(&cloud.dynamodb, &item).await, None, "root may");
    }

    let (code, told) = audit(&[]).await;
    assert_eq!(code, Some(1));
    assert!(told.contains(&format!("broken: {changed}: CASE#{changed}/EVENT#000004#")), "{told}");
    assert!(
        told.contains(&format!("broken: {gone}: CASE#{gone}/CASE: the case is missing, which was known")),
        "{told}"
    );
    assert!(told.ends_with("2 cases broken"), "{told}");

    let next = cloud.invoke("keep-heads", &json!({})).await;
    assert_eq!(text(&next["errorMessage"]), "2 cases are not what they were; the log names them");
    assert!(audit(&[]).await.1.ends_with("2 cases broken"), "the newest heads remember what was known");
    assert!(audit(&["--against", heads]).await.1.ends_with("2 cases broken"));
}

#[tokio::test]
async fn kept_heads_can_not_be_deleted_or_written_by_others() {
    let _newest = NEWEST_HEADS.lock().await;
    let stack = Stack::get();
    Cloud::get().await.invoke("keep-heads", &json!({})).await;
    let bucket = format!("{}/{}", stack.aws_endpoint, stack.heads_bucket);
    let listed = s3(reqwest::Method::GET, &format!("{bucket}?versions")).await.1;
    let part = |tag: &str| listed.split(&format!("<{tag}>")).nth(1).and_then(|rest| rest.split('<').next()).unwrap();
    let file = format!("{bucket}/{}?versionId={}", part("Key"), part("VersionId"));
    assert_eq!(s3(reqwest::Method::DELETE, &file).await.0, 403);
    assert_eq!(s3(reqwest::Method::GET, &file).await.0, 200);
}

/// A case with some history.
async fn a_case() -> String {
    let family = Family::sign_in(&TemporarySchool::open().await.entry).await;
    text(&family.apply("one_parent", &[applicant("mother")]).await["form"])
}

async fn audit(more: &[&str]) -> (Option<i32>, String) {
    let stack = Stack::get();
    try_to_operate(&[&["audit", "--table", &stack.table, "--heads", &stack.heads_bucket], more].concat()).await
}

async fn items(cloud: &Cloud, case: &str) -> Vec<Item> {
    let query = cloud.dynamodb.query().table_name(&Stack::get().table).key_condition_expression("pk = :pk");
    let query = query.expression_attribute_values(":pk", AttributeValue::S(format!("CASE#{case}")));
    query.send().await.expect("the table").items.expect("its items")
}

async fn event(cloud: &Cloud, case: &str, kind: &str) -> Item {
    let found = items(cloud, case).await.into_iter().find(|item| item["sk"].as_s().unwrap().ends_with(kind));
    found.expect("the event")
}

/// Deletes an item; answers with the error's code, if there is one.
async fn delete(table: &aws_sdk_dynamodb::Client, item: &Item) -> Option<String> {
    let delete = table.delete_item().table_name(&Stack::get().table);
    let done = delete.key("pk", item["pk"].clone()).key("sk", item["sk"].clone()).send().await;
    done.err().map(|error| error.code().unwrap_or_default().to_owned())
}

async fn s3(method: reqwest::Method, url: &str) -> (u16, String) {
    let scope = "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request";
    let answer = reqwest::Client::new().request(method, url).header("authorization", scope).send().await.expect("s3");
    (answer.status().as_u16(), answer.text().await.expect("its answer"))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("a text: {value}")).to_owned()
}
