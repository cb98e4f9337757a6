//! 同意 / 不同意, and withdrawing.

use crate::{agreed, ask, both_parents, consent, named, sent};
use domain::{ApplicantNo, Command};
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Ask, World};

const PATH: &str = "/api/case/consent";

#[tokio::test]
async fn agreeing_is_recorded_with_version_language_and_time() {
    let world = World::new().await;
    let answer = json!({ "notice_version": "2026-08", "language": "vi", "choice": "agree" });
    let answered = ask(&world, Ask::post(PATH).json(&answer)).await;
    let expected = json!({
        "state": "agreed", "notice_version": "2026-08", "language": "vi", "decided_at": "2026-09-10T10:00:00+08:00",
    });
    assert_eq!((answered.status, &answered.body["consent"]), (200, &expected));
    assert_eq!(answered.header("etag"), "\"2\"");
}

#[tokio::test]
async fn declining_is_itself_the_sending_and_forgets_what_was_typed() {
    let world = agreed().await;
    ask(&world, Ask::put("/api/case/applicants/draft").json(&both_parents())).await;
    ask(&world, Ask::put("/api/case/applicants").json(&both_parents())).await;
    let declined = ask(&world, Ask::post(PATH).json(&consent("decline"))).await;
    let tiles = json!({ "student_data": "not_started", "guardian_accounts": "declined", "application": "sent" });
    assert_eq!((declined.status, &declined.body["tiles"]), (200, &tiles));
    assert_eq!((&declined.body["applicants"], &declined.body["drafts"]), (&json!([]), &json!({})));
    let again = ask(&world, Ask::post(PATH).json(&consent("decline"))).await;
    assert_eq!((again.status, &again.body), (200, &declined.body));
}

#[tokio::test]
async fn declining_can_be_changed_to_agreeing_until_the_deadline() {
    let mut world = World::new().await;
    ask(&world, Ask::post(PATH).json(&consent("decline"))).await;
    let agreed = ask(&world, Ask::post(PATH).json(&consent("agree"))).await;
    assert_eq!(agreed.body["tiles"]["application"], "not_sent");
    assert_eq!(agreed.body["submitted_at"], Value::Null);
    world.now = world.campaign.closes + SignedDuration::from_hours(1);
    let late = ask(&world, Ask::post(PATH).json(&consent("decline"))).await;
    assert_eq!((late.status, late.code()), (409, "campaign-closed"));
}

#[tokio::test]
async fn an_older_text_cannot_be_answered_any_more() {
    let world = World::new().await;
    let old = json!({ "notice_version": "2020-08", "choice": "agree" });
    let refused = ask(&world, Ask::post(PATH).json(&old)).await;
    assert_eq!((refused.status, refused.code()), (409, "notice-outdated"));
}

#[tokio::test]
async fn all_wrong_fields_are_named_at_once() {
    let world = World::new().await;
    let refused = ask(&world, Ask::post(PATH).json(&json!({ "language": "klingon" }))).await;
    assert_eq!(refused.fields(), ["/notice_version required", "/language language", "/choice required"]);
    let other = json!({ "notice_version": "2026-08", "choice": "maybe" });
    assert_eq!(ask(&world, Ask::post(PATH).json(&other)).await.fields(), ["/choice choice"]);
}

#[tokio::test]
async fn withdrawing_is_possible_after_the_deadline_and_while_waiting() {
    let mut world = sent().await;
    world.now = world.campaign.closes + SignedDuration::from_hours(48);
    let withdrawn = ask(&world, Ask::delete(PATH)).await;
    assert_eq!((withdrawn.status, &withdrawn.body["consent"]["state"]), (200, &json!("withdrawn")));
    assert_eq!(withdrawn.body["applicants"], json!([]));
    assert_eq!(ask(&world, Ask::delete(PATH)).await.status, 200);
}

#[tokio::test]
async fn withdrawing_forgets_the_draft() {
    let world = named().await;
    ask(&world, Ask::put("/api/case/applicants/draft").json(&both_parents())).await;
    let withdrawn = ask(&world, Ask::delete(PATH)).await;
    assert_eq!((withdrawn.status, &withdrawn.body["drafts"]), (200, &json!({})));
}

#[tokio::test]
async fn without_a_consent_there_is_nothing_to_withdraw() {
    let world = World::new().await;
    let refused = ask(&world, Ask::delete(PATH)).await;
    assert_eq!((refused.status, refused.code()), (409, "consent-needed"));
}

#[tokio::test]
async fn once_somebody_is_approved_consent_changes_in_their_account_only() {
    let world = sent().await;
    let approve = Command::Approve { no: ApplicantNo(1), paper_checked: true, proof_checked: false, in_batch: false };
    world.decided(approve).await;
    for asked in [Ask::delete(PATH), Ask::post(PATH).json(&consent("decline"))] {
        let refused = ask(&world, asked).await;
        assert_eq!((refused.status, refused.code()), (409, "use-account"));
    }
}

#[tokio::test]
async fn a_version_that_no_notice_can_have_is_refused_by_its_length() {
    let world = World::new().await;
    let answer = json!({ "notice_version": "2".repeat(31), "choice": "agree" });
    let refused = ask(&world, Ask::post(PATH).json(&answer)).await;
    assert_eq!((refused.status, refused.fields()), (422, vec!["/notice_version too-long".to_owned()]));
}
