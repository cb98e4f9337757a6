//! A protected family (保護): whoever shares the entry sees of its applicants neither mobile nor e-mail whole, sent or not.

use crate::{ask, both_parents, consent};
use serde_json::{Value, json};
use testkit::{Ask, World};

async fn agreed() -> World {
    let world = World::of(|new| new.student.protected = true).await;
    assert_eq!(ask(&world, Ask::post("/api/case/consent").json(&consent("agree"))).await.status, 200);
    world
}

/// What both parents' form holds that nobody else is to see.
fn hidden() -> Vec<String> {
    let form = both_parents();
    let people = form["applicants"].as_array().unwrap().clone();
    let field =
        |person: &Value| ["national_id", "mobile", "email"].map(|field| person[field].as_str().unwrap().to_owned());
    people.iter().flat_map(field).collect()
}

#[tokio::test]
async fn unsent_applicants_and_their_draft_are_masked() {
    let world = agreed().await;
    for path in ["/api/case/applicants/draft", "/api/case/applicants"] {
        let saved = ask(&world, Ask::put(path).json(&both_parents())).await;
        assert_eq!((saved.status, saved.fields()), (200, vec![]));
        assert!(hidden().iter().all(|value| !saved.text.contains(value)), "{path}: {}", saved.body);
    }
}

#[tokio::test]
async fn what_is_masked_and_left_out_stays_as_it_was_drafted() {
    let world = agreed().await;
    ask(&world, Ask::put("/api/case/applicants/draft").json(&both_parents())).await;
    let mut again = both_parents();
    for at in 0..2 {
        for field in ["national_id", "mobile", "email"] {
            again["applicants"][at].as_object_mut().unwrap().remove(field);
        }
    }
    ask(&world, Ask::put("/api/case/applicants/draft").json(&again)).await;
    let named = ask(&world, Ask::put("/api/case/applicants").json(&again)).await;
    assert_eq!((named.status, named.fields()), (200, vec![]));
    let people = world.stored().await.applicants;
    let stored: Vec<String> = people
        .iter()
        .flat_map(|a| {
            let email = a.person.email.as_ref().unwrap().reveal().to_owned();
            [a.person.national_id.reveal().to_owned(), a.person.mobile.reveal().to_owned(), email]
        })
        .collect();
    assert_eq!(stored, hidden());
    let none = json!({ "arrangement": "both_parents", "applicants": [
        { "name": "林大山", "relationship": "father", "email": null }, { "name": "陳美玉", "relationship": "mother" }] });
    let dropped = ask(&world, Ask::put("/api/case/applicants/draft").json(&none)).await;
    assert_eq!(
        dropped.body["drafts"]["applicants"]["applicants"][0]["email"],
        Value::Null,
        "no mailbox is said, not left out"
    );
}
