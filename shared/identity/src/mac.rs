//! Keyed hashing: HMAC-SHA-256 over a purpose and its parts, joined by NUL, so that no two purposes can meet.

use crate::key_set::KeyError;
use aws_lc_rs::hmac::{Context, HMAC_SHA256, Key};
use data_encoding::BASE64URL_NOPAD;
use serde::Deserialize;
use std::fmt;

/// The least length of a secret, in characters: 32 of a generator's letters and digits are over 160 bits.
const LEAST_SECRET: usize = 32;

/// A secret is too short to hide anything behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the secret is shorter than {LEAST_SECRET} characters")]
pub struct WeakSecret;

/// The secret behind every index and account name. Changing it makes all of them unfindable.
#[derive(Debug)]
pub struct Pepper(pub(crate) Mac);

impl Pepper {
    /// Takes the pepper as Secrets Manager keeps it: text of at least 32 characters.
    pub fn new(secret: &str) -> Result<Self, WeakSecret> {
        Mac::new(secret).map(Self)
    }

    /// Reads the secret as Secrets Manager keeps it: `{"pepper":"…"}`. JSON, so that a second one may stand beside it one day.
    pub fn from_secret_json(text: &str) -> Result<Self, KeyError> {
        let secret: PepperSecret = serde_json::from_str(text).map_err(|_| KeyError::NotJson)?;
        Ok(Pepper::new(&secret.pepper)?)
    }

    /// A name in place of `parts`, for one function's own purpose, which begins with the function's name:
    /// HMAC(pepper, purpose NUL part NUL part …), base64url.
    pub fn name_for(&self, purpose: &str, parts: &[&str]) -> String {
        self.0.index(purpose, parts)
    }

    /// The same as a number: the first 64 bits, big-endian.
    pub fn number_for(&self, purpose: &str, parts: &[&str]) -> u64 {
        self.0.tag(purpose, parts).iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
    }
}

#[derive(Deserialize)]
struct PepperSecret {
    pepper: String,
}

/// A key that hashes; it prints masked.
pub(crate) struct Mac(Key);

impl Mac {
    /// Takes the secret's UTF-8 bytes as the key.
    pub(crate) fn new(secret: &str) -> Result<Self, WeakSecret> {
        if secret.chars().count() < LEAST_SECRET {
            return Err(WeakSecret);
        }
        Ok(Self(Key::new(HMAC_SHA256, secret.as_bytes())))
    }

    /// Hashes `purpose` NUL `part` NUL `part` …
    pub(crate) fn tag(&self, purpose: &str, parts: &[&str]) -> Vec<u8> {
        let mut context = Context::with_key(&self.0);
        context.update(purpose.as_bytes());
        for part in parts {
            context.update(&[0]);
            context.update(part.as_bytes());
        }
        context.sign().as_ref().to_vec()
    }

    /// The same as text: 43 characters of base64url.
    pub(crate) fn index(&self, purpose: &str, parts: &[&str]) -> String {
        BASE64URL_NOPAD.encode(&self.tag(purpose, parts))
    }
}

impl fmt::Debug for Mac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_secret_is_refused() {
        assert_eq!(Pepper::new("thirty-one characters of secret").unwrap_err(), WeakSecret);
    }

    #[test]
    fn a_pepper_prints_masked() {
        let pepper = Pepper::new("a pepper of forty letters, for tests only").unwrap();
        assert_eq!(format!("{pepper:?}"), "Pepper(***)");
    }

    #[test]
    fn a_name_in_place_of_something_shows_nothing_of_it() {
        let pepper = Pepper::new("a pepper of forty letters, for tests only").unwrap();
        let name = pepper.name_for("login/throttle", &["demo", "P1140001"]);
        assert!(name.len() == 43 && !name.contains("1140001"));
        assert_ne!(name, pepper.name_for("login/throttle", &["demo", "P1140002"]));
        assert_ne!(name, pepper.name_for("login/speech", &["demo", "P1140001"]));
    }

    #[test]
    fn the_number_in_place_of_something_is_always_the_same() {
        let pepper = Pepper::new("a pepper of forty letters, for tests only").unwrap();
        assert_eq!(pepper.number_for("login/speech", &["one"]), pepper.number_for("login/speech", &["one"]));
        assert_ne!(pepper.number_for("login/speech", &["one"]), pepper.number_for("login/speech", &["two"]));
    }

    #[test]
    fn the_pepper_is_read_as_the_template_makes_it() {
        let read = |text: &str| Pepper::from_secret_json(text).map(|pepper| pepper.name_for("test", &[]));
        let known = Pepper::new("a pepper of forty letters, for tests only").unwrap().name_for("test", &[]);
        assert_eq!(read(r#"{"pepper":"a pepper of forty letters, for tests only","next":"one day"}"#), Ok(known));
        assert_eq!(read(r#"{"pepper":"short"}"#), Err(KeyError::Weak(WeakSecret)));
        assert_eq!(read("a pepper of forty letters, for tests only"), Err(KeyError::NotJson));
    }
}
