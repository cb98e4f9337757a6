//! Keyed hashing: HMAC-SHA-256 over a purpose and its parts, joined by NUL, so that no two purposes can meet.

use aws_lc_rs::hmac::{Context, HMAC_SHA256, Key};
use data_encoding::BASE64URL_NOPAD;
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
}
