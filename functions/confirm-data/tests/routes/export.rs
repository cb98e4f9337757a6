//! Everything held about a case as a file.

use crate::{answer, ask};
use serde_json::Value;
use testkit::{Ask, World, student};

async fn exported(world: &World) -> testkit::Answer {
    let file = ask(world, Ask::get("/api/case/export")).await;
    assert_eq!(file.status, 200, "{}", file.text);
    file
}

#[tokio::test]
async fn the_file_holds_the_case_and_all_that_happened_and_says_that_it_was_taken() {
    let world = World::new().await;
    ask(&world, Ask::post("/api/case/confirmation").json(&answer())).await;
    let file = exported(&world).await;
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"guardian-link-case.json\"");
    let kinds: Vec<_> = file.body["events"].as_array().unwrap().iter().map(|event| event["what"].clone()).collect();
    assert_eq!(kinds, ["opened", "data_confirmed", "exported"]);
    let confirmed = &file.body["events"][1];
    assert_eq!(
        (&confirmed["by"], &confirmed["details"]["contact"]["mailing_address"]),
        (&Value::from("family"), &answer()["contact"]["mailing_address"])
    );
    let portal = ask(&world, Ask::get("/api/case")).await;
    assert_eq!(file.body["case"], portal.body, "as the pages show it");
}

#[tokio::test]
async fn what_is_masked_on_the_pages_is_masked_in_the_file() {
    let world = World::new().await;
    let file = exported(&world).await;
    let whole = student(1).national_id.unwrap();
    assert!(!file.text.contains(whole.reveal()) && file.text.contains(&whole.masked()));
}

#[tokio::test]
async fn a_protected_familys_file_holds_no_contact_data() {
    let world = World::of(|new| new.student.protected = true).await;
    ask(&world, Ask::post("/api/case/confirmation").json(&answer())).await;
    let file = exported(&world).await;
    for hidden in ["示範路", "23450000", "0900000099"] {
        assert!(!file.text.contains(hidden), "{hidden}");
    }
}

#[tokio::test]
async fn nobody_takes_a_file_without_a_session() {
    let world = World::new().await;
    let answer = testkit::call(&confirm_data::router(world.gate()), Ask::get("/api/case/export")).await;
    assert_eq!((answer.status, answer.code()), (401, "session-missing"));
}
