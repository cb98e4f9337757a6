//! The one-time password of a new account: derived, so that every retry mails the same one and nobody has to store it.

use crate::WeakSecret;
use crate::base32;
use crate::key_set::KeyError;
use crate::mac::Mac;
use serde::Deserialize;
use std::fmt;

/// Digits and small letters without 0, 1, l and o: nothing to confuse, no shift key. A password is compared letter by
/// letter, so Crockford's alphabet, which relies on a forgiving reader, would not do.
const ALPHABET: &[u8; 32] = b"23456789abcdefghijkmnpqrstuvwxyz";

/// The secret behind the one-time passwords; not the pepper, for only `provision` and `notify` need it.
#[derive(Debug)]
pub struct OneTimeSecret(Mac);

impl OneTimeSecret {
    /// Takes the secret as Secrets Manager keeps it: text of at least 32 characters.
    pub fn new(secret: &str) -> Result<Self, WeakSecret> {
        Mac::new(secret).map(Self)
    }

    /// Reads the secret as Secrets Manager keeps it: `{"secret":"…"}`.
    pub fn from_secret_json(text: &str) -> Result<Self, KeyError> {
        let stored: StoredSecret = serde_json::from_str(text).map_err(|_| KeyError::NotJson)?;
        Ok(OneTimeSecret::new(&stored.secret)?)
    }

    /// The password for an account: the first 80 bits of HMAC(secret, `one-time-password` NUL username NUL issue). A
    /// new `issue` is a new password.
    pub fn password(&self, username: &str, issue: u32) -> OneTimePassword {
        let tag = self.0.tag("one-time-password", &[username, &issue.to_string()]);
        let letters: Vec<char> = base32::encode(&tag, ALPHABET).chars().take(16).collect();
        let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
        OneTimePassword(groups.join("-"))
    }
}

#[derive(Deserialize)]
struct StoredSecret {
    secret: String,
}

/// A one-time password such as `abcd-efgh-2345-6789`: 19 characters, for a policy of a least length and nothing else.
#[derive(Clone, PartialEq, Eq)]
pub struct OneTimePassword(String);

impl OneTimePassword {
    /// The password itself, for Cognito and the mail; never for a log.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for OneTimePassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn secret() -> OneTimeSecret {
        OneTimeSecret::new("a one-time secret of forty letters, for tests").unwrap()
    }

    #[test]
    fn the_secret_is_read_as_the_template_makes_it() {
        let read = |text: &str| OneTimeSecret::from_secret_json(text).map(|secret| secret.password("4M8DTDZ07R5X", 1));
        let known = secret().password("4M8DTDZ07R5X", 1);
        assert_eq!(read(r#"{"secret":"a one-time secret of forty letters, for tests"}"#), Ok(known));
        assert_eq!(read(r#"{"secret":"short"}"#), Err(KeyError::Weak(WeakSecret)));
        assert_eq!(read(r#"{"pepper":"a one-time secret of forty letters, for tests"}"#), Err(KeyError::NotJson));
    }

    #[test]
    fn the_password_of_an_account_never_changes() {
        assert_eq!(secret().password("4M8DTDZ07R5X", 1).reveal(), "ft22-aphz-hbdp-vgka");
    }

    #[test]
    fn a_new_issue_is_a_new_password() {
        assert_ne!(secret().password("4M8DTDZ07R5X", 1), secret().password("4M8DTDZ07R5X", 2));
    }

    #[test]
    fn a_password_prints_masked() {
        assert_eq!(format!("{:?}", secret().password("4M8DTDZ07R5X", 1)), "***");
    }

    proptest! {
        #[test]
        fn a_password_is_four_groups_without_look_alikes(username in "[0-9A-HJKMNP-TV-Z]{12}", issue: u32) {
            let password = secret().password(&username, issue);
            let groups: Vec<&str> = password.reveal().split('-').collect();
            prop_assert_eq!(groups.iter().map(|group| group.len()).collect::<Vec<_>>(), [4; 4]);
            prop_assert!(groups.concat().bytes().all(|letter| ALPHABET.contains(&letter)));
            prop_assert!(!password.reveal().contains(['0', '1', 'l', 'o', 'O', 'I']));
        }
    }
}
