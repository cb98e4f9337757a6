//! 暫存離開: nothing typed is lost.

use crate::{answer, ask};
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Ask, World};

const PATH: &str = "/api/case/confirmation/draft";

#[tokio::test]
async fn whatever_was_typed_comes_back_as_it_was_typed() {
    let world = World::new().await;
    let typed = json!({
        "error_report": "　生日\n不對 ",
        "contact": { "home_phone": "23", "emergency_contact_name": "", "household_address": " 臺北市" },
    });
    let saved = ask(&world, Ask::put(PATH).json(&typed)).await;
    assert_eq!((saved.status, &saved.body["drafts"]["confirmation"]), (200, &typed));
    assert_eq!(saved.body["tiles"]["student_data"], "draft");
    assert_eq!(saved.body["drafts"]["saved_at"], "2026-09-10T10:00:00+08:00");
    assert_eq!(ask(&world, Ask::get("/api/case")).await.body, saved.body);
}

#[tokio::test]
async fn a_draft_moves_no_version_and_is_no_event() {
    let world = World::new().await;
    let saved = ask(&world, Ask::put(PATH).json(&json!({})).if_match(7)).await;
    assert_eq!((saved.status, &saved.body["version"]), (200, &json!(1)));
    assert_eq!(world.stored().await.seq, 1);
}

#[tokio::test]
async fn what_no_field_could_ever_take_is_not_kept() {
    let world = World::new().await;
    let typed = json!({
        "error_report": "錯".repeat(501),
        "contact": { "home_phone": "02-*****000", "mailing_address": "路".repeat(201) },
    });
    let refused = ask(&world, Ask::put(PATH).json(&typed)).await;
    assert_eq!(refused.status, 422);
    assert_eq!(
        refused.fields(),
        ["/error_report too-long", "/contact/mailing_address too-long", "/contact/home_phone masked"]
    );
    for (body, field) in [
        (json!({ "contact": { "fax": "1" } }), "/contact/fax unknown"),
        (json!({ "registry_correct": "yes" }), "/registry_correct type"),
    ] {
        assert_eq!(ask(&world, Ask::put(PATH).json(&body)).await.fields(), [field]);
    }
    assert_eq!(ask(&world, Ask::get("/api/case")).await.body["drafts"], json!({}));
}

#[tokio::test]
async fn confirming_ends_the_draft() {
    let world = World::new().await;
    ask(&world, Ask::put(PATH).json(&json!({ "error_report": "?" }))).await;
    let confirmed = ask(&world, Ask::post("/api/case/confirmation").json(&answer())).await;
    assert_eq!(confirmed.body["drafts"], json!({}));
    assert_eq!(ask(&world, Ask::get("/api/case")).await.body["drafts"], json!({}));
}

#[tokio::test]
async fn confirming_what_stands_already_ends_a_later_draft_too() {
    let world = World::new().await;
    ask(&world, Ask::post("/api/case/confirmation").json(&answer())).await;
    ask(&world, Ask::put(PATH).json(&json!({ "error_report": "?" }))).await;
    let again = ask(&world, Ask::post("/api/case/confirmation").json(&answer())).await;
    assert_eq!((again.status, &again.body["drafts"]), (200, &json!({})));
    assert_eq!(ask(&world, Ask::get("/api/case")).await.body["drafts"], json!({}));
}

#[tokio::test]
async fn after_the_deadline_nothing_is_drafted() {
    let mut world = World::new().await;
    world.now = world.campaign.closes + SignedDuration::from_hours(1);
    let late = ask(&world, Ask::put(PATH).json(&json!({}))).await;
    assert_eq!((late.status, late.code()), (409, "campaign-closed"));
    assert_eq!(late.body["errors"], Value::Null);
}
