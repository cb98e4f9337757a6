//! 送出申請, and pulling back.

use crate::{agreed, ask, consent, named, sent};
use domain::{ApplicantNo, Command, Reason, ReasonCode};
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Ask, World};

const PATH: &str = "/api/case/submission";

#[tokio::test]
async fn sending_names_all_that_is_missing() {
    let world = World::new().await;
    let refused = ask(&world, Ask::post(PATH)).await;
    assert_eq!((refused.status, refused.code()), (409, "not-ready"));
    assert_eq!(refused.fields(), ["/confirmation missing", "/consent missing", "/applicants missing"]);
    let world = named().await;
    assert_eq!(ask(&world, Ask::post(PATH)).await.fields(), ["/confirmation missing"]);
}

#[tokio::test]
async fn a_sent_case_waits_for_the_teacher_and_shows_mobile_and_email_masked() {
    let world = sent().await;
    let shown = ask(&world, Ask::post(PATH)).await;
    assert_eq!(shown.body["tiles"]["application"], "sent");
    assert_eq!(shown.body["submitted_at"], "2026-09-10T10:00:00+08:00");
    assert_eq!(shown.body["applicants"][0]["review"]["state"], "pending");
    assert_eq!(shown.body["applicants"][0]["mobile"], "0900***000");
    assert_eq!(shown.body["applicants"][0]["email"], "a***@example.com");
    assert_eq!(shown.body["reference"].as_str().unwrap().len(), 6);
}

#[tokio::test]
async fn sending_twice_has_one_effect() {
    let world = sent().await;
    let before = world.stored().await;
    let again = ask(&world, Ask::post(PATH).if_match(1)).await;
    assert_eq!((again.status, world.stored().await), (200, before));
}

#[tokio::test]
async fn what_is_undecided_is_pulled_back_and_can_be_sent_again() {
    let world = sent().await;
    let pulled = ask(&world, Ask::delete(PATH)).await;
    assert_eq!((pulled.status, &pulled.body["tiles"]["application"]), (200, &json!("not_sent")));
    assert_eq!(pulled.body["submitted_at"], Value::Null);
    assert_eq!(ask(&world, Ask::delete(PATH)).await.body, pulled.body);
    assert_eq!(ask(&world, Ask::post(PATH)).await.body["tiles"]["application"], "sent");
}

#[tokio::test]
async fn what_is_decided_or_was_never_sent_cannot_be_pulled_back() {
    let world = agreed().await;
    let nothing = ask(&world, Ask::delete(PATH)).await;
    assert_eq!((nothing.status, nothing.code()), (409, "not-pending"));
    let world = sent().await;
    for no in [1, 2] {
        let reason = Reason { code: ReasonCode::NoSignature, text: None };
        world.decided(Command::Reject { no: ApplicantNo(no), reason }).await;
    }
    let decided = ask(&world, Ask::delete(PATH)).await;
    assert_eq!((decided.status, decided.code()), (409, "already-decided"));
}

#[tokio::test]
async fn a_rejected_applicant_is_sent_again_within_seven_days_whatever_the_deadline() {
    let mut world = sent().await;
    world.now = world.campaign.closes - SignedDuration::from_hours(1);
    for no in [1, 2] {
        let reason = Reason { code: ReasonCode::NoSignature, text: None };
        world.decided(Command::Reject { no: ApplicantNo(no), reason }).await;
    }
    world.now += SignedDuration::from_hours(24 * 6);
    let sent = ask(&world, Ask::post(PATH)).await;
    assert_eq!((sent.status, &sent.body["tiles"]["application"]), (200, &json!("sent")));
}

#[tokio::test]
async fn a_declined_case_has_nothing_to_send() {
    let world = World::new().await;
    ask(&world, Ask::post("/api/case/consent").json(&consent("decline"))).await;
    let refused = ask(&world, Ask::post(PATH)).await;
    assert_eq!((refused.status, refused.code()), (409, "not-ready"));
}

#[tokio::test]
async fn a_stale_page_does_not_pull_back() {
    let world = sent().await;
    let refused = ask(&world, Ask::delete(PATH).if_match(2)).await;
    assert_eq!((refused.status, refused.code()), (412, "stale"));
    assert!(refused.body["version"].as_u64().unwrap() > 2);
}
