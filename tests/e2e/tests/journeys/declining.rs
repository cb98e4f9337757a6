//! Refusing is an answer too, and answers may change.

use crate::applying::id_of;
use e2e::{Family, Staff, applicant, eventually};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn declining_is_itself_the_sending() {
    let family = Family::of("101").await;
    let declined = family.consent("decline").await.with(200);
    assert_eq!(declined["tiles"]["guardian_accounts"], "declined");
    assert_eq!(declined["tiles"]["application"], "sent");
    let teacher = Staff::teacher_of("101").await;
    let number = declined["student"]["number"].as_str().unwrap();
    eventually("the class list says so", async || {
        let students = teacher.send(Method::GET, "/api/review/classes/101/students", None).await.with(200);
        let student = students.as_array().unwrap().iter().find(|s| s["student_number"] == number).cloned();
        student.filter(|student| student["state"] == "declined")
    })
    .await;
}

#[tokio::test]
async fn a_change_of_mind_starts_again() {
    let family = Family::anywhere().await;
    family.consent("decline").await.with(200);
    let agreed = family.consent("agree").await.with(200);
    assert_eq!(agreed["tiles"]["guardian_accounts"], "not_set");
    assert_eq!(agreed["tiles"]["application"], "not_sent");
    family.confirm().await.with(200);
    family.name("one_parent", &[applicant("mother")]).await.with(200);
    assert_eq!(family.submit().await.with(200)["tiles"]["application"], "sent");
}

#[tokio::test]
async fn what_is_undecided_can_be_pulled_back() {
    let family = Family::of("101").await;
    let sent = family.apply("one_parent", &[applicant("father")]).await;
    family.name("one_parent", &[applicant("mother")]).await.refused(409, "under-review");
    let back = family.send(Method::DELETE, "/api/case/submission", None, None).await.with(200);
    assert_eq!(back["applicants"][0]["review"]["state"], "draft");
    let decision = json!({ "applicant_id": id_of(&sent, 0), "outcome": "approve", "paper_checked": true });
    let result = Staff::teacher_of("101").await.decide(&[decision]).await.remove(0);
    assert_eq!(result["code"], "not-pending");
}

#[tokio::test]
async fn a_consent_can_be_withdrawn_while_under_review() {
    let family = Family::anywhere().await;
    family.apply("one_parent", &[applicant("father")]).await;
    family.consent("decline").await.refused(409, "under-review");
    let withdrawn = family.send(Method::DELETE, "/api/case/consent", None, None).await.with(200);
    assert_eq!(withdrawn["consent"]["state"], "withdrawn");
    assert_eq!(withdrawn["applicants"], json!([]));
}

#[tokio::test]
async fn after_an_approval_the_account_is_the_place() {
    let family = Family::of("101").await;
    let sent = family.apply("one_parent", &[applicant("father")]).await;
    let id = id_of(&sent, 0);
    Staff::teacher_of("101").await.approve(&id).await;
    family.send(Method::DELETE, "/api/case/consent", None, None).await.refused(409, "use-account");
    let path = format!("/api/case/applicants/{id}");
    let email = json!({ "email": "elsewhere@example.com" });
    family.send(Method::PATCH, &path, Some(email), None).await.refused(409, "use-account");
}
