//! A service is away for longer than a message lives; the pipe stands.

use crate::{approved, created, pupil};
use e2e::{Cloud, Mail, Stack, doctor, eventually, redrive};
use serde_json::json;

#[tokio::test]
async fn a_message_that_was_given_up_is_put_through_after_the_mend() {
    let (cloud, stack) = (Cloud::get().await, Stack::get());
    let endpoint = "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER";
    let before = cloud.waiting(&stack.dlqs["provision"]).await;
    cloud.set_variable("provision", endpoint, Some("http://127.0.0.1:9")).await;
    let mut mailbox = String::new();
    let (family, sent) = approved(&pupil(5), &mut mailbox).await;
    eventually("the message is given up", async || {
        (cloud.waiting(&stack.dlqs["provision"]).await > before).then_some(())
    })
    .await;
    let found = doctor().await;
    assert!(found.iter().any(|line| line.contains("provision has given up on messages")), "{found:?}");
    assert_eq!(family.case().await["applicants"][0]["account"]["state"], "creating", "the row says so");

    cloud.set_variable("provision", endpoint, None).await;
    let case = sent["form"].as_str().unwrap();
    let told = redrive().await;
    assert!(told.contains(&format!("CASE#{case} EVENT#")), "it names the case: {told}");
    created(&family).await;
    eventually("nothing is given up again", async || {
        let left = [&stack.queues["provision"], &stack.dlqs["provision"]];
        let left = (cloud.waiting(left[0]).await, cloud.waiting(left[1]).await);
        (left.0 == 0 && left.1 <= before).then_some(())
    })
    .await;
    Mail::expect(&mailbox, "帳號").await;
    let events = cloud.event_keys(case).await;
    assert_eq!(events.iter().filter(|key| key.contains("#account_")).count(), 1, "{events:?}");
}

#[tokio::test]
async fn mails_that_the_mail_service_did_not_take_go_out_once_after_the_mend() {
    let (cloud, stack) = (Cloud::get().await, Stack::get());
    let endpoint = "AWS_ENDPOINT_URL_SESV2";
    let before = cloud.waiting(&stack.dlqs["notify"]).await;
    cloud.set_variable("notify", endpoint, Some("http://127.0.0.1:9")).await;
    let mut mailbox = String::new();
    let (family, sent) = approved(&pupil(7), &mut mailbox).await;
    created(&family).await;
    eventually("a message is given up", async || (cloud.waiting(&stack.dlqs["notify"]).await > before).then_some(()))
        .await;
    assert!(Mail::to(&mailbox).await.is_empty(), "nothing went out");

    cloud.set_variable("notify", endpoint, None).await;
    redrive().await;
    for subject in ["收到", "帳號"] {
        Mail::expect(&mailbox, subject).await;
    }
    let case = sent["form"].as_str().unwrap();
    eventually("both are on record", async || {
        let events = cloud.event_keys(case).await;
        (events.iter().filter(|key| key.ends_with("#notification_sent")).count() == 2).then_some(())
    })
    .await;
    assert_eq!(Mail::to(&mailbox).await.len(), 2, "each went out once");
}

#[tokio::test]
async fn a_pipe_that_stands_loses_nothing_and_an_alarm_says_so() {
    let cloud = Cloud::get().await;
    cloud.pipe("stop").await;
    let found = doctor().await;
    let standing = |found: &[String]| found.iter().any(|line| line.contains("STOPPED") && line.contains("start-pipe"));
    assert!(standing(&found), "the doctor says so, with the command that starts it: {found:?}");
    let mut mailbox = String::new();
    let (family, sent) = approved(&pupil(6), &mut mailbox).await;
    for step in ["provision", "notify"] {
        eventually("the sweep does what is due", async || {
            cloud.invoke(step, &json!({ "source": "sweep" })).await;
            let account = &family.case().await["applicants"][0]["account"]["state"];
            let mails = Mail::to(&mailbox).await.len();
            (account == "created" && (step == "provision" || mails == 2)).then_some(())
        })
        .await;
    }
    cloud.pipe("start").await;
    assert!(!standing(&doctor().await), "the doctor is content");
    Mail::expect(&mailbox, "帳號").await;
    let events = cloud.event_keys(sent["form"].as_str().unwrap()).await;
    assert_eq!(events.iter().filter(|key| key.contains("#account_")).count(), 1, "{events:?}");
    assert_eq!(Mail::to(&mailbox).await.len(), 2, "late messages find nothing due");
    let alarms = cloud.alarms().await;
    for consumer in ["provision", "notify"] {
        for of in ["dlq", "age", "overdue", "unswept"] {
            assert!(alarms.contains(&format!("{consumer}-{of}")), "{consumer}-{of} of {alarms:?}");
        }
    }
    assert!(alarms.contains(&"outbox".to_owned()), "{alarms:?}");
}
