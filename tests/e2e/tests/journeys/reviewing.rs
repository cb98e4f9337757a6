//! What the class teacher decides, takes back, and what the family does then.

use crate::applying::{account, id_of};
use e2e::{Cloud, Family, Mail, Stack, Staff, TemporarySchool, applicant, eventually};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn a_rejected_applicant_is_corrected_and_approved() {
    let family = Family::of("101").await;
    let father = applicant("father");
    let mailbox = father["email"].as_str().unwrap().to_owned();
    let sent = family.apply("one_parent", &[father.clone()]).await;
    let id = id_of(&sent, 0);
    let teacher = Staff::teacher_of("101").await;
    teacher.reject(&id, "name_differs").await;

    let returned = family.case().await;
    assert_eq!(returned["tiles"]["application"], "returned");
    assert_eq!(returned["applicants"][0]["review"]["reason_code"], "name_differs");
    assert!(returned["correct_until"].is_string());
    Mail::expect(&mailbox, "未通過").await;

    let correction = json!({ "applicant_id": id, "name": "測試更正", "relationship": "father", "email": mailbox });
    let corrected = family.name("one_parent", &[correction]).await.with(200);
    assert_eq!(id_of(&corrected, 0), id, "a known applicant keeps its id");
    let again = family.submit().await.with(200);
    assert_ne!(again["reference"], sent["reference"], "the code changes with the applicants");
    assert_eq!(teacher.row("101", &id).await["attempt"], 2);
    teacher.approve(&id).await;
    account(&family, 0, "created").await;
}

#[tokio::test]
async fn a_decision_is_undone_within_its_window() {
    let school = TemporarySchool::open().await;
    let family = Family::sign_in(&school.entry).await;
    let sent = family.apply("one_parent", &[applicant("mother")]).await;
    let id = id_of(&sent, 0);
    let teacher = school.registrar().await;
    let approved = teacher.approve(&id).await;
    let path = format!("/api/review/decisions/{id}/undo");
    let undone = teacher.send(Method::POST, &path, Some(json!({ "version": approved["version"] }))).await.with(200);
    assert_eq!(undone["review"], "pending");
    teacher.reject(&id, "no_signature").await;
    assert_eq!(family.case().await["applicants"][0]["account"]["state"], "none");
}

#[tokio::test]
async fn after_the_window_a_decision_stands() {
    let family = Family::of("101").await;
    let sent = family.apply("one_parent", &[applicant("father")]).await;
    let id = id_of(&sent, 0);
    let teacher = Staff::teacher_of("101").await;
    teacher.approve(&id).await;
    account(&family, 0, "created").await;
    let path = format!("/api/review/decisions/{id}/undo");
    teacher.send(Method::POST, &path, Some(json!({}))).await.refused(409, "undo-expired");
}

#[tokio::test]
async fn a_paper_that_was_not_checked_is_not_approved() {
    let family = Family::of("101").await;
    let sent = family.apply("one_parent", &[applicant("father")]).await;
    let decision = json!({ "applicant_id": id_of(&sent, 0), "outcome": "approve" });
    let result = Staff::teacher_of("101").await.decide(&[decision]).await.remove(0);
    assert_eq!((result["ok"].as_bool(), result["code"].as_str()), (Some(false), Some("paper-unchecked")));
}

#[tokio::test]
async fn a_rejection_needs_a_reason() {
    let family = Family::of("101").await;
    let sent = family.apply("one_parent", &[applicant("father")]).await;
    let decision = json!({ "applicant_id": id_of(&sent, 0), "outcome": "reject" });
    let body = json!({ "decisions": [decision] });
    let answer = Staff::teacher_of("101").await.send(Method::POST, "/api/review/decisions", Some(body)).await;
    assert_eq!(answer.pointers(), ["/decisions/0/reason_code"]);
    answer.refused(422, "fields");
}

#[tokio::test]
async fn a_stale_row_is_left_and_the_rest_is_done() {
    let family = Family::of("101").await;
    let sent = family.apply("both_parents", &[applicant("father"), applicant("mother")]).await;
    let teacher = Staff::teacher_of("101").await;
    let seen = [teacher.row("101", &id_of(&sent, 0)).await, teacher.row("101", &id_of(&sent, 1)).await];
    let path = format!("/api/case/applicants/{}", id_of(&sent, 0));
    let email = json!({ "email": "corrected-lately@example.com" });
    family.send(Method::PATCH, &path, Some(email), None).await.with(200);

    let decisions: Vec<_> = seen
        .iter()
        .map(|row| json!({ "applicant_id": row["applicant_id"], "version": row["version"], "outcome": "approve", "paper_checked": true }))
        .collect();
    let results = teacher.decide(&decisions).await;
    assert_eq!(results[0]["code"], "stale");
    assert_eq!(results[0]["row"]["changed_since_sent"], true);
    assert_eq!(results[1]["ok"], true);
}

#[tokio::test]
async fn an_email_correction_is_told_to_both_mailboxes() {
    let family = Family::of("101").await;
    let father = applicant("father");
    let (old, new) = (father["email"].as_str().unwrap().to_owned(), format!("new-{}@example.com", Stack::person()));
    let sent = family.apply("one_parent", &[father]).await;
    let path = format!("/api/case/applicants/{}", id_of(&sent, 0));
    family.send(Method::PATCH, &path, Some(json!({ "email": new })), None).await.with(200);
    Mail::expect(&new, "更改").await;
    Mail::expect(&old, "更改").await;
}

#[tokio::test]
async fn the_paper_leads_to_its_row() {
    let family = Family::of("101").await;
    let blank = family.case().await["form"].as_str().unwrap().to_owned();
    let sent = family.apply("one_parent", &[applicant("mother")]).await;
    let teacher = Staff::teacher_of("101").await;
    for reference in [blank, sent["reference"].as_str().unwrap().to_owned()] {
        let found = eventually("the paper's code is known", async || {
            let answer = teacher.send(Method::GET, &format!("/api/review/forms/{reference}"), None).await;
            (answer.status == 200).then_some(answer.body)
        })
        .await;
        assert_eq!(found["applicant_ids"], json!([id_of(&sent, 0)]));
    }
}

#[tokio::test]
async fn the_returned_paper_is_ticked_for_the_pupil() {
    let family = Family::of("101").await;
    let number = family.case().await["student"]["number"].as_str().unwrap().to_owned();
    let teacher = Staff::teacher_of("101").await;
    let path = format!("/api/review/classes/101/students/{number}/paper");
    let ticked = teacher.send(Method::PUT, &path, Some(json!({ "returned": true }))).await.with(200);
    assert!(ticked["paper_returned_at"].is_string());
    let unticked = teacher.send(Method::PUT, &path, Some(json!({ "returned": false }))).await.with(200);
    assert!(unticked["paper_returned_at"].is_null());
}

#[tokio::test]
async fn approving_one_after_the_other_meets_no_conflict() {
    let family = Family::of("101").await;
    let sent = family.apply("both_parents", &[applicant("father"), applicant("mother")]).await;
    let teacher = Staff::teacher_of("101").await;
    let second = teacher.row("101", &id_of(&sent, 1)).await;
    teacher.approve(&id_of(&sent, 0)).await;
    let first_done = account(&family, 0, "created").await;
    let decision = json!({ "applicant_id": id_of(&sent, 1), "version": second["version"], "outcome": "approve", "paper_checked": true });
    assert_eq!(teacher.decide(&[decision]).await[0]["ok"], true, "account and mail events make no row stale");
    account(&family, 1, "created").await;
    let case = first_done["form"].as_str().unwrap();
    let keys = Cloud::get().await.event_keys(case).await;
    let numbers: Vec<usize> = keys.iter().map(|key| key.split('#').nth(1).unwrap().parse().unwrap()).collect();
    assert_eq!(numbers, (1..=numbers.len()).collect::<Vec<_>>(), "the history has no gap: {keys:?}");
}
