//! Parts of the stack fail, and nothing is lost or doubled. One after the other, on a stack that is thrown away.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod queues;
mod rotation;
mod swallowing_proxy;

use e2e::{Cloud, Entry, Family, Mail, Stack, Staff, applicant, eventually};
use serde_json::{Value, json};
use swallowing_proxy::SwallowingProxy;

/// A family of class 102, counted from the end, so that the journeys' families are not met again.
pub(crate) fn pupil(from_the_end: usize) -> Entry {
    let parents = &Stack::get().parents;
    parents.iter().filter(|entry| entry.class == "102").rev().nth(from_the_end).expect("a pupil").clone()
}

pub(crate) async fn approved(entry: &Entry, mailbox: &mut String) -> (Family, Value) {
    let family = Family::sign_in(entry).await;
    let mut father = applicant("father");
    // Numbers begin anew in this run; the journeys' people are others.
    let person = Stack::person() + 500_000;
    father["national_id"] = domain::synthetic::national_id(person).reveal().into();
    *mailbox = format!("outage-{person}@example.com");
    father["email"] = mailbox.clone().into();
    let sent = family.apply("one_parent", &[father]).await;
    Staff::teacher_of("102").await.approve(sent["applicants"][0]["applicant_id"].as_str().unwrap()).await;
    (family, sent)
}

pub(crate) async fn created(family: &Family) {
    eventually("the account is made", async || {
        (family.case().await["applicants"][0]["account"]["state"] == "created").then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_function_is_killed_after_the_account_was_made() {
    let (cloud, stack) = (Cloud::get().await, Stack::get());
    let proxy = SwallowingProxy::before(&stack.aws_endpoint).await;
    let endpoint = "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER";
    cloud.set_variable("provision", endpoint, Some(&proxy.url)).await;
    let mut mailbox = String::new();
    let (family, sent) = approved(&pupil(1), &mut mailbox).await;
    eventually("the pool's answer was swallowed", async || (proxy.swallowed() > 0).then_some(())).await;
    assert_ne!(family.case().await["applicants"][0]["account"]["state"], "created");

    cloud.set_variable("provision", endpoint, None).await;
    eventually("the message, or the sweep, comes again", async || {
        cloud.invoke("provision", &json!({ "source": "sweep" })).await;
        (family.case().await["applicants"][0]["account"]["state"] == "created").then_some(())
    })
    .await;
    let mail = Mail::expect(&mailbox, "帳號").await;
    let outcome = cloud.sign_in(&stack.guardian_pool, &mail.value("帳號"), &mail.value("一次性密碼")).await;
    assert_eq!(outcome, "NEW_PASSWORD_REQUIRED", "the mailed password is that of the account whose answer was lost");
    let events = cloud.event_keys(sent["form"].as_str().unwrap()).await;
    assert_eq!(events.iter().filter(|key| key.contains("#account_")).count(), 1, "{events:?}");
}

#[tokio::test]
async fn the_sweep_finds_what_lost_messages_left() {
    let cloud = Cloud::get().await;
    let filters = cloud.drop_messages().await;
    let mut mailbox = String::new();
    let (family, sent) = approved(&pupil(2), &mut mailbox).await;
    for step in ["provision", "notify"] {
        eventually("the sweep does what is due", async || {
            cloud.invoke(step, &json!({ "source": "sweep" })).await;
            let events = cloud.event_keys(sent["form"].as_str().unwrap()).await;
            let done = if step == "provision" { "#account_created" } else { "#notification_sent" };
            let wanted = if step == "provision" { 1 } else { 2 };
            (events.iter().filter(|key| key.ends_with(done)).count() == wanted).then_some(())
        })
        .await;
    }
    cloud.bring_messages(filters).await;
    created(&family).await;
    assert_eq!(Mail::to(&mailbox).await.len(), 2, "received and approved, once each");
}
