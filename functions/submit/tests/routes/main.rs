//! The routes of `submit`, asked as a browser asks them, on a real table.
#![allow(clippy::unwrap_used, reason = "in tests")]

mod applicants;
mod consent;
mod contract;
mod draft;
mod email;
mod notice;
mod protected;
mod submission;

use axum::Router;
use serde_json::{Value, json};
use testkit::{Answer, Ask, World, applicant, call};

/// Asks with the family's session.
async fn ask(world: &World, ask: Ask) -> Answer {
    call(&router(world), ask.cookie(&world.cookie())).await
}

fn router(world: &World) -> Router {
    submit::router(world.gate())
}

/// Agrees to the notice.
async fn agreed() -> World {
    let world = World::new().await;
    let answer = ask(&world, Ask::post("/api/case/consent").json(&consent("agree"))).await;
    assert_eq!(answer.status, 200);
    world
}

/// Agrees, and names both parents.
async fn named() -> World {
    let world = agreed().await;
    let answer = ask(&world, Ask::put("/api/case/applicants").json(&both_parents())).await;
    assert_eq!((answer.status, answer.fields()), (200, vec![]));
    world
}

/// Both parents named, the data confirmed, all of it sent.
async fn sent() -> World {
    let world = named().await;
    let confirmation = json!({
        "registry_correct": true,
        "contact": {
            "household_address": "臺北市範例區示範路1號",
            "mailing_address": "臺北市範例區示範路2號",
            "emergency_contact_name": "林大山",
            "emergency_contact_mobile": "0900000001",
        },
    });
    let confirm = Ask::post("/api/case/confirmation").json(&confirmation).cookie(&world.cookie());
    assert_eq!(call(&confirm_data::router(world.gate()), confirm).await.status, 200);
    let answer = ask(&world, Ask::post("/api/case/submission")).await;
    assert_eq!((answer.status, answer.fields()), (200, vec![]));
    world
}

fn consent(choice: &str) -> Value {
    json!({ "notice_version": "2026-08", "choice": choice })
}

fn both_parents() -> Value {
    json!({ "arrangement": "both_parents", "applicants": [applicant(0, "father"), applicant(1, "mother")] })
}

/// The id of the applicant at a place.
fn id(answer: &Answer, at: usize) -> String {
    answer.body["applicants"][at]["applicant_id"].as_str().unwrap().to_owned()
}
