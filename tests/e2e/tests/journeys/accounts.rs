//! One person has one account, however many children, schools, retries and messages there are.

use crate::applying::{account, id_of};
use e2e::{Family, Mail, Staff, applicant};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn a_second_child_is_linked_to_the_same_account() {
    let (first, second) = (Family::of("101").await, Family::of("101").await);
    let mother = applicant("mother");
    let mailbox = mother["email"].as_str().unwrap().to_owned();
    let teacher = Staff::teacher_of("101").await;
    let sent = first.apply("one_parent", &[mother.clone()]).await;
    teacher.approve(&id_of(&sent, 0)).await;
    account(&first, 0, "created").await;

    let sent = second.apply("one_parent", &[mother]).await;
    teacher.approve(&id_of(&sent, 0)).await;
    account(&second, 0, "linked").await;
    let linked = Mail::expect(&mailbox, "連結").await;
    assert!(!linked.text.contains("一次性密碼"), "no password for an account that exists");
}

#[tokio::test]
async fn an_id_under_another_name_is_left_to_staff() {
    let (first, second) = (Family::of("101").await, Family::of("101").await);
    let person = applicant("father");
    let mut mistyped = applicant("father");
    mistyped["national_id"] = person["national_id"].clone();
    mistyped["name"] = "完全不同".into();
    let teacher = Staff::teacher_of("101").await;
    let sent = first.apply("one_parent", &[person]).await;
    teacher.approve(&id_of(&sent, 0)).await;
    account(&first, 0, "created").await;

    let sent = second.apply("one_parent", &[mistyped]).await;
    let id = id_of(&sent, 0);
    teacher.approve(&id).await;
    account(&second, 0, "failed").await;
    let path = format!("/api/review/applicants/{id}/account");
    let state = teacher.send(Method::GET, &path, None).await.with(200);
    assert_eq!((state["state"].as_str(), state["failure"].as_str()), (Some("failed"), Some("identity_conflict")));
    teacher.send(Method::POST, &path, None).await.with(200);
    account(&second, 0, "failed").await;
}

#[tokio::test]
async fn staff_send_a_mail_again() {
    let family = Family::of("101").await;
    let father = applicant("father");
    let mailbox = father["email"].as_str().unwrap().to_owned();
    let sent = family.apply("one_parent", &[father]).await;
    let id = id_of(&sent, 0);
    Mail::expect(&mailbox, "收到").await;
    let teacher = Staff::teacher_of("101").await;
    let path = format!("/api/review/applicants/{id}/notifications");
    e2e::eventually("the first mail is on record", async || {
        let history = teacher.send(Method::GET, &path, None).await.with(200);
        history.to_string().contains("\"sent\"").then_some(())
    })
    .await;
    teacher.send(Method::POST, &path, Some(json!({}))).await.with(200);
    e2e::eventually("the mail comes again", async || (Mail::to(&mailbox).await.len() == 2).then_some(())).await;
}
