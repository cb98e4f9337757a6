//! Tokens that no signer of ours would make.
#![allow(dead_code, reason = "each test file forges in its own way")]

use aws_lc_rs::hmac;
use aws_lc_rs::signature::Ed25519KeyPair;
use data_encoding::BASE64URL_NOPAD;
use identity::generate_key;
use jiff::Timestamp;
use serde_json::{Value, json};

/// The tests' time.
pub(crate) fn now() -> Timestamp {
    Timestamp::from_second(1_788_220_800).unwrap()
}

/// JSON as a part of a token.
pub(crate) fn base64(value: &Value) -> String {
    BASE64URL_NOPAD.encode(value.to_string().as_bytes())
}

/// Any claims under the right header, signed with the key of this seed.
pub(crate) fn signed(seed: [u8; 32], claims: &Value) -> String {
    let kid = generate_key(seed).unwrap().kid().to_owned();
    signed_with(seed, &json!({"alg": "EdDSA", "typ": "JWT", "kid": kid}), claims)
}

/// Any claims under any header, signed with the key of this seed.
pub(crate) fn signed_with(seed: [u8; 32], header: &Value, claims: &Value) -> String {
    let message = format!("{}.{}", base64(header), base64(claims));
    let signature = Ed25519KeyPair::from_seed_unchecked(&seed).unwrap().sign(message.as_bytes());
    format!("{message}.{}", BASE64URL_NOPAD.encode(signature.as_ref()))
}

/// Any claims under any header, with a MAC keyed by public bytes.
pub(crate) fn mac_signed(x: &str, header: &Value, claims: &Value) -> String {
    let message = format!("{}.{}", base64(header), base64(claims));
    let key = hmac::Key::new(hmac::HMAC_SHA256, &BASE64URL_NOPAD.decode(x.as_bytes()).unwrap());
    format!("{message}.{}", BASE64URL_NOPAD.encode(hmac::sign(&key, message.as_bytes()).as_ref()))
}
