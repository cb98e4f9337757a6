//! Bad input gets a clear answer that names the field.

use e2e::{Answer, Family, applicant, parent};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn every_wrong_field_is_named_at_once() {
    let family = Family::anywhere().await;
    let contact = json!({
        "household_address": "*", "mailing_address": "路", "home_phone": "12", "emergency_contact_name": "7",
        "emergency_contact_mobile": "0812345678",
    });
    let body = json!({ "registry_correct": false, "contact": contact });
    let answer = family.send(Method::POST, "/api/case/confirmation", Some(body), None).await;
    let expected = [
        "/contact/emergency_contact_mobile",
        "/contact/emergency_contact_name",
        "/contact/home_phone",
        "/contact/household_address",
        "/error_report",
    ];
    for pointer in expected {
        assert!(answer.pointers().contains(&pointer), "{pointer} in {}", answer.body);
    }
    answer.refused(422, "fields");
}

#[tokio::test]
async fn two_applicants_are_two_people_and_not_the_child() {
    let family = Family::anywhere().await;
    family.consent("agree").await.with(200);
    let father = applicant("father");
    let mut twin = applicant("mother");
    twin["national_id"] = father["national_id"].clone();
    let answer = family.name("both_parents", &[father, twin]).await;
    assert_eq!(answer.pointers(), ["/applicants/1/national_id"]);
    let mut child = applicant("father");
    child["national_id"] = family.entry.password.clone().into();
    assert_eq!(family.name("one_parent", &[child]).await.pointers(), ["/applicants/0/national_id"]);
}

#[tokio::test]
async fn a_masked_value_is_never_stored() {
    let family = Family::anywhere().await;
    family.consent("agree").await.with(200);
    let mut father = applicant("father");
    father["national_id"] = "A*****6789".into();
    let answer = family.name("one_parent", &[father]).await;
    assert_eq!(answer.body["errors"][0], json!({ "pointer": "/applicants/0/national_id", "code": "masked" }));
}

#[tokio::test]
async fn one_arrangement_has_one_number_of_applicants() {
    let family = Family::anywhere().await;
    family.consent("agree").await.with(200);
    assert_eq!(family.name("both_parents", &[parent()]).await.pointers(), ["/applicants"]);
    let guardian = applicant("guardian");
    assert_eq!(family.name("one_parent", &[guardian]).await.pointers(), ["/applicants/0/relationship"]);
}

#[tokio::test]
async fn bodies_that_cannot_be_read_are_refused() {
    let family = Family::anywhere().await;
    let post = |body: &'static str, kind: &'static str| {
        let request = family
            .raw(Method::POST, "/api/case/confirmation")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", kind)
            .body(body);
        async move { Answer::read("POST /api/case/confirmation".into(), request.send().await.unwrap()).await }
    };
    post("{", "application/json").await.refused(400, "unreadable");
    post("{}", "text/plain").await.refused(415, "not-json");
    let large: &'static str = Box::leak(format!("{{\"x\":\"{}\"}}", "x".repeat(20_000)).into_boxed_str());
    post(large, "application/json").await.refused(413, "too-large");
    let answer = post("{\"registry_correct\":\"yes\"}", "application/json").await;
    assert_eq!(answer.pointers(), ["/registry_correct"]);
}

#[tokio::test]
async fn a_foreign_page_cannot_write() {
    let family = Family::anywhere().await;
    let request = family.raw(Method::POST, "/api/case/submission").header("origin", "https://evil.example");
    Answer::read("POST".into(), request.send().await.unwrap()).await.refused(403, "cross-origin");
    let silent = family.raw(Method::POST, "/api/case/submission");
    Answer::read("POST".into(), silent.send().await.unwrap()).await.refused(403, "cross-origin");
}

#[tokio::test]
async fn an_outdated_notice_has_to_be_read_again() {
    let family = Family::anywhere().await;
    let body = json!({ "notice_version": "1999-01", "choice": "agree" });
    family.send(Method::POST, "/api/case/consent", Some(body), None).await.refused(409, "notice-outdated");
}
