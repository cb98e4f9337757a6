//! Two at once: tabs, parents and teachers never overwrite each other silently.

use crate::applying::id_of;
use e2e::{Family, Staff, applicant};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn a_tab_that_saw_an_older_version_is_told() {
    let family = Family::anywhere().await;
    let seen = family.case().await["version"].as_u64().unwrap();
    family.confirm().await.with(200);
    let body = json!({ "registry_correct": false, "error_report": "姓名有誤", "contact": family_contact() });
    let answer = family.send(Method::POST, "/api/case/confirmation", Some(body), Some(seen)).await;
    let problem = answer.refused(412, "stale");
    assert_eq!(problem["version"], family.case().await["version"]);
}

#[tokio::test]
async fn repeating_what_already_stands_is_no_conflict() {
    let family = Family::anywhere().await;
    let seen = family.case().await["version"].as_u64().unwrap();
    let body = json!({ "registry_correct": true, "contact": family_contact() });
    let first = family.send(Method::POST, "/api/case/confirmation", Some(body.clone()), Some(seen)).await.with(200);
    let again = family.send(Method::POST, "/api/case/confirmation", Some(body), Some(seen)).await.with(200);
    assert_eq!(first["version"], again["version"]);
}

#[tokio::test]
async fn ten_writes_at_once_all_find_their_place() {
    let family = Family::anywhere().await;
    let writes = (0..10).map(|n| {
        let family = family.clone();
        tokio::spawn(async move {
            let mut contact = family_contact();
            contact["household_address"] = format!("臺北市示範區測試路 {n} 號").into();
            let body = json!({ "registry_correct": true, "contact": contact });
            family.send(Method::POST, "/api/case/confirmation", Some(body), None).await.status
        })
    });
    let mut accepted = 0;
    for write in writes.collect::<Vec<_>>() {
        let status = write.await.unwrap();
        assert!([200, 503].contains(&status), "{status}");
        accepted += u64::from(status == 200);
    }
    let case = family.case().await;
    assert_eq!(case["version"].as_u64().unwrap(), 1 + accepted, "each accepted write is in the history once");
}

#[tokio::test]
async fn applicants_named_ten_times_at_once_are_those_of_one_naming() {
    let family = Family::anywhere().await;
    family.consent("agree").await.with(200);
    let writes = (0..10).map(|n| {
        let family = family.clone();
        let who = applicant(if n % 2 == 0 { "father" } else { "mother" });
        tokio::spawn(async move { family.name("one_parent", &[who]).await.status })
    });
    for write in writes.collect::<Vec<_>>() {
        let status = write.await.unwrap();
        assert!([200, 503].contains(&status), "{status}");
    }
    assert_eq!(family.case().await["applicants"].as_array().unwrap().len(), 1, "one of them is named");
}

#[tokio::test]
async fn two_teachers_do_not_overwrite_each_other() {
    let family = Family::of("101").await;
    let sent = family.apply("one_parent", &[applicant("father")]).await;
    let id = id_of(&sent, 0);
    let (teacher, registrar) = (Staff::teacher_of("101").await, Staff::registrar().await);
    let version = teacher.row("101", &id).await["version"].clone();
    let approve = json!({ "applicant_id": id, "version": version, "outcome": "approve", "paper_checked": true });
    let reject = json!({ "applicant_id": id, "version": version, "outcome": "reject", "reason_code": "not_known" });
    let (one, other) = ([approve], [reject]);
    let (first, second) = tokio::join!(teacher.decide(&one), registrar.decide(&other));
    let stands = [&first[0], &second[0]].iter().filter(|result| result["ok"] == true).count();
    assert_eq!(stands, 1, "{first:?} {second:?}");
}

fn family_contact() -> serde_json::Value {
    json!({
        "household_address": "臺北市示範區測試路 2 號",
        "mailing_address": "臺北市示範區測試路 2 號",
        "emergency_contact_name": "測試緊急",
        "emergency_contact_mobile": "0912345678",
    })
}
