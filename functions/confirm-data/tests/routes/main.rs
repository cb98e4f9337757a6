//! The routes of `confirm-data`, asked as a browser asks them, on a real table.
#![allow(clippy::unwrap_used, reason = "in tests")]

mod confirm;
mod contract;
mod draft;
mod export;
mod portal;
mod protected;

use serde_json::{Value, json};
use testkit::{Answer, Ask, World, call};

/// Asks with the family's session.
async fn ask(world: &World, ask: Ask) -> Answer {
    call(&confirm_data::router(world.gate()), ask.cookie(&world.cookie())).await
}

/// A full answer about the child's data.
fn answer() -> Value {
    json!({
        "registry_correct": true,
        "contact": {
            "household_address": "臺北市範例區示範路1號",
            "mailing_address": "臺北市範例區示範路3號4樓",
            "home_phone": "(02)2345-0000",
            "emergency_contact_name": "林大山",
            "emergency_contact_mobile": "0900-000-001",
        },
    })
}
