//! Families who apply, from the first page to the account.

use e2e::{Cloud, Family, Mail, Stack, Staff, applicant, eventually, guardian};
use reqwest::Method;
use serde_json::{Value, json};

pub(crate) fn id_of(case: &Value, at: usize) -> String {
    case["applicants"][at]["applicant_id"].as_str().expect("an applicant").to_owned()
}

/// Waits until the applicant's account has this state, and answers with the portal.
pub(crate) async fn account(family: &Family, at: usize, state: &str) -> Value {
    eventually(&format!("the account is {state}"), async || {
        let case = family.case().await;
        (case["applicants"][at]["account"]["state"] == state).then_some(case)
    })
    .await
}

#[tokio::test]
async fn one_parent_applies_and_gets_an_account() {
    let family = Family::of("101").await;
    let father = applicant("father");
    let mailbox = father["email"].as_str().unwrap().to_owned();
    let fresh = family.case().await;
    assert_eq!(
        fresh["tiles"],
        json!({"student_data": "not_started", "guardian_accounts": "not_set", "application": "not_sent"})
    );

    let sent = family.apply("one_parent", &[father.clone()]).await;
    assert_eq!(sent["tiles"], json!({"student_data": "confirmed", "guardian_accounts": "set", "application": "sent"}));
    assert_eq!(sent["applicants"][0]["review"]["state"], "pending");
    let received = Mail::expect(&mailbox, "收到").await;
    assert!(received.text.contains("個人資料保護法"), "the notice of art. 9 goes with it: {}", received.text);

    let teacher = Staff::teacher_of("101").await;
    let row = teacher.row("101", &id_of(&sent, 0)).await;
    assert_eq!(row["reference"], sent["reference"], "the teacher sees the code that stands on the paper");
    let approved = teacher.approve(&id_of(&sent, 0)).await;
    assert_eq!((approved["review"].as_str(), approved["account"].as_str()), (Some("approved"), Some("creating")));

    let done = account(&family, 0, "created").await;
    assert_eq!(done["tiles"]["application"], "done");
    let mail = Mail::expect(&mailbox, "帳號").await;
    let (username, password) = (mail.value("帳號"), mail.value("一次性密碼"));
    let outcome = Cloud::get().await.sign_in(&Stack::get().guardian_pool, &username, &password).await;
    assert_eq!(outcome, "NEW_PASSWORD_REQUIRED");
    for mail in Mail::to(&mailbox).await {
        let national_id = father["national_id"].as_str().unwrap();
        assert!(!mail.text.contains(national_id) && !mail.html.contains(national_id), "no ID number in a mail");
    }
    assert_eq!(Mail::to(&mailbox).await.len(), 2, "each mail is there once");
}

#[tokio::test]
async fn both_parents_apply_and_each_gets_an_account() {
    let family = Family::of("101").await;
    let sent = family.apply("both_parents", &[applicant("father"), applicant("mother")]).await;
    let teacher = Staff::teacher_of("101").await;
    let decisions: Vec<_> = [0, 1]
        .map(|at| json!({ "applicant_id": id_of(&sent, at), "outcome": "approve", "paper_checked": true }))
        .into();
    let results = teacher.decide(&decisions).await;
    assert!(results.iter().all(|result| result["ok"] == true), "{results:?}");
    account(&family, 0, "created").await;
    account(&family, 1, "created").await;
}

#[tokio::test]
async fn another_guardian_applies_with_proof() {
    let family = Family::of("101").await;
    let sent = family.apply("other_guardian", &[guardian()]).await;
    let teacher = Staff::teacher_of("101").await;
    let id = id_of(&sent, 0);
    let unproved = json!({ "applicant_id": id, "outcome": "approve", "paper_checked": true });
    assert_eq!(teacher.decide(&[unproved]).await[0]["code"], "proof-unchecked");
    let proved = json!({ "applicant_id": id, "outcome": "approve", "paper_checked": true, "proof_checked": true });
    assert_eq!(teacher.decide(&[proved]).await[0]["ok"], true);
    account(&family, 0, "created").await;
}

#[tokio::test]
async fn somebody_without_a_mailbox_applies_too() {
    let family = Family::of("101").await;
    let mut mother = applicant("mother");
    mother["email"] = Value::Null;
    let sent = family.apply("one_parent", &[mother]).await;
    assert_eq!(sent["applicants"][0]["mail"]["state"], "no_address");
    Staff::teacher_of("101").await.approve(&id_of(&sent, 0)).await;
    account(&family, 0, "created").await;
}

#[tokio::test]
async fn sending_says_what_is_missing() {
    let family = Family::anywhere().await;
    let problem = family.submit().await.refused(409, "not-ready");
    let missing: Vec<_> = problem["errors"].as_array().unwrap().iter().map(|e| e["pointer"].clone()).collect();
    assert_eq!(missing, ["/confirmation", "/consent", "/applicants"]);
    family.name("one_parent", &[applicant("father")]).await.refused(409, "consent-needed");
}

#[tokio::test]
async fn sending_twice_has_one_effect() {
    let family = Family::anywhere().await;
    let first = family.apply("one_parent", &[applicant("mother")]).await;
    let again = family.submit().await.with(200);
    assert_eq!(first["version"], again["version"]);
    assert_eq!(first["submitted_at"], again["submitted_at"]);
}

#[tokio::test]
async fn drafts_survive_and_are_forgotten_when_sent() {
    let family = Family::anywhere().await;
    let contact = json!({ "home_phone": "02-2345" });
    let draft = json!({ "registry_correct": false, "error_report": "生日", "contact": contact });
    family.send(Method::PUT, "/api/case/confirmation/draft", Some(draft), None).await.with(200);
    let case = family.case().await;
    assert_eq!(case["tiles"]["student_data"], "draft");
    assert_eq!(case["drafts"]["confirmation"]["contact"]["home_phone"], "02-2345", "nothing is validated away");

    family.confirm().await.with(200);
    family.consent("agree").await.with(200);
    let father = applicant("father");
    let draft = json!({ "arrangement": "one_parent", "applicants": [father] });
    family.send(Method::PUT, "/api/case/applicants/draft", Some(draft), None).await.with(200);
    let shown = family.case().await["drafts"]["applicants"]["applicants"][0]["national_id"].clone();
    assert_ne!(shown, father["national_id"], "an ID is not shown again, even to who typed it");
    let mut unchanged = father.clone();
    unchanged.as_object_mut().unwrap().remove("national_id");
    let named = family.name("one_parent", &[unchanged]).await.with(200);
    let last = |text: &Value| text.as_str().unwrap()[6..].to_owned();
    assert_eq!(last(&named["applicants"][0]["national_id"]), last(&father["national_id"]));

    let sent = family.submit().await.with(200);
    assert_eq!(sent["drafts"], json!({}));
}

#[tokio::test]
async fn once_sent_mobile_and_mailbox_are_masked() {
    let family = Family::anywhere().await;
    let father = applicant("father");
    let sent = family.apply("one_parent", &[father.clone()]).await;
    let shown = &sent["applicants"][0];
    for field in ["national_id", "mobile", "email"] {
        assert_ne!(shown[field], father[field], "{field}");
        assert!(shown[field].as_str().unwrap().contains('*'), "{field}");
    }
}
