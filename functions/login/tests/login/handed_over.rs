//! 步驟二: direct entry by the token of the school's own system.

use crate::door::Door;
use domain::SchoolId;
use identity::{HandoverClaims, Signer, generate_key};
use serde_json::{Value, json};
use testkit::{Answer, SCHOOL, student};

const JTI: &str = "a-token-of-its-own";

fn keys(seed: u8) -> (Signer, Value) {
    let key = generate_key([seed; 32]).unwrap();
    let signer = Signer::from_secret_json(&key.secret_json()).unwrap();
    (signer, serde_json::from_str(&key.public_json()).unwrap())
}

/// A school that signs with the first key.
async fn trusting() -> Door {
    let door = Door::open().await;
    door.enter(&door.campaign, Some(keys(1).1)).await;
    door
}

fn token(door: &Door, school: &str, seed: u8) -> String {
    HandoverClaims::issue(school, student(1).number.as_str(), JTI, door.now).sign(&keys(seed).0).unwrap()
}

async fn enter(door: &Door, token: &str) -> Answer {
    door.sign_in(&json!({ "handover": token })).await
}

#[tokio::test]
async fn a_token_of_the_school_opens_the_case_without_a_captcha() {
    let door = trusting().await;
    let answer = enter(&door, &token(&door, SCHOOL, 1)).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let cookie = answer.header("set-cookie").split(';').next().unwrap();
    assert_eq!(door.opens(cookie).await, Ok(door.case));
}

#[tokio::test]
async fn a_token_is_good_once() {
    let door = trusting().await;
    let token = token(&door, SCHOOL, 1);
    assert_eq!(enter(&door, &token).await.status, 201);
    assert_eq!(enter(&door, &token).await.status, 401);
}

#[tokio::test]
async fn a_token_is_good_for_a_minute() {
    let mut door = trusting().await;
    let token = token(&door, SCHOOL, 1);
    door.later(70);
    assert_eq!(enter(&door, &token).await.status, 401);
}

#[tokio::test]
async fn another_school_cannot_hand_over_our_pupils() {
    let door = trusting().await;
    let mut other = door.campaign.clone();
    other.school = SchoolId::parse("other-school").unwrap();
    door.enter(&other, Some(keys(2).1)).await;
    assert_eq!(enter(&door, &token(&door, SCHOOL, 2)).await.status, 401, "in our name");
    assert_eq!(enter(&door, &token(&door, "other-school", 2)).await.status, 401, "in their own");
}

#[tokio::test]
async fn a_campaign_without_keys_or_over_trusts_no_token() {
    let door = Door::open().await;
    assert_eq!(enter(&door, &token(&door, SCHOOL, 1)).await.status, 401);
    let mut over = trusting().await;
    over.now = over.campaign.readable_until;
    assert_eq!(enter(&over, &token(&over, SCHOOL, 1)).await.status, 401);
}

#[tokio::test]
async fn every_refused_token_gets_the_answer_of_a_wrong_password() {
    let door = trusting().await;
    let expected = door.sign_in(&door.form_with("/password", "wrong").await).await;
    for token in ["nonsense", "a.b.c", &token(&door, SCHOOL, 2), &token(&door, "no-such-school", 1)] {
        let answer = enter(&door, token).await;
        assert_eq!((answer.status, answer.text), (401, expected.text.clone()), "{token}");
    }
}
