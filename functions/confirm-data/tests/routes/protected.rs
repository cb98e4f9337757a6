//! A protected family (保護): contact data is never shown, only overwritten.

use crate::{answer, ask};
use domain::{PersonName, Phone};
use serde_json::{Value, json};
use testkit::{Ask, World};

const HIDDEN: [&str; 5] = ["示範路1號", "示範路2號", "23450000", "林大山", "0900000099"];

async fn world() -> World {
    World::of(|new| {
        new.student.protected = true;
        new.contact.emergency_contact_name = Some(PersonName::parse("林大山").unwrap());
    })
    .await
}

#[tokio::test]
async fn no_contact_data_is_shown() {
    let world = world().await;
    let shown = ask(&world, Ask::get("/api/case")).await;
    assert_eq!(shown.body["student"]["protected"], true);
    assert!(shown.body["contact"].as_object().unwrap().values().all(Value::is_null));
    assert!(HIDDEN.iter().all(|hidden| !shown.text.contains(hidden)));
}

#[tokio::test]
async fn what_is_left_out_stays_and_what_is_given_overwrites() {
    let world = world().await;
    let given = json!({ "registry_correct": true, "contact": { "home_phone": "02-23451111", "mailing_address": "" } });
    let confirmed = ask(&world, Ask::post("/api/case/confirmation").json(&given)).await;
    assert_eq!((confirmed.status, confirmed.fields()), (200, vec![]));
    assert!(!confirmed.text.contains("23451111"));
    let contact = world.stored().await.contact;
    assert_eq!(contact.home_phone, Phone::parse("02-23451111").ok());
    assert_eq!(contact.mailing_address.unwrap().reveal(), "臺北市範例區示範路2號");
}

#[tokio::test]
async fn a_draft_shows_no_contact_data_to_whoever_shares_the_entry() {
    let world = world().await;
    let saved = ask(&world, Ask::put("/api/case/confirmation/draft").json(&answer())).await;
    assert_eq!(saved.body["drafts"]["confirmation"], json!({ "registry_correct": true }));
    let shown = ask(&world, Ask::get("/api/case")).await;
    assert!(HIDDEN.iter().all(|hidden| !shown.text.contains(hidden)));
    assert!(!shown.text.contains("示範路3號"));
}

#[tokio::test]
async fn what_was_drafted_and_is_hidden_since_counts_when_confirmed() {
    let world = world().await;
    let typed = json!({ "contact": { "home_phone": "02-23451111" } });
    ask(&world, Ask::put("/api/case/confirmation/draft").json(&typed)).await;
    let reopened = json!({ "registry_correct": true });
    ask(&world, Ask::put("/api/case/confirmation/draft").json(&reopened)).await;
    let confirmed = ask(&world, Ask::post("/api/case/confirmation").json(&reopened)).await;
    assert_eq!((confirmed.status, confirmed.fields()), (200, vec![]));
    assert_eq!(world.stored().await.contact.home_phone, Phone::parse("02-23451111").ok());
}
