//! Another key for sessions, in three steps, so that every session goes on: the next key is published, then it signs,
//! then the old one is withdrawn. Where a rotation stands is read from the signing secret itself: keys are listed by age.

use crate::KeyError;
use crate::signer::{SigningSecret, generate_key};
use jiff::SignedDuration;
use std::fmt;

/// A step of a rotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The next key is listed, and so published; the old one signs.
    Publish,
    /// The next key signs; tokens of the old one are still good.
    Sign,
    /// The old key is gone, and with it every token that it signed.
    Withdraw,
}

/// How long functions may go on with keys they have read: five minutes, three times as long while Secrets Manager fails.
const READ_AGAIN: SignedDuration = SignedDuration::from_mins(15);

impl Step {
    /// How long after the step before this one may be done: everybody knows the next key before it signs, and no token
    /// of the old key lives when it goes. A day lies between two rotations, so that one repeated by mistake is none.
    pub fn waits(self) -> SignedDuration {
        match self {
            Step::Publish => SignedDuration::from_hours(24),
            Step::Sign => READ_AGAIN,
            Step::Withdraw => READ_AGAIN + crate::session::IDLE_LIFE,
        }
    }
}

/// The signing secret after a step. It prints the step alone.
pub struct Rotated {
    /// What was done.
    pub step: Step,
    secret: String,
}

impl Rotated {
    /// The secret to store; never for a log.
    pub fn secret_json(&self) -> &str {
        &self.secret
    }
}

impl fmt::Debug for Rotated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rotated").field("step", &self.step).finish_non_exhaustive()
    }
}

/// The next step of a rotation; `random` becomes the next key when one is to be made.
pub fn rotate(secret_json: &str, random: [u8; 32]) -> Result<Rotated, KeyError> {
    let mut secret: SigningSecret = serde_json::from_str(secret_json).map_err(|_| KeyError::NotJson)?;
    let Some(newest) = secret.keys.last().map(|key| key.kid.clone()) else { return Err(KeyError::Count) };
    let step = if newest != secret.current {
        secret.current = newest;
        Step::Sign
    } else if secret.keys.len() > 1 {
        secret.keys.retain(|key| key.kid == newest);
        Step::Withdraw
    } else {
        secret.keys.push(generate_key(random)?.into_private());
        Step::Publish
    };
    let secret = serde_json::to_string(&secret).map_err(|_| KeyError::NotJson)?;
    Ok(Rotated { step, secret })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{KeySet, SessionClaims, Signer, session};
    use jiff::Timestamp;

    fn token(secret: &str) -> String {
        SessionClaims::begin("case-1", "sid-1", "sunny", "2026", Timestamp::UNIX_EPOCH)
            .sign(&Signer::from_secret_json(secret).unwrap())
            .unwrap()
    }

    fn opens(token: &str, secret: &str) -> bool {
        let keys = KeySet::from_json(&Signer::from_secret_json(secret).unwrap().public_json()).unwrap();
        session::verify(token, &keys, Timestamp::UNIX_EPOCH).is_ok()
    }

    #[test]
    fn no_step_ends_a_session_but_the_last_ends_what_the_old_key_signed() {
        let one = generate_key([1; 32]).unwrap().secret_json();
        let published = rotate(&one, [2; 32]).unwrap();
        let signs = rotate(published.secret_json(), [3; 32]).unwrap();
        let withdrawn = rotate(signs.secret_json(), [4; 32]).unwrap();
        assert_eq!([published.step, signs.step, withdrawn.step], [Step::Publish, Step::Sign, Step::Withdraw]);

        assert!(opens(&token(published.secret_json()), &one), "signed while some have not read the next key yet");
        assert!(opens(&token(signs.secret_json()), published.secret_json()), "signed with a key known before");
        assert!(opens(&token(&one), signs.secret_json()), "signed before the rotation, read after");
        assert!(!opens(&token(&one), withdrawn.secret_json()), "what the old key signed is over");
        assert!(opens(&token(signs.secret_json()), withdrawn.secret_json()), "what the new one signed goes on");
    }

    #[test]
    fn a_secret_that_is_none_is_not_rotated() {
        for text in ["", "{}", r#"{"keys":[],"current":"a"}"#] {
            assert!(rotate(text, [1; 32]).is_err(), "{text}");
        }
    }

    #[test]
    fn nothing_private_is_printed() {
        let rotated = rotate(&generate_key([1; 32]).unwrap().secret_json(), [2; 32]).unwrap();
        assert_eq!(format!("{rotated:?}"), "Rotated { step: Publish, .. }");
    }
}
