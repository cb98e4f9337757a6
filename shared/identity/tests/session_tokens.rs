//! What a session token proves, and everything that does not pass for one.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod forge;

use forge::{base64, mac_signed, now, signed, signed_with};
use identity::{KeySet, SessionClaims, Signer, TokenError, generate_key, session};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use serde_json::{Value, json};

fn signer() -> Signer {
    Signer::from_secret_json(&generate_key([1; 32]).unwrap().secret_json()).unwrap()
}

fn keys() -> KeySet {
    KeySet::from_json(&signer().public_json()).unwrap()
}

fn claims() -> SessionClaims {
    SessionClaims::begin("case-1", "sid-1", "sunny", "2026", now())
}

fn token() -> String {
    claims().sign(&signer()).unwrap()
}

fn after(seconds: i64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds)
}

/// The outcome for a token whose claims were changed before it was signed with the right key.
fn with(change: impl FnOnce(&mut Value)) -> Result<SessionClaims, TokenError> {
    let mut value = serde_json::to_value(claims()).unwrap();
    change(&mut value);
    session::verify(&signed([1; 32], &value), &keys(), now())
}

#[test]
fn a_session_is_read_back_as_it_was_begun() {
    let read = session::verify(&token(), &keys(), now()).unwrap();
    assert_eq!(read, claims());
    assert_eq!((read.signed_in_at(), read.ends_at()), (now(), after(4 * 3600)));
}

#[test]
fn the_token_of_a_session_never_changes() {
    let expected = concat!(
        "eyJ0eXAiOiJKV1QiLCJhbGciOiJFZERTQSIsImtpZCI6IjZIVEdaNjVYQjdZRlM1M0QifQ",
        ".eyJpc3MiOiJndWFyZGlhbi1saW5rL2xvZ2luIiwiYXVkIjoiZ3VhcmRpYW4tbGluay9jYXNlIiwic3ViIjoiY2FzZS0xIiwic2l",
        "kIjoic2lkLTEiLCJzY2hvb2wiOiJzdW5ueSIsImNhbXBhaWduIjoiMjAyNiIsImF1dGhfdGltZSI6MTc4ODIyMDgwMCwiaWF0Ijo",
        "xNzg4MjIwODAwLCJleHAiOjE3ODgyMjE3MDB9",
        ".kV-EhE4A8oIEo09lhgI-fOtQ2XGaI6idkqeVbQULI6kXWGuKmBsCfaw6vtqX0jto8rLQ49xma-tPKxpgSKEWCA"
    );
    assert_eq!(token(), expected);
}

#[test]
fn a_session_ends_on_the_second() {
    assert!(session::verify(&token(), &keys(), after(899)).is_ok());
    assert_eq!(session::verify(&token(), &keys(), after(900)), Err(TokenError::Expired));
}

#[test]
fn an_extended_session_lives_on_with_its_name_and_its_beginning() {
    let extended = claims().extended(after(600));
    assert_eq!(
        (&extended.sid, extended.signed_in_at(), extended.ends_at()),
        (&claims().sid, now(), claims().ends_at())
    );
    assert_eq!((claims().idle_seconds(after(600)), extended.idle_seconds(after(600))), (300, 900));
    let token = extended.sign(&signer()).unwrap();
    assert!(session::verify(&token, &keys(), after(1499)).is_ok());
    assert_eq!(session::verify(&token, &keys(), after(1500)), Err(TokenError::Expired));
}

#[test]
fn extending_again_and_again_ends_after_four_hours() {
    let mut last = claims();
    for minutes in (10..240).step_by(10) {
        let token = last.sign(&signer()).unwrap();
        last = session::verify(&token, &keys(), after(60 * minutes)).unwrap().extended(after(60 * minutes));
    }
    assert_eq!((last.exp, last.idle_seconds(after(14_399))), (after(14_400).as_second(), 1));
    let token = last.sign(&signer()).unwrap();
    assert!(session::verify(&token, &keys(), after(14_399)).is_ok());
    assert_eq!(session::verify(&token, &keys(), after(14_400)), Err(TokenError::Expired));
}

#[test]
fn no_token_claims_more_than_fifteen_minutes_or_more_than_four_hours_after_signing_in() {
    let at = now().as_second();
    assert_eq!(with(|c| c["exp"] = json!(at + 901)), Err(TokenError::Invalid));
    let late = |began: i64| with(|c| (c["auth_time"], c["exp"]) = (json!(at - began), json!(at + 900)));
    assert!(late(4 * 3600 - 900).is_ok());
    assert_eq!(late(4 * 3600 - 899), Err(TokenError::Invalid));
}

#[test]
fn a_session_from_the_future_is_refused() {
    assert!(session::verify(&token(), &keys(), after(-5)).is_ok());
    assert_eq!(session::verify(&token(), &keys(), after(-6)), Err(TokenError::Invalid));
    assert_eq!(with(|c| c["nbf"] = json!(now().as_second() + 6)), Err(TokenError::Invalid));
    assert!(with(|c| c["nbf"] = json!(now().as_second())).is_ok());
}

#[test]
fn another_issuer_or_audience_is_refused() {
    assert_eq!(with(|c| c["iss"] = json!("somebody")), Err(TokenError::Invalid));
    assert_eq!(with(|c| c["aud"] = json!("guardian-link")), Err(TokenError::Invalid));
    assert_eq!(with(|c| c["aud"] = json!(["guardian-link/case"])), Err(TokenError::Invalid));
}

#[test]
fn a_session_without_one_of_its_claims_is_refused() {
    for claim in ["iss", "aud", "sub", "sid", "school", "campaign", "auth_time", "iat", "exp"] {
        let outcome = with(|c| drop(c.as_object_mut().unwrap().remove(claim)));
        assert_eq!(outcome, Err(TokenError::Invalid), "{claim}");
    }
}

#[test]
fn times_that_contradict_each_other_are_refused() {
    let at = now().as_second();
    for (iat, exp) in [(at, at), (at, at - 1), (i64::MIN, i64::MAX), (i64::MAX, i64::MAX), (at - 20_000, at + 60)] {
        let outcome = with(|c| (c["iat"], c["exp"]) = (json!(iat), json!(exp)));
        assert_eq!(outcome, Err(TokenError::Invalid), "{iat} {exp}");
    }
    for began in [at + 1, i64::MAX, i64::MIN] {
        assert_eq!(with(|c| c["auth_time"] = json!(began)), Err(TokenError::Invalid), "{began}");
    }
}

#[test]
fn an_unknown_key_is_told_apart_from_a_bad_token() {
    let stranger = Signer::from_secret_json(&generate_key([2; 32]).unwrap().secret_json()).unwrap();
    let token = claims().sign(&stranger).unwrap();
    assert_eq!(session::verify(&token, &keys(), now()), Err(TokenError::UnknownKey));
}

#[test]
fn a_known_name_with_another_key_is_refused() {
    let kid = generate_key([1; 32]).unwrap().kid().to_owned();
    let token = signed_with([2; 32], &json!({"alg": "EdDSA", "kid": kid}), &json!(claims()));
    assert_eq!(session::verify(&token, &keys(), now()), Err(TokenError::Invalid));
}

#[test]
fn an_unsigned_token_is_refused() {
    let kid = generate_key([1; 32]).unwrap().kid().to_owned();
    for alg in ["none", "None", "NONE"] {
        let message = format!("{}.{}", base64(&json!({"alg": alg, "kid": kid})), base64(&json!(claims())));
        assert_eq!(session::verify(&format!("{message}."), &keys(), now()), Err(TokenError::Invalid), "{alg}");
    }
}

#[test]
fn a_mac_keyed_with_the_public_key_is_refused() {
    let key = generate_key([1; 32]).unwrap();
    let public: Value = serde_json::from_str(&key.public_json()).unwrap();
    let header = json!({"alg": "HS256", "kid": key.kid()});
    let token = mac_signed(public["keys"][0]["x"].as_str().unwrap(), &header, &json!(claims()));
    assert_eq!(session::verify(&token, &keys(), now()), Err(TokenError::Invalid));
}

#[test]
fn a_header_that_names_no_key_or_demands_more_is_refused() {
    let kid = generate_key([1; 32]).unwrap().kid().to_owned();
    for header in [json!({"alg": "EdDSA"}), json!({"alg": "EdDSA", "kid": kid, "crit": ["b64"], "b64": false})] {
        let token = signed_with([1; 32], &header, &json!(claims()));
        assert_eq!(session::verify(&token, &keys(), now()), Err(TokenError::Invalid), "{header}");
    }
}

#[test]
fn an_endless_token_is_refused() {
    assert_eq!(with(|c| c["more"] = json!("x".repeat(2000))), Err(TokenError::Invalid));
}

proptest! {
    #[test]
    fn one_changed_byte_anywhere_is_refused(at in any::<prop::sample::Index>(), byte in 1_u8..128) {
        let mut bytes = token().into_bytes();
        let at = at.index(bytes.len());
        prop_assume!(bytes[at] != byte);
        bytes[at] = byte;
        prop_assert!(session::verify(&String::from_utf8(bytes).unwrap(), &keys(), now()).is_err());
    }

    #[test]
    fn a_shortened_or_lengthened_token_is_refused(cut in 1_usize..400, more in "[A-Za-z0-9._=-]{1,20}") {
        let token = token();
        prop_assert!(session::verify(&token[..token.len().saturating_sub(cut)], &keys(), now()).is_err());
        let (longer, shifted) = (format!("{token}{more}"), format!("{more}{token}"));
        prop_assert!(session::verify(&longer, &keys(), now()).is_err());
        prop_assert!(session::verify(&shifted, &keys(), now()).is_err());
    }

    #[test]
    fn anything_else_is_refused(text in "\\PC{0,300}") {
        prop_assert!(session::verify(&text, &keys(), now()).is_err());
    }
}
