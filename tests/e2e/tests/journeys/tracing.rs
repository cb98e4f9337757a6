//! One id leads from the button that somebody pressed to the mail that somebody got.

use crate::applying::{account, id_of};
use e2e::{Family, Mail, Staff, applicant, correlation_id, eventually, steps_that_logged};
use reqwest::Method;
use serde_json::json;

const HEADER: &str = "x-correlation-id";

/// Waits until exactly these functions have logged the id.
async fn logged(id: &str, steps: &[&str]) {
    eventually(&format!("{steps:?} log {id}"), async || (steps_that_logged(id).await == steps).then_some(())).await;
}

#[tokio::test]
async fn the_browsers_id_of_a_request_is_in_all_that_follows_from_it() {
    let family = Family::of("102").await;
    family.confirm().await.with(200);
    family.consent("agree").await.with(200);
    let father = applicant("father");
    let mailbox = father["email"].as_str().unwrap().to_owned();
    let named = family.name("one_parent", &[father]).await.with(200);

    let sending = correlation_id();
    let request = family.raw(Method::POST, "/api/case/submission").header("sec-fetch-site", "same-origin");
    let sent = request.header("origin", &e2e::Stack::get().web).header(HEADER, &sending).send().await.unwrap();
    assert_eq!((sent.status().as_u16(), sent.headers()[HEADER].to_str().unwrap()), (200, sending.as_str()));
    Mail::expect(&mailbox, "收到").await;
    logged(&sending, &["notify", "submit"]).await;

    let deciding = correlation_id();
    let decision = json!({ "applicant_id": id_of(&named, 0), "outcome": "approve", "paper_checked": true });
    let teacher = Staff::teacher_of("102").await;
    let request = teacher.raw(Method::POST, "/api/review/decisions").header(HEADER, &deciding);
    let decided = request.json(&json!({ "decisions": [decision] })).send().await.unwrap();
    assert_eq!(decided.status().as_u16(), 200);
    account(&family, 0, "created").await;
    Mail::expect(&mailbox, "帳號").await;
    logged(&deciding, &["notify", "provision", "review"]).await;
    assert_eq!(steps_that_logged(&sending).await, ["notify", "submit"], "each cause has an id of its own");
}
