//! Reading the portal.

use crate::ask;
use jiff::SignedDuration;
use serde_json::json;
use testkit::{Ask, World, call, now, student};

#[tokio::test]
async fn a_family_sees_its_childs_data_with_a_masked_id() {
    let world = World::new().await;
    let answer = ask(&world, Ask::get("/api/case")).await;
    assert_eq!(answer.status, 200);
    let student = student(1);
    assert_eq!(
        answer.body["student"],
        json!({
            "class": "101",
            "name": "林小雨",
            "number": "99001001",
            "national_id": student.national_id.as_ref().unwrap().masked(),
            "birth_date": "2013-10-05",
            "indigenous_status": "無",
            "protected": false,
        })
    );
    assert_eq!(answer.body["contact"]["home_phone"], "02-23450000");
    assert!(!answer.text.contains(student.national_id.unwrap().reveal()));
}

#[tokio::test]
async fn the_tiles_begin_at_nothing_done_and_name_the_deadline() {
    let world = World::new().await;
    let body = ask(&world, Ask::get("/api/case")).await.body;
    let tiles = json!({ "student_data": "not_started", "guardian_accounts": "not_set", "application": "not_sent" });
    assert_eq!(body["tiles"], tiles);
    assert_eq!(body["deadline"], "2026-09-30T23:59:59+08:00");
    assert_eq!(body["campaign"]["notice_version"], "2026-08");
}

#[tokio::test]
async fn the_version_is_in_the_etag_and_nothing_is_cached() {
    let world = World::new().await;
    let answer = ask(&world, Ask::get("/api/case")).await;
    assert_eq!(answer.header("etag"), format!("\"{}\"", answer.body["version"]));
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
}

#[tokio::test]
async fn nobody_gets_in_without_a_session() {
    let world = World::new().await;
    let answer = call(&confirm_data::router(world.gate()), Ask::get("/api/case")).await;
    assert_eq!((answer.status, answer.code()), (401, "session-missing"));
    assert_eq!(answer.header("content-type"), "application/problem+json");
}

#[tokio::test]
async fn an_ended_a_forged_and_a_signed_out_session_do_not_open_the_case() {
    let mut world = World::new().await;
    let router = confirm_data::router(world.gate());
    let began = now() - SignedDuration::from_hours(2);
    let ended = call(&router, Ask::get("/api/case").cookie(&world.cookie_of(world.case, "s", began))).await;
    assert_eq!((ended.status, ended.code()), (401, "session-expired"));
    let forged = call(&router, Ask::get("/api/case").cookie(&format!("{}x", world.cookie()))).await;
    assert_eq!((forged.status, forged.code()), (401, "session-invalid"));
    world.store.revoke_session("session-1", now() + SignedDuration::from_hours(1)).await.unwrap();
    let signed_out = ask(&world, Ask::get("/api/case")).await;
    assert_eq!((signed_out.status, signed_out.code()), (401, "signed-out"));
    world.now = now() + SignedDuration::from_secs(1);
    world.store.sign_out_everywhere(world.case, world.now).await.unwrap();
    let everywhere = call(&router, Ask::get("/api/case").cookie(&world.cookie_of(world.case, "s-2", now()))).await;
    assert_eq!((everywhere.status, everywhere.code()), (401, "signed-out"));
}

#[tokio::test]
async fn a_session_opens_its_own_case_only() {
    let world = World::new().await;
    let other = world.open_case(2, |_| {}).await;
    let router = confirm_data::router(world.gate());
    let answer = call(&router, Ask::get("/api/case").cookie(&world.cookie_of(other, "s", now()))).await;
    assert_eq!((answer.status, &answer.body["student"]["number"]), (200, &json!("99001002")));
}

#[tokio::test]
async fn after_the_deadline_the_family_still_reads() {
    let mut world = World::new().await;
    world.now = world.campaign.closes + SignedDuration::from_hours(24);
    let answer = ask(&world, Ask::get("/api/case")).await;
    assert_eq!((answer.status, &answer.body["campaign"]["state"]), (200, &json!("read_only")));
    world.now = world.campaign.readable_until;
    assert_eq!(ask(&world, Ask::get("/api/case")).await.code(), "campaign-over");
}

#[tokio::test]
async fn the_code_that_opens_the_entry_is_never_shown() {
    let code = |new: &mut store::NewCase| new.entry_code = Some(domain::EntryCode::parse("DEMO7KXQ").unwrap());
    let world = World::of(code).await;
    let answer = ask(&world, Ask::get("/api/case").cookie(&world.cookie())).await;
    assert_eq!((answer.status, answer.body.to_string().contains("DEMO7KXQ")), (200, false));
}
