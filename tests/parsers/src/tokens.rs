//! Tokens and keys: as they come, and with any claims under the right signature.

use aws_lc_rs::signature::Ed25519KeyPair;
use data_encoding::BASE64URL_NOPAD;
use identity::session::ABSOLUTE_LIFE;
use identity::{KeySet, Signer, generate_key, handover, session};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use std::sync::LazyLock;

const SEED: [u8; 32] = [1; 32];
/// The time at which all tokens are looked at.
const NOW: i64 = 1_788_220_800;

struct Ours {
    kid: String,
    keys: KeySet,
}

static OURS: LazyLock<Option<Ours>> = LazyLock::new(|| {
    let made = generate_key(SEED).ok()?;
    Some(Ours { kid: made.kid().to_owned(), keys: KeySet::from_json(&made.public_json()).ok()? })
});

/// The claims, if they are JSON, under our header and signature.
fn signed(claims: &[u8], kid: &str) -> Option<String> {
    serde_json::from_slice::<Value>(claims).ok()?;
    let header = json!({"alg": "EdDSA", "typ": "JWT", "kid": kid}).to_string();
    let message = format!("{}.{}", BASE64URL_NOPAD.encode(header.as_bytes()), BASE64URL_NOPAD.encode(claims));
    let signature = Ed25519KeyPair::from_seed_unchecked(&SEED).ok()?.sign(message.as_bytes());
    Some(format!("{message}.{}", BASE64URL_NOPAD.encode(signature.as_ref())))
}

/// The bytes as a token, and as the claims of a signed one.
fn tokens(data: &[u8], kid: &str) -> Vec<String> {
    [Some(String::from_utf8_lossy(data).into_owned()), signed(data, kid)].into_iter().flatten().collect()
}

pub(crate) fn session(data: &[u8]) {
    let (Some(ours), Ok(now)) = (&*OURS, Timestamp::from_second(NOW)) else { return };
    for token in tokens(data, &ours.kid) {
        if let Ok(claims) = session::verify(&token, &ours.keys, now) {
            assert!(claims.ends_at() > now);
            assert!(claims.ends_at().duration_since(claims.signed_in_at()) <= ABSOLUTE_LIFE);
        }
    }
}

pub(crate) fn handover(data: &[u8]) {
    let (Some(ours), Ok(now)) = (&*OURS, Timestamp::from_second(NOW)) else { return };
    for token in tokens(data, &ours.kid) {
        let said = handover::peek(&token);
        if let Ok(claims) = handover::verify(&token, &ours.keys, "demo", now) {
            assert_eq!(said.map(|said| said.student).as_ref(), Ok(&claims.student));
            assert!(claims.usable_until().duration_since(now) <= SignedDuration::from_mins(2));
        }
    }
}

/// A public set, as a school publishes one.
pub(crate) fn key_set(data: &[u8]) {
    let _ = KeySet::from_json(&String::from_utf8_lossy(data));
}

/// The keys that sign: what is published of them is a set, and it shows nothing private.
pub(crate) fn signing_keys(data: &[u8]) {
    if let Ok(signer) = Signer::from_secret_json(&String::from_utf8_lossy(data)) {
        assert!(KeySet::from_json(&signer.public_json()).is_ok());
    }
}
