//! Who is signed in.

use crate::{ask, router, world};
use domain::{Campaign, SchoolId};
use jiff::ToSpan;
use jiff::civil::date;
use serde_json::{Value, json};
use store::CampaignRecord;
use testkit::{Ask, STAFF_CLIENT, World, call, student, teacher_record};

async fn me(world: &World, username: &str) -> Value {
    let answer = call(&router(world), Ask::get("/api/review/me").staff(STAFF_CLIENT, username)).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body
}

#[tokio::test]
async fn a_teacher_reads_name_school_classes_and_campaign() {
    let world = world().await;
    let expected = json!({
        "username": "teacher-101",
        "name": "王老師",
        "role": "teacher",
        "school": { "id": "demo-junior-high", "name": "範例國民中學" },
        "classes": ["101"],
        "campaign": {
            "id": "2026-autumn",
            "state": "open",
            "opens": "2026-09-01T08:00:00+08:00",
            "closes": "2026-09-30T23:59:59+08:00",
            "entry_policy": "national_id",
            "paper_required": true,
            "undo_window_seconds": 600,
        },
    });
    assert_eq!(ask(&world, Ask::get("/api/review/me")).await.body, expected);
}

#[tokio::test]
async fn a_registrar_reaches_every_class_of_the_school() {
    let world = world().await;
    world.store.put_class(&world.campaign.school, &"102".to_owned().try_into().unwrap()).await.unwrap();
    let registrar = me(&world, "registrar").await;
    assert_eq!((&registrar["role"], &registrar["classes"]), (&json!("registrar"), &json!(["101", "102"])));
}

#[tokio::test]
async fn a_class_that_ended_yesterday_is_not_named() {
    let world = world().await;
    let mut substitute = teacher_record("substitute");
    substitute.classes[0].until = Some(date(2026, 9, 9));
    world.store.put_staff(&substitute).await.unwrap();
    assert_eq!(me(&world, "substitute").await["classes"], json!([]));
}

#[tokio::test]
async fn the_state_follows_the_calendar() {
    let mut world = world().await;
    for (at, state) in [("closes", "read_only"), ("readable_until", "over")] {
        world.now = if at == "closes" { world.campaign.closes } else { world.campaign.readable_until };
        assert_eq!(me(&world, "teacher-101").await["campaign"]["state"], state, "{at}");
    }
}

#[tokio::test]
async fn before_the_first_campaign_opens_there_is_none_but_the_school_has_its_name() {
    let mut world = world().await;
    world.now = world.campaign.opens - 1.seconds();
    let early = me(&world, "teacher-101").await;
    assert_eq!((&early["campaign"], &early["school"]["name"]), (&Value::Null, &json!("範例國民中學")));
}

#[tokio::test]
async fn the_campaign_that_opened_last_counts() {
    let mut world = world().await;
    let campaign = Campaign {
        id: domain::CampaignId::parse("2027-spring").unwrap(),
        opens: world.campaign.closes,
        closes: world.campaign.readable_until,
        ..world.campaign.clone()
    };
    let record = CampaignRecord { campaign, district: "範例區".to_owned(), handover_keys: None };
    world.store.put_campaign(&record).await.unwrap();
    assert_eq!(me(&world, "teacher-101").await["campaign"]["id"], "2026-autumn");
    world.now = world.campaign.closes;
    assert_eq!(me(&world, "teacher-101").await["campaign"]["id"], "2027-spring");
}

#[tokio::test]
async fn a_school_without_any_campaign_has_no_name_yet() {
    let world = world().await;
    let mut early = teacher_record("early");
    early.school = SchoolId::parse("school-to-come").unwrap();
    early.classes[0].class = student(1).class;
    world.store.put_staff(&early).await.unwrap();
    let early = me(&world, "early").await;
    assert_eq!(
        (&early["school"], &early["campaign"]),
        (&json!({ "id": "school-to-come", "name": null }), &Value::Null)
    );
}

#[tokio::test]
async fn who_is_not_staff_is_told_so() {
    let world = world().await;
    let bare = call(&router(&world), Ask::get("/api/review/me")).await;
    assert_eq!((bare.status, bare.code()), (401, "staff-token"));
    let stranger = call(&router(&world), Ask::get("/api/review/me").staff(STAFF_CLIENT, "stranger")).await;
    assert_eq!((stranger.status, stranger.code()), (403, "not-staff"));
}
