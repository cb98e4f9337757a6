//! Direct entry: a token by which a school's own system sends a signed-in family over to us, good for one use within a
//! minute. The school signs; its public keys stand in the campaign.

use crate::token::{LEEWAY, TOKEN_LIMIT, lives, open};
use crate::{KeySet, Signer, TokenError};
use jiff::Timestamp;
use jsonwebtoken::dangerous::insecure_decode_claims;
use serde::{Deserialize, Serialize};

/// Whom the token is for.
const AUDIENCE: &str = "guardian-link";

/// A hand-over token lives at most this many seconds.
const LONGEST_LIFE: i64 = 60;

/// The claims of a hand-over token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverClaims {
    /// The school that signed.
    #[serde(rename = "iss")]
    pub school: String,
    aud: String,
    /// The student's number.
    #[serde(rename = "sub")]
    pub student: String,
    /// The token's own name, 16 to 128 characters: it is claimed at its first use.
    pub jti: String,
    iat: i64,
    exp: i64,
}

impl HandoverClaims {
    /// A token's claims, good for a minute from now; for a school's system, the operator's tool and tests.
    pub fn issue(school: &str, student: &str, jti: &str, now: Timestamp) -> Self {
        Self {
            school: school.to_owned(),
            aud: AUDIENCE.to_owned(),
            student: student.to_owned(),
            jti: jti.to_owned(),
            iat: now.as_second(),
            exp: now.as_second() + LONGEST_LIFE,
        }
    }

    /// The token to append to the link.
    pub fn sign(&self, signer: &Signer) -> Result<String, TokenError> {
        signer.sign(self)
    }

    /// Until when the token could be used again, so how long its claim must be kept.
    pub fn usable_until(&self) -> Timestamp {
        Timestamp::from_second(self.exp.saturating_add(LEEWAY)).unwrap_or(Timestamp::MAX)
    }
}

/// Whose token it says it is, to know which campaign's keys to load. Nothing of it is proved.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Unproved {
    /// The school that is said to have signed.
    #[serde(rename = "iss")]
    pub school: String,
    /// The student it is said to be for.
    #[serde(rename = "sub")]
    pub student: String,
}

/// Reads school and student without checking the signature.
pub fn peek(token: &str) -> Result<Unproved, TokenError> {
    if token.len() > TOKEN_LIMIT {
        return Err(TokenError::Invalid);
    }
    let unproved: Unproved = insecure_decode_claims(token).map_err(|_| TokenError::Invalid)?;
    if plain(&unproved.school, 1, 64) && plain(&unproved.student, 1, 64) {
        Ok(unproved)
    } else {
        Err(TokenError::Invalid)
    }
}

/// Checks a hand-over token of this school at this time. That it was not used before is for the caller to claim, by
/// its `jti`.
pub fn verify(token: &str, keys: &KeySet, school: &str, now: Timestamp) -> Result<HandoverClaims, TokenError> {
    let claims: HandoverClaims = open(token, keys, school, AUDIENCE)?;
    if !plain(&claims.student, 1, 64) || !plain(&claims.jti, 16, 128) {
        return Err(TokenError::Invalid);
    }
    lives(claims.iat, claims.exp, LONGEST_LIFE, now, LEEWAY)?;
    Ok(claims)
}

/// Letters, digits and `-_.:` only, so that nothing in it can mean something else in a key.
fn plain(text: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.:".contains(&b))
}
