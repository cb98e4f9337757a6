//! Naming who applies.

use crate::{agreed, ask, both_parents, id, named, sent};
use domain::{ApplicantNo, Command, Reason, ReasonCode};
use serde_json::{Value, json};
use testkit::{Ask, World, adult, applicant, student};

const PATH: &str = "/api/case/applicants";

#[tokio::test]
async fn both_parents_are_named_and_shown_with_masked_ids() {
    let world = agreed().await;
    let named = ask(&world, Ask::put(PATH).json(&both_parents())).await;
    assert_eq!((named.status, &named.body["arrangement"]), (200, &json!("both_parents")));
    assert_eq!(named.body["applicants"].as_array().unwrap().len(), 2);
    assert_eq!(named.body["applicants"][0]["mobile"], "0900000000");
    assert_eq!(named.body["applicants"][0]["language"], "zh-Hant");
    assert_eq!(named.body["tiles"]["guardian_accounts"], "set");
    assert!([0, 1].into_iter().all(|n| !named.text.contains(&adult(n))));
}

#[tokio::test]
async fn nobody_is_named_before_the_consent() {
    let world = World::new().await;
    let refused = ask(&world, Ask::put(PATH).json(&both_parents())).await;
    assert_eq!((refused.status, refused.code()), (409, "consent-needed"));
}

#[tokio::test]
async fn all_wrong_fields_of_all_applicants_are_named_at_once() {
    let world = agreed().await;
    let wrong = json!({
        "applicants": [
            { "name": "A1", "relationship": "father", "national_id": "A123456788", "mobile": "0212345678", "email": "x" },
            { "applicant_id": "not-ours", "mobile": "09****0001", "national_id": "Y*****0001", "language": "fr" },
        ],
    });
    let refused = ask(&world, Ask::put(PATH).json(&wrong)).await;
    assert_eq!((refused.status, refused.code()), (422, "fields"));
    assert_eq!(
        refused.fields(),
        [
            "/arrangement required",
            "/applicants/0/name characters",
            "/applicants/0/national_id checksum",
            "/applicants/0/mobile mobile",
            "/applicants/0/email email",
            "/applicants/1/applicant_id unknown",
            "/applicants/1/name required",
            "/applicants/1/relationship required",
            "/applicants/1/national_id masked",
            "/applicants/1/mobile masked",
            "/applicants/1/language language",
        ]
    );
}

#[tokio::test]
async fn a_new_applicant_needs_id_mobile_and_a_word_about_the_mailbox() {
    let world = agreed().await;
    let bare = json!({ "arrangement": "one_parent", "applicants": [{ "name": "林大山", "relationship": "father" }] });
    let refused = ask(&world, Ask::put(PATH).json(&bare)).await;
    assert_eq!(
        refused.fields(),
        ["/applicants/0/national_id required", "/applicants/0/mobile required", "/applicants/0/email required"]
    );
}

#[tokio::test]
async fn an_empty_or_null_mailbox_means_none() {
    let world = agreed().await;
    for none in [json!(null), json!(""), json!("  ")] {
        let mut father = applicant(0, "father");
        father["email"] = none;
        let form = json!({ "arrangement": "one_parent", "applicants": [father] });
        let named = ask(&world, Ask::put(PATH).json(&form)).await;
        assert_eq!((named.status, &named.body["applicants"][0]["email"]), (200, &Value::Null));
    }
}

#[tokio::test]
async fn a_known_applicant_keeps_what_is_left_out() {
    let world = named().await;
    let before = world.stored().await;
    let shown = ask(&world, Ask::put(PATH).json(&both_parents())).await;
    let corrected = json!({
        "arrangement": "both_parents",
        "applicants": [
            { "applicant_id": id(&shown, 0), "name": "林大河", "relationship": "father" },
            { "applicant_id": id(&shown, 1), "name": "陳美玉", "relationship": "mother" },
        ],
    });
    assert_eq!(ask(&world, Ask::put(PATH).json(&corrected)).await.status, 200);
    let after = world.stored().await;
    assert_eq!(after.applicants[0].person.name.reveal(), "林大河");
    assert_eq!(after.applicants[0].person.national_id, before.applicants[0].person.national_id);
    assert_eq!(after.applicants[0].person.email, before.applicants[0].person.email);
    assert_eq!(after.applicants[1].person, before.applicants[1].person);
}

#[tokio::test]
async fn the_same_id_without_an_applicant_id_is_the_same_applicant() {
    let world = named().await;
    let first = ask(&world, Ask::put(PATH).json(&both_parents())).await;
    let mut form = both_parents();
    form["applicants"][0]["mobile"] = json!(null);
    form["applicants"][0]["name"] = json!("林大河");
    let again = ask(&world, Ask::put(PATH).json(&form)).await;
    assert_eq!((again.status, id(&again, 0)), (200, id(&first, 0)));
}

#[tokio::test]
async fn another_case_s_applicant_is_unknown_here() {
    let world = named().await;
    let other = world.open_case(2, |_| {}).await;
    let mut form = both_parents();
    form["applicants"][0]["applicant_id"] = json!(format!("{other}-1"));
    let refused = ask(&world, Ask::put(PATH).json(&form)).await;
    assert_eq!((refused.status, refused.fields()), (422, vec!["/applicants/0/applicant_id unknown".to_owned()]));
    let elsewhere = ask(&world, Ask::delete(&format!("{PATH}/{other}-1"))).await;
    assert_eq!((elsewhere.status, elsewhere.code()), (404, "not-found"));
}

#[tokio::test]
async fn the_rules_about_the_list_name_their_field() {
    let world = agreed().await;
    let child = student(1).national_id.unwrap().reveal().to_owned();
    let mut own = both_parents();
    own["applicants"][1]["national_id"] = json!(child);
    let mut twice = both_parents();
    twice["applicants"][1]["national_id"] = json!(adult(0));
    let one = json!({ "arrangement": "both_parents", "applicants": [applicant(0, "father")] });
    let stranger = json!({ "arrangement": "one_parent", "applicants": [applicant(2, "guardian")] });
    let three = [applicant(0, "guardian"), applicant(1, "guardian"), applicant(2, "guardian")];
    let three = json!({ "arrangement": "other_guardian", "applicants": three });
    for (form, field) in [
        (own, "/applicants/1/national_id childs-own"),
        (twice, "/applicants/1/national_id same-person"),
        (one, "/applicants count"),
        (stranger, "/applicants/0/relationship not-in-arrangement"),
        (three, "/applicants count"),
        (json!({ "arrangement": "both" }), "/arrangement choice"),
        (json!({ "applicants": [{ "nickname": "x" }] }), "/applicants/0/nickname unknown"),
    ] {
        assert_eq!(ask(&world, Ask::put(PATH).json(&form)).await.fields(), [field]);
    }
}

#[tokio::test]
async fn naming_the_same_people_again_has_one_effect() {
    let world = named().await;
    let seq = world.stored().await.seq;
    let again = ask(&world, Ask::put(PATH).json(&both_parents()).if_match(1)).await;
    assert_eq!((again.status, world.stored().await.seq), (200, seq));
}

#[tokio::test]
async fn a_stale_form_is_refused_with_the_version_now() {
    let world = named().await;
    let form = json!({ "arrangement": "one_parent", "applicants": [applicant(0, "father")] });
    let refused = ask(&world, Ask::put(PATH).json(&form).if_match(2)).await;
    assert_eq!((refused.status, refused.code(), &refused.body["version"]), (412, "stale", &json!(3)));
}

#[tokio::test]
async fn while_the_teacher_looks_the_list_is_locked() {
    let world = sent().await;
    let form = json!({ "arrangement": "one_parent", "applicants": [applicant(0, "father")] });
    let refused = ask(&world, Ask::put(PATH).json(&form)).await;
    assert_eq!((refused.status, refused.code()), (409, "under-review"));
}

#[tokio::test]
async fn an_approved_applicant_is_locked_and_a_rejected_one_is_corrected_and_sent_again() {
    let world = sent().await;
    let approve = Command::Approve { no: ApplicantNo(1), paper_checked: true, proof_checked: false, in_batch: false };
    world.decided(approve).await;
    let reason = Reason { code: ReasonCode::NameDiffers, text: None };
    world.decided(Command::Reject { no: ApplicantNo(2), reason }).await;
    let mut form = both_parents();
    form["applicants"][0]["name"] = json!("林大河");
    let refused = ask(&world, Ask::put(PATH).json(&form)).await;
    assert_eq!((refused.status, refused.code()), (409, "already-approved"));
    form = both_parents();
    form["applicants"][1]["name"] = json!("陳美鈺");
    let corrected = ask(&world, Ask::put(PATH).json(&form)).await;
    assert_eq!((corrected.status, &corrected.body["applicants"][0]["review"]["state"]), (200, &json!("approved")));
    let sent = ask(&world, Ask::post("/api/case/submission")).await;
    assert_eq!(sent.body["applicants"][1]["review"]["state"], "pending");
}

#[tokio::test]
async fn a_draft_applicant_is_dropped_once_and_a_second_time_without_harm() {
    let world = named().await;
    let shown = ask(&world, Ask::put(PATH).json(&both_parents())).await;
    let path = format!("{PATH}/{}", id(&shown, 1));
    let dropped = ask(&world, Ask::delete(&path)).await;
    assert_eq!((dropped.status, dropped.body["applicants"].as_array().unwrap().len()), (200, 1));
    assert_eq!(ask(&world, Ask::delete(&path)).await.status, 200);
    for nobody in ["x", "%FF", &format!("{}-9", world.case)] {
        assert_eq!(ask(&world, Ask::delete(&format!("{PATH}/{nobody}"))).await.status, 404, "{nobody}");
    }
}
