//! Deciding and undoing.

use crate::{approve, ask, both_parents, decide, id, sent, world};
use domain::invariants;
use jiff::ToSpan;
use serde_json::json;
use testkit::{Ask, applicant};

#[tokio::test]
async fn both_parents_are_approved_in_one_transaction() {
    let (world, case) = both_parents().await;
    let results = decide(&world, &[approve(&id(&case, 1)), approve(&id(&case, 2))]).await;
    assert!(results.iter().all(|result| result["ok"] == true), "{results:?}");
    assert_eq!(results[0]["row"]["account"], "creating");
    let stored = world.stored().await;
    assert_eq!(stored.seq, case.seq + 3, "the paper and two approvals");
    assert_eq!(invariants::broken(&stored), Vec::<&str>::new());
}

#[tokio::test]
async fn the_class_list_shows_the_paper_of_an_approved_family() {
    let (world, case) = both_parents().await;
    decide(&world, &[approve(&id(&case, 1))]).await;
    let pupils = ask(&world, Ask::get("/api/review/classes/101/students")).await.body;
    assert_eq!(pupils[0]["paper_returned_at"], "2026-09-10T10:00:00+08:00");
}

#[tokio::test]
async fn a_batch_leaves_what_is_not_clean_and_says_why() {
    let world = world().await;
    let parents = sent(&world, world.case, "one_parent", &[applicant(1, "father")]).await;
    let other = world.open_case(2, |_| {}).await;
    let guardian = sent(&world, other, "other_guardian", &[applicant(3, "guardian")]).await;
    let unchecked = json!({ "applicant_id": id(&parents, 1), "outcome": "approve" });
    let proved =
        json!({ "applicant_id": id(&guardian, 1), "outcome": "approve", "paper_checked": true, "proof_checked": true });
    let unknown = approve(&id(&parents, 9));
    let results = decide(&world, &[unchecked, proved, unknown, approve(&id(&parents, 1))]).await;
    let codes: Vec<_> = results.iter().map(|result| result["code"].as_str()).collect();
    assert_eq!(codes, [Some("paper-unchecked"), Some("not-in-batch"), Some("not-found"), None]);
}

#[tokio::test]
async fn a_row_seen_in_an_older_version_is_stale() {
    let (world, case) = both_parents().await;
    let mut decision = approve(&id(&case, 1));
    decision["version"] = 1.into();
    let result = &decide(&world, &[decision]).await[0];
    assert_eq!((result["code"].as_str(), result["row"]["version"].as_u64()), (Some("stale"), Some(case.version)));
}

#[tokio::test]
async fn a_repeated_decision_has_one_effect() {
    let (world, case) = both_parents().await;
    decide(&world, &[approve(&id(&case, 1))]).await;
    let once = world.stored().await.seq;
    let again = decide(&world, &[approve(&id(&case, 1))]).await;
    assert_eq!((again[0]["ok"].as_bool(), world.stored().await.seq), (Some(true), once));
}

#[tokio::test]
async fn a_rejection_names_the_missing_reason() {
    let (world, case) = both_parents().await;
    let bare = json!({ "applicant_id": id(&case, 1), "outcome": "reject" });
    let other = json!({ "applicant_id": id(&case, 2), "outcome": "reject", "reason_code": "other" });
    let body = json!({ "decisions": [bare, other] });
    let answer = ask(&world, Ask::post("/api/review/decisions").json(&body)).await;
    assert_eq!(answer.status, 422);
    assert_eq!(answer.fields(), ["/decisions/0/reason_code required", "/decisions/1/reason required"]);
}

#[tokio::test]
async fn a_reason_in_words_counts_as_other() {
    let (world, case) = both_parents().await;
    let decision = json!({ "applicant_id": id(&case, 1), "outcome": "reject", "reason": "請來學校一趟" });
    let result = &decide(&world, &[decision]).await[0];
    assert_eq!(
        (result["row"]["review"].as_str(), result["row"]["reason_code"].as_str()),
        (Some("rejected"), Some("other"))
    );
}

#[tokio::test]
async fn one_request_takes_a_hundred_decisions_at_most() {
    let (world, case) = both_parents().await;
    for count in [0, 101] {
        let decisions: Vec<_> = (0..count).map(|_| approve(&id(&case, 1))).collect();
        let body = json!({ "decisions": decisions });
        let answer = ask(&world, Ask::post("/api/review/decisions").json(&body)).await;
        assert_eq!((answer.status, answer.fields()), (422, vec!["/decisions count".to_owned()]));
    }
}

#[tokio::test]
async fn a_decision_is_taken_back_within_its_window_only() {
    let (mut world, case) = both_parents().await;
    decide(&world, &[approve(&id(&case, 1)), approve(&id(&case, 2))]).await;
    let undo = |no| Ask::post(&format!("/api/review/decisions/{}/undo", id(&case, no))).json(&json!({}));
    world.now += 10.minutes();
    let undone = ask(&world, undo(1)).await;
    assert_eq!((undone.status, undone.body["review"].as_str()), (200, Some("pending")));
    world.now += 1.seconds();
    assert_eq!(ask(&world, undo(2)).await.code(), "undo-expired");
}

#[tokio::test]
async fn a_hundred_long_reasons_fit_into_one_request() {
    let (world, case) = both_parents().await;
    let reason = "長".repeat(200);
    let decision = json!({ "applicant_id": id(&case, 1), "outcome": "reject", "reason": reason });
    let decisions: Vec<_> = (0..100).map(|_| decision.clone()).collect();
    assert_eq!(decide(&world, &decisions).await.len(), 100);
}

#[tokio::test]
async fn what_the_family_still_edits_is_not_shown_to_staff() {
    let (world, case) = both_parents().await;
    let cookie = world.cookie_of(case.id, "another-session", world.now);
    let back = Ask::delete("/api/case/submission").cookie(&cookie);
    assert_eq!(testkit::call(&submit::router(world.gate()), back).await.status, 200);
    let result = &decide(&world, &[approve(&id(&case, 1))]).await[0];
    assert_eq!((result["code"].as_str(), result.get("row")), (Some("not-pending"), None));
}

#[tokio::test]
async fn what_is_too_long_is_refused_whatever_is_decided() {
    let (world, case) = both_parents().await;
    let mut decision = approve(&id(&case, 1));
    decision["reason"] = "字".repeat(201).into();
    let asked = Ask::post("/api/review/decisions").json(&json!({ "decisions": [decision] }));
    let refused = ask(&world, asked).await;
    assert_eq!((refused.status, refused.fields()), (422, vec!["/decisions/0/reason too-long".to_owned()]));
}
