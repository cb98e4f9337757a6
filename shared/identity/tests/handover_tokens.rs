//! What a hand-over token proves, and everything that does not pass for one.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod forge;

use forge::{base64, now, signed};
use identity::{HandoverClaims, KeySet, SessionClaims, Signer, TokenError, generate_key, handover, session};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use serde_json::{Value, json};

const JTI: &str = "0123456789abcdef";

fn signer() -> Signer {
    Signer::from_secret_json(&generate_key([3; 32]).unwrap().secret_json()).unwrap()
}

fn keys() -> KeySet {
    KeySet::from_json(&signer().public_json()).unwrap()
}

fn claims() -> HandoverClaims {
    HandoverClaims::issue("sunny", "11400101", JTI, now())
}

fn token() -> String {
    claims().sign(&signer()).unwrap()
}

fn after(seconds: i64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds)
}

/// The outcome for a token whose claims were changed before it was signed with the right key.
fn with(change: impl FnOnce(&mut Value)) -> Result<HandoverClaims, TokenError> {
    let mut value = serde_json::to_value(claims()).unwrap();
    change(&mut value);
    handover::verify(&signed([3; 32], &value), &keys(), "sunny", now())
}

#[test]
fn a_school_hands_a_student_over() {
    let read = handover::verify(&token(), &keys(), "sunny", now()).unwrap();
    assert_eq!(read, claims());
    assert_eq!((read.student.as_str(), read.usable_until()), ("11400101", after(65)));
}

#[test]
fn a_glance_tells_whose_keys_to_load() {
    let unproved = handover::peek(&token()).unwrap();
    assert_eq!((unproved.school.as_str(), unproved.student.as_str()), ("sunny", "11400101"));
}

#[test]
fn a_glance_at_anything_strange_is_refused() {
    let glance = |claims: Value| handover::peek(&format!("{}.{}.x", base64(&json!({"alg": "EdDSA"})), base64(&claims)));
    assert_eq!(glance(json!({"iss": "sunny#", "sub": "1"})), Err(TokenError::Invalid));
    assert_eq!(glance(json!({"iss": "sunny", "sub": ""})), Err(TokenError::Invalid));
    assert_eq!(glance(json!({"iss": "s".repeat(65), "sub": "1"})), Err(TokenError::Invalid));
    assert_eq!(glance(json!({"iss": "sunny", "sub": "1", "more": "x".repeat(2048)})), Err(TokenError::Invalid));
    assert_eq!(handover::peek("no token"), Err(TokenError::Invalid));
}

#[test]
fn a_hand_over_is_over_after_a_minute() {
    assert!(handover::verify(&token(), &keys(), "sunny", after(64)).is_ok());
    assert_eq!(handover::verify(&token(), &keys(), "sunny", after(65)), Err(TokenError::Expired));
    assert_eq!(handover::verify(&token(), &keys(), "sunny", after(-6)), Err(TokenError::Invalid));
}

#[test]
fn a_longer_life_than_a_minute_is_refused() {
    assert_eq!(with(|c| c["exp"] = json!(now().as_second() + 61)), Err(TokenError::Invalid));
}

#[test]
fn another_school_or_audience_is_refused() {
    assert_eq!(handover::verify(&token(), &keys(), "cloudy", now()), Err(TokenError::Invalid));
    assert_eq!(with(|c| c["aud"] = json!("guardian-link/case")), Err(TokenError::Invalid));
}

#[test]
fn a_token_without_a_name_of_its_own_is_refused() {
    for jti in [json!(null), json!(""), json!("0123456789abcde"), json!("x".repeat(129)), json!("0123456789 abcdef#")] {
        assert_eq!(with(|c| c["jti"] = jti.clone()), Err(TokenError::Invalid), "{jti}");
    }
}

#[test]
fn a_session_is_no_hand_over_and_the_other_way_round() {
    let session = SessionClaims::begin("case-1", "sid-1", "sunny", "2026", now()).sign(&signer()).unwrap();
    assert_eq!(handover::verify(&session, &keys(), "guardian-link/login", now()), Err(TokenError::Invalid));
    assert_eq!(session::verify(&token(), &keys(), now()), Err(TokenError::Invalid));
}

#[test]
fn an_unknown_key_is_told_apart() {
    let others = KeySet::from_json(&generate_key([4; 32]).unwrap().public_json()).unwrap();
    assert_eq!(handover::verify(&token(), &others, "sunny", now()), Err(TokenError::UnknownKey));
}

proptest! {
    #[test]
    fn one_changed_byte_anywhere_is_refused(at in any::<prop::sample::Index>(), byte in 1_u8..128) {
        let mut bytes = token().into_bytes();
        let at = at.index(bytes.len());
        prop_assume!(bytes[at] != byte);
        bytes[at] = byte;
        prop_assert!(handover::verify(&String::from_utf8(bytes).unwrap(), &keys(), "sunny", now()).is_err());
    }

    #[test]
    fn a_glance_never_fails_otherwise(text in "\\PC{0,200}") {
        prop_assert!(handover::peek(&text).is_err_and(|error| error == TokenError::Invalid));
    }
}
