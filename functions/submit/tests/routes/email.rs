//! 修正 e-mail.

use crate::{ask, named, sent};
use domain::{ApplicantNo, Command};
use serde_json::{Value, json};
use testkit::{Ask, World};

fn path(world: &World, no: u32) -> String {
    format!("/api/case/applicants/{}-{no}", world.case)
}

#[tokio::test]
async fn an_email_is_corrected_under_review_too_and_shown_masked() {
    let world = sent().await;
    let form = json!({ "email": "New.Address@Example.com" });
    let corrected = ask(&world, Ask::patch(&path(&world, 1)).json(&form)).await;
    assert_eq!((corrected.status, &corrected.body["applicants"][0]["email"]), (200, &json!("N***@example.com")));
    assert_eq!(corrected.body["applicants"][0]["mobile"], "0900***000");
}

#[tokio::test]
async fn null_takes_the_mailbox_away() {
    let world = named().await;
    let corrected = ask(&world, Ask::patch(&path(&world, 2)).json(&json!({ "email": null }))).await;
    assert_eq!((corrected.status, &corrected.body["applicants"][1]["email"]), (200, &Value::Null));
}

#[tokio::test]
async fn a_wrong_masked_or_missing_email_is_named() {
    let world = named().await;
    for (form, field) in [
        (json!({}), "/email required"),
        (json!({ "email": "nobody" }), "/email email"),
        (json!({ "email": "a***@example.com" }), "/email masked"),
        (json!({ "email": 7 }), "/email type"),
        (json!({ "email": "a@example.com", "name": "x" }), "/name unknown"),
    ] {
        assert_eq!(ask(&world, Ask::patch(&path(&world, 1)).json(&form)).await.fields(), [field]);
    }
    let nobody = ask(&world, Ask::patch(&path(&world, 7)).json(&json!({ "email": null }))).await;
    assert_eq!((nobody.status, nobody.code()), (404, "no-such-applicant"));
}

#[tokio::test]
async fn once_approved_the_email_changes_in_the_account_only() {
    let world = sent().await;
    let approve = Command::Approve { no: ApplicantNo(1), paper_checked: true, proof_checked: false, in_batch: false };
    world.decided(approve).await;
    let refused = ask(&world, Ask::patch(&path(&world, 1)).json(&json!({ "email": "b@example.com" }))).await;
    assert_eq!((refused.status, refused.code()), (409, "use-account"));
}
