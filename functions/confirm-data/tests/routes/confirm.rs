//! 填答送出.

use crate::{answer, ask};
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Ask, World, call};

const PATH: &str = "/api/case/confirmation";

#[tokio::test]
async fn a_confirmed_answer_is_kept_in_its_normal_form() {
    let world = World::new().await;
    let confirmed = ask(&world, Ask::post(PATH).json(&answer())).await;
    assert_eq!((confirmed.status, &confirmed.body["tiles"]["student_data"]), (200, &json!("confirmed")));
    assert_eq!(confirmed.body["contact"]["home_phone"], "02-23450000");
    assert_eq!(confirmed.body["contact"]["emergency_contact_mobile"], "0900000001");
    assert_eq!(confirmed.body["version"], 2);
    assert_eq!(confirmed.header("etag"), "\"2\"");
    assert_eq!(ask(&world, Ask::get("/api/case")).await.body, confirmed.body);
}

#[tokio::test]
async fn all_wrong_fields_are_named_at_once() {
    let world = World::new().await;
    let wrong = json!({
        "registry_correct": false,
        "contact": {
            "household_address": " ",
            "mailing_address": "臺●市",
            "home_phone": "2345",
            "emergency_contact_name": "0900000001",
        },
    });
    let refused = ask(&world, Ask::post(PATH).json(&wrong)).await;
    assert_eq!((refused.status, refused.code()), (422, "fields"));
    assert_eq!(
        refused.fields(),
        [
            "/error_report required",
            "/contact/household_address required",
            "/contact/mailing_address masked",
            "/contact/home_phone phone",
            "/contact/emergency_contact_name characters",
            "/contact/emergency_contact_mobile required",
        ]
    );
    assert_eq!(world.stored().await.seq, 1);
}

#[tokio::test]
async fn an_empty_answer_names_every_field_that_is_needed() {
    let world = World::new().await;
    let refused = ask(&world, Ask::post(PATH).json(&json!({}))).await;
    assert_eq!(
        refused.fields(),
        [
            "/registry_correct required",
            "/contact/household_address required",
            "/contact/mailing_address required",
            "/contact/emergency_contact_name required",
            "/contact/emergency_contact_mobile required",
        ]
    );
}

#[tokio::test]
async fn a_report_says_what_is_wrong_and_may_be_taken_back() {
    let world = World::new().await;
    let mut report = answer();
    report["registry_correct"] = json!(false);
    report["error_report"] = json!("生日應為 10 月 6 日");
    let reported = ask(&world, Ask::post(PATH).json(&report)).await;
    assert_eq!(reported.body["confirmation"]["error_report"], "生日應為 10 月 6 日");
    let corrected = ask(&world, Ask::post(PATH).json(&answer())).await;
    assert_eq!(corrected.body["confirmation"]["error_report"], Value::Null);
}

#[tokio::test]
async fn sending_the_same_answer_twice_has_one_effect_even_with_the_old_version() {
    let world = World::new().await;
    let first = ask(&world, Ask::post(PATH).json(&answer()).if_match(1)).await;
    let again = ask(&world, Ask::post(PATH).json(&answer()).if_match(1)).await;
    assert_eq!((again.status, &again.body), (200, &first.body));
    assert_eq!(world.stored().await.seq, 2);
}

#[tokio::test]
async fn another_answer_to_an_older_version_is_refused_with_the_version_now() {
    let world = World::new().await;
    ask(&world, Ask::post(PATH).json(&answer())).await;
    let mut other = answer();
    other["contact"]["mailing_address"] = json!("臺北市範例區示範路9號");
    let refused = ask(&world, Ask::post(PATH).json(&other).if_match(1)).await;
    assert_eq!((refused.status, refused.code(), &refused.body["version"]), (412, "stale", &json!(2)));
    assert_eq!(ask(&world, Ask::post(PATH).json(&other).if_match(2)).await.status, 200);
}

#[tokio::test]
async fn other_pages_cannot_answer_for_the_family() {
    let world = World::new().await;
    for foreign in [
        Ask::post(PATH).header("sec-fetch-site", "cross-site"),
        Ask::post(PATH).without("sec-fetch-site").header("origin", "https://evil.example"),
        Ask::post(PATH).without("sec-fetch-site"),
    ] {
        let refused = ask(&world, foreign.json(&answer())).await;
        assert_eq!((refused.status, refused.code()), (403, "cross-origin"));
    }
    let ours = Ask::post(PATH).without("sec-fetch-site").header("origin", testkit::ORIGIN);
    assert_eq!(ask(&world, ours.json(&answer())).await.status, 200);
}

#[tokio::test]
async fn after_the_deadline_only_a_session_begun_before_it_may_finish() {
    let mut world = World::new().await;
    let began = world.campaign.closes - SignedDuration::from_mins(5);
    world.now = world.campaign.closes + SignedDuration::from_mins(10);
    let late = ask(&world, Ask::post(PATH).json(&answer())).await;
    assert_eq!((late.status, late.code()), (409, "campaign-closed"));
    let cookie = world.cookie_kept_alive("s", began);
    let router = confirm_data::router(world.gate());
    let finished = call(&router, Ask::post(PATH).json(&answer()).cookie(&cookie)).await;
    assert_eq!((finished.status, &finished.body["campaign"]["state"]), (200, &json!("open")), "the page goes on too");
}

#[tokio::test]
async fn a_report_that_is_too_long_is_refused_even_where_nothing_is_wrong() {
    let world = World::new().await;
    let mut long = answer();
    long["error_report"] = "字".repeat(501).into();
    let refused = ask(&world, Ask::post(PATH).json(&long)).await;
    assert_eq!((refused.status, refused.fields()), (422, vec!["/error_report too-long".to_owned()]));
}
