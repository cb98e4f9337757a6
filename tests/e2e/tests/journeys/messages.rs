//! The outbox: messages may be lost, doubled, late or poisoned; what is due is done once all the same.

use crate::applying::{account, id_of};
use aws_sdk_sqs::types::QueueAttributeName;
use e2e::{Cloud, Family, Mail, Stack, Staff, applicant, eventually};
use serde_json::json;

#[tokio::test]
async fn a_poison_message_stops_only_itself() {
    let (cloud, stack) = (Cloud::get().await, Stack::get());
    let poison = json!({ "eventName": "INSERT", "dynamodb": { "Keys": { "pk": { "S": "CASE#nothing" }, "sk": { "S": "EVENT#000001#approved" } } } });
    for consumer in ["provision", "notify"] {
        cloud
            .sqs
            .send_message()
            .queue_url(&stack.queues[consumer])
            .message_body(poison.to_string())
            .send()
            .await
            .unwrap();
    }
    let family = Family::of("101").await;
    let sent = family.apply("one_parent", &[applicant("mother")]).await;
    Staff::teacher_of("101").await.approve(&id_of(&sent, 0)).await;
    account(&family, 0, "created").await;
    for consumer in ["provision", "notify"] {
        eventually("the poison lies in the dead-letter queue", async || {
            let name = QueueAttributeName::ApproximateNumberOfMessages;
            let waiting =
                cloud.sqs.get_queue_attributes().queue_url(&stack.dlqs[consumer]).attribute_names(name.clone()).send();
            let attributes = waiting.await.unwrap().attributes.unwrap_or_default();
            (attributes[&name] != "0").then_some(())
        })
        .await;
    }
}

#[tokio::test]
async fn a_message_that_comes_five_times_has_one_effect() {
    let (cloud, stack) = (Cloud::get().await, Stack::get());
    let family = Family::of("101").await;
    let father = applicant("father");
    let mailbox = father["email"].as_str().unwrap().to_owned();
    let sent = family.apply("one_parent", &[father]).await;
    Staff::teacher_of("101").await.approve(&id_of(&sent, 0)).await;
    let case = sent["form"].as_str().unwrap().to_owned();
    account(&family, 0, "created").await;
    for key in cloud.event_keys(&case).await {
        let record = json!({ "eventName": "INSERT", "dynamodb": { "Keys": { "pk": { "S": format!("CASE#{case}") }, "sk": { "S": key } } } });
        for queue in stack.queues.values() {
            for _ in 0..5 {
                cloud.sqs.send_message().queue_url(queue).message_body(record.to_string()).send().await.unwrap();
            }
        }
    }
    let name = QueueAttributeName::ApproximateNumberOfMessages;
    for queue in stack.queues.values() {
        eventually("the queue is worked off", async || {
            let attributes = cloud.sqs.get_queue_attributes().queue_url(queue).attribute_names(name.clone()).send();
            (attributes.await.unwrap().attributes.unwrap_or_default()[&name] == "0").then_some(())
        })
        .await;
    }
    Mail::expect(&mailbox, "帳號").await;
    let events = cloud.event_keys(&case).await;
    assert_eq!(events.iter().filter(|key| key.ends_with("#account_created")).count(), 1, "{events:?}");
    assert_eq!(Mail::to(&mailbox).await.len(), 2);
}
