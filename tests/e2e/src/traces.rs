//! What passed by while others worked: the table's stream, the queues, the functions' logs.

use crate::Stack;
use serde_json::{Value, json};
use testkit::Dump;

/// Adds all of it to the dump.
pub async fn traces(dump: &mut Dump) {
    stream(dump).await;
    queues(dump).await;
    logs(dump).await;
}

async fn stream(dump: &mut Dump) {
    let streams =
        |action: &'static str, body: Value| aws("dynamodb", format!("DynamoDBStreams_20120810.{action}"), body);
    let list = streams("ListStreams", json!({ "TableName": Stack::get().table })).await;
    for stream in array(&list["Streams"]) {
        let described = streams("DescribeStream", json!({ "StreamArn": stream["StreamArn"] })).await;
        for shard in array(&described["StreamDescription"]["Shards"]) {
            let from = json!({ "StreamArn": stream["StreamArn"], "ShardId": shard["ShardId"], "ShardIteratorType": "TRIM_HORIZON" });
            let mut at = streams("GetShardIterator", from).await["ShardIterator"].clone();
            while at.is_string() {
                let page = streams("GetRecords", json!({ "ShardIterator": at })).await;
                let records = array(&page["Records"]);
                if records.is_empty() {
                    break;
                }
                records.iter().for_each(|record| dump.add("stream", record.to_string()));
                at = page["NextShardIterator"].clone();
            }
        }
    }
}

async fn queues(dump: &mut Dump) {
    let messages = reqwest::get(&Stack::get().messages).await.expect("the queues");
    dump.add("queues", messages.text().await.expect("their text"));
}

async fn logs(dump: &mut Dump) {
    for function in Stack::get().functions.values() {
        for line in log(function).await {
            dump.add(&format!("log of {function}"), line);
        }
    }
}

/// An id as a browser makes one for a request.
pub fn correlation_id() -> String {
    uuid::Builder::from_random_bytes(runtime::ids::random_128()).into_uuid().to_string()
}

/// The functions whose log has a line of this correlation id, by name.
pub async fn steps_that_logged(correlation_id: &str) -> Vec<String> {
    let is_of = |line: &String| {
        serde_json::from_str::<Value>(line).is_ok_and(|line| line["correlation_id"].as_str() == Some(correlation_id))
    };
    let mut steps = Vec::new();
    for (step, function) in &Stack::get().functions {
        if log(function).await.iter().any(is_of) {
            steps.push(step.clone());
        }
    }
    steps.sort();
    steps
}

async fn log(function: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut wanted = json!({ "logGroupName": format!("/aws/lambda/{function}") });
    loop {
        let page = aws("logs", "Logs_20140328.FilterLogEvents".to_owned(), wanted.clone()).await;
        lines.extend(array(&page["events"]).iter().filter_map(|event| event["message"].as_str().map(str::to_owned)));
        if !page["nextToken"].is_string() {
            return lines;
        }
        wanted["nextToken"] = page["nextToken"].clone();
    }
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

async fn aws(service: &str, target: String, body: Value) -> Value {
    let answer = reqwest::Client::new()
        .post(&Stack::get().aws_endpoint)
        .header("authorization", format!("AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/{service}/aws4_request"))
        .header("content-type", "application/x-amz-json-1.1")
        .header("x-amz-target", &target)
        .body(body.to_string())
        .send();
    let answer = answer.await.expect("the cloud");
    assert!(answer.status().is_success(), "{target}: {}", answer.status());
    answer.json().await.expect("its answer")
}
