//! What the table holds of a family after all the functions were at it.

use crate::{ask, decide, id, sent, world};
use domain::CaseId;
use serde_json::{Value, json};
use testkit::{Ask, World, adult, applicant, call, student};

/// What is typed in a draft and never sent.
async fn types(world: &World, case: CaseId) {
    let cookie = world.cookie_of(case, "session-typing", world.now);
    let contact = json!({ "household_address": "臺北市未送路9號", "emergency_contact_name": "未送阿姨" });
    let draft = json!({ "registry_correct": false, "error_report": "生日是九月", "contact": contact });
    let ask = Ask::put("/api/case/confirmation/draft").json(&draft).cookie(&cookie);
    assert_eq!(call(&confirm_data::router(world.gate()), ask).await.status, 200);
}

#[tokio::test]
async fn a_dump_of_the_table_after_a_whole_journey_tells_nothing_personal() {
    let world = world().await;
    let people = [applicant(1, "father"), applicant(2, "mother")];
    let case = sent(&world, world.case, "both_parents", &people).await;
    let reject = json!({ "applicant_id": id(&case, 1), "outcome": "reject", "reason_code": "other",
        "reason": "請父親到校說明" });
    let results = decide(&world, &[reject, crate::approve(&id(&case, 2))]).await;
    assert!(results.iter().all(|result| result["ok"] == true), "{results:?}");
    types(&world, world.open_case(2, |_| {}).await).await;
    assert_eq!(ask(&world, Ask::get("/api/review/classes/101/students")).await.body.as_array().unwrap().len(), 2);

    let dump = world.dump().await;
    let words = |person: &Value| {
        ["name", "national_id", "mobile", "email"].map(|field| person[field].as_str().unwrap().to_owned())
    };
    let typed: Vec<String> = people.iter().flat_map(words).collect();
    let registry = ["林小雨", "王老師", "2013-10-05", "範例區示範路", "02-23450000", "0223450000", "0900000099"];
    let elsewhere = ["未送路", "未送阿姨", "生日是九月", "請父親到校說明", "林大山", "0900000001"];
    let pupils = [1, 2].map(|n| student(n).national_id.unwrap().reveal().to_owned());
    let all = [adult(1), adult(2)].into_iter().chain(pupils).chain(typed);
    let all: Vec<String> = all.chain(registry.into_iter().chain(elsewhere).map(str::to_owned)).collect();
    assert_eq!(dump.find(all.iter().map(String::as_str)), [""; 0]);
    assert_ne!(dump.find(["範例國民中學"]), [""; 0], "the school's name is public, so the search does find");
}
