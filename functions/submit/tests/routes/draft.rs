//! 暫存離開 on the applicants' page: nothing typed is lost, and no ID number comes back in clear.

use crate::{agreed, ask, both_parents, sent};
use domain::NationalId;
use serde_json::{Value, json};
use testkit::{Answer, Ask, World, adult, applicant};

const DRAFT: &str = "/api/case/applicants/draft";
const NAME: &str = "/api/case/applicants";

fn drafted(answer: &Answer) -> &Value {
    &answer.body["drafts"]["applicants"]
}

fn masked(n: u64) -> String {
    NationalId::stored(&adult(n)).unwrap().masked()
}

#[tokio::test]
async fn whatever_was_typed_comes_back_as_it_was_typed_but_for_the_masked_id() {
    let world = agreed().await;
    let typed = json!({ "applicants": [{ "name": " 林", "national_id": adult(0), "mobile": "09", "email": null }] });
    let saved = ask(&world, Ask::put(DRAFT).json(&typed)).await;
    assert_eq!(saved.status, 200);
    let shown = json!({ "applicants": [{ "name": " 林", "national_id": masked(0), "mobile": "09", "email": null }] });
    assert_eq!(drafted(&saved), &shown);
    let later = call_portal(&world).await;
    assert_eq!(later.body, saved.body);
    assert!(!later.text.contains(&adult(0)));
}

#[tokio::test]
async fn an_id_that_is_left_out_stays_and_a_masked_one_is_refused() {
    let world = agreed().await;
    ask(&world, Ask::put(DRAFT).json(&both_parents())).await;
    let mut again = both_parents();
    again["applicants"][0]["national_id"] = json!(null);
    again["applicants"][0]["name"] = json!("林大河");
    again["applicants"][1]["national_id"] = json!("");
    let saved = ask(&world, Ask::put(DRAFT).json(&again)).await;
    assert_eq!(drafted(&saved)["applicants"][0]["national_id"], json!(masked(0)));
    assert_eq!(drafted(&saved)["applicants"][1]["national_id"], "");
    again["applicants"][0]["national_id"] = json!(masked(0));
    let refused = ask(&world, Ask::put(DRAFT).json(&again)).await;
    assert_eq!((refused.status, refused.fields()), (422, vec!["/applicants/0/national_id masked".to_owned()]));
}

#[tokio::test]
async fn after_a_reload_the_drafted_id_and_mobile_are_used_for_naming() {
    let world = agreed().await;
    ask(&world, Ask::put(DRAFT).json(&both_parents())).await;
    let mut reloaded = both_parents();
    for at in 0..2 {
        reloaded["applicants"][at]["national_id"] = json!(null);
        reloaded["applicants"][at]["mobile"] = json!(null);
    }
    let named = ask(&world, Ask::put(NAME).json(&reloaded)).await;
    assert_eq!((named.status, named.fields()), (200, vec![]));
    let people = world.stored().await.applicants;
    assert_eq!((people[0].person.national_id.reveal(), people[0].person.mobile.reveal()), (&*adult(0), "0900000000"));
    assert_eq!(people[1].person.national_id.reveal(), adult(1));
}

#[tokio::test]
async fn a_drafted_id_is_never_given_to_somebody_else_who_moved_into_the_place() {
    let world = agreed().await;
    ask(&world, Ask::put(DRAFT).json(&both_parents())).await;
    let mut mother = applicant(1, "mother");
    mother["national_id"] = json!(null);
    let form = json!({ "arrangement": "one_parent", "applicants": [mother] });
    let named = ask(&world, Ask::put(NAME).json(&form)).await;
    assert_eq!(named.status, 200);
    assert_eq!(world.stored().await.applicants[0].person.national_id.reveal(), adult(1));
}

#[tokio::test]
async fn going_from_two_to_one_hides_the_second_until_sent() {
    let world = agreed().await;
    ask(&world, Ask::put(DRAFT).json(&both_parents())).await;
    let one = json!({ "arrangement": "one_parent", "applicants": [applicant(0, "father")] });
    let named = ask(&world, Ask::put(NAME).json(&one)).await;
    assert_eq!(named.body["applicants"].as_array().unwrap().len(), 1);
    assert_eq!(drafted(&named)["arrangement"], "one_parent");
    assert_eq!(drafted(&named)["applicants"][1]["national_id"], json!(masked(1)));
}

#[tokio::test]
async fn a_draft_follows_what_was_named_after_it() {
    let world = agreed().await;
    let mut typed = both_parents();
    typed["applicants"][0]["name"] = json!("林大");
    ask(&world, Ask::put(DRAFT).json(&typed)).await;
    let named = ask(&world, Ask::put(NAME).json(&both_parents())).await;
    assert_eq!(drafted(&named)["applicants"][0]["name"], "林大山");
    assert_eq!(call_portal(&world).await.body, named.body);
}

#[tokio::test]
async fn a_draft_follows_a_corrected_email() {
    let world = agreed().await;
    ask(&world, Ask::put(DRAFT).json(&both_parents())).await;
    let named = ask(&world, Ask::put(NAME).json(&both_parents())).await;
    let path = format!("/api/case/applicants/{}", named.body["applicants"][1]["applicant_id"].as_str().unwrap());
    let corrected = ask(&world, Ask::patch(&path).json(&json!({ "email": "right@example.com" }))).await;
    assert_eq!(drafted(&corrected)["applicants"][1]["email"], "right@example.com");
    assert_eq!(drafted(&corrected)["applicants"][0], drafted(&named)["applicants"][0]);
    assert_eq!(call_portal(&world).await.body, corrected.body);
}

#[tokio::test]
async fn sending_ends_the_draft() {
    let world = sent().await;
    ask(&world, Ask::delete("/api/case/submission")).await;
    ask(&world, Ask::put(DRAFT).json(&both_parents())).await;
    let sent = ask(&world, Ask::post("/api/case/submission")).await;
    assert_eq!((sent.status, &sent.body["drafts"]), (200, &json!({})));
    assert_eq!(call_portal(&world).await.body["drafts"], json!({}));
}

#[tokio::test]
async fn nobody_else_s_data_is_drafted_before_the_consent() {
    let world = World::new().await;
    let refused = ask(&world, Ask::put(DRAFT).json(&both_parents())).await;
    assert_eq!((refused.status, refused.code()), (409, "consent-needed"));
}

#[tokio::test]
async fn what_no_field_could_ever_take_is_not_kept() {
    let world = agreed().await;
    let one = json!({ "name": "林".repeat(51), "mobile": "0900***000", "email": format!("{}@x.tw", "e".repeat(260)) });
    let typed = json!({ "applicants": [one, {}, {}] });
    assert_eq!(
        ask(&world, Ask::put(DRAFT).json(&typed)).await.fields(),
        [
            "/applicants count",
            "/applicants/0/name too-long",
            "/applicants/0/mobile masked",
            "/applicants/0/email too-long",
        ]
    );
}

async fn call_portal(world: &World) -> Answer {
    testkit::call(&confirm_data::router(world.gate()), Ask::get("/api/case").cookie(&world.cookie())).await
}
