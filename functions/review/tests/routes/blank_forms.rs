//! What the blank forms of a class show.

use crate::{ask, router, world};
use domain::EntryCode;
use serde_json::{Value, json};
use testkit::{Ask, STAFF_CLIENT, World, call};

const CODE: &str = "DEMO7KXQ";

/// The second pupil has no ID number and signs in by a printed code.
async fn with_a_code() -> World {
    let world = world().await;
    let coded = |new: &mut store::NewCase| {
        new.student.national_id = None;
        new.entry_code = Some(EntryCode::parse(CODE).unwrap());
    };
    world.open_case(2, coded).await;
    world
}

#[tokio::test]
async fn only_who_signs_in_by_a_code_has_one_on_the_form() {
    let world = with_a_code().await;
    let forms = ask(&world, Ask::get("/api/review/classes/101/forms")).await.body;
    let first = json!({ "student_number": "99001001", "seat": "01", "name": "林小雨", "form": world.case.to_string(),
        "entry_code": null });
    assert_eq!(forms[0], first);
    assert_eq!((&forms[1]["student_number"], &forms[1]["entry_code"]), (&json!("99001002"), &json!(CODE)));
}

#[tokio::test]
async fn no_other_list_of_the_class_shows_the_code() {
    let world = with_a_code().await;
    for path in ["classes", "classes/101/students", "classes/101/applicants", "me"] {
        let answer = ask(&world, Ask::get(&format!("/api/review/{path}"))).await;
        assert_eq!((answer.status, answer.body.to_string().contains(CODE)), (200, false), "{path}");
    }
}

#[tokio::test]
async fn the_codes_of_another_class_do_not_exist_for_a_teacher() {
    let world = with_a_code().await;
    for username in ["teacher-102", "registrar", "stranger"] {
        let asked = Ask::get("/api/review/classes/101/forms").staff(STAFF_CLIENT, username);
        let answer = call(&router(&world), asked).await;
        let expected = match username {
            "registrar" => (200, true),
            "stranger" => (403, false),
            _ => (404, false),
        };
        assert_eq!((answer.status.into(), answer.body.to_string().contains(CODE)), expected, "{username}");
    }
    let nobody = call(&router(&world), Ask::get("/api/review/classes/101/forms")).await;
    assert_eq!((nobody.status, nobody.code()), (401, "staff-token"));
}

#[tokio::test]
async fn a_code_of_the_next_campaign_is_not_on_the_forms_of_this_one() {
    let world = with_a_code().await;
    let next = domain::CampaignId::parse("2027-spring").unwrap();
    let again = |new: &mut store::NewCase| {
        (new.id, new.campaign) = (domain::CaseId::from_random([9; 16]), next);
        new.entry_code = Some(EntryCode::parse("NEXT8MYR").unwrap());
    };
    world.open_case(2, again).await;
    let forms = ask(&world, Ask::get("/api/review/classes/101/forms")).await.body;
    assert_eq!((forms.as_array().unwrap().len(), &forms[1]["entry_code"]), (2, &Value::Null));
}
