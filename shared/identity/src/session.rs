//! The session of a family: a signed token that names the case and nothing about the people in it.

use crate::token::{LEEWAY, lives, open};
use crate::{KeySet, Signer, TokenError};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Only `login` issues sessions.
const ISSUER: &str = "guardian-link/login";

/// What a session opens.
const AUDIENCE: &str = "guardian-link/case";

/// No session lives longer than this after signing in, whatever is done in it.
pub const ABSOLUTE_LIFE: SignedDuration = SignedDuration::from_hours(4);

/// The claims of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionClaims {
    iss: String,
    aud: String,
    /// The case.
    #[serde(rename = "sub")]
    pub case_id: String,
    /// This session: what signing out revokes.
    pub sid: String,
    /// The school.
    pub school: String,
    /// The campaign.
    pub campaign: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    nbf: Option<i64>,
    /// When the family signed in, in seconds.
    pub iat: i64,
    /// When the session ends, in seconds.
    pub exp: i64,
}

impl SessionClaims {
    /// A session that begins now and lives as long as asked, at most [`ABSOLUTE_LIFE`].
    pub fn begin(case_id: &str, sid: &str, school: &str, campaign: &str, now: Timestamp, life: SignedDuration) -> Self {
        Self {
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
            case_id: case_id.to_owned(),
            sid: sid.to_owned(),
            school: school.to_owned(),
            campaign: campaign.to_owned(),
            nbf: None,
            iat: now.as_second(),
            exp: now.as_second() + life.min(ABSOLUTE_LIFE).as_secs(),
        }
    }

    /// The token to put into the cookie.
    pub fn sign(&self, signer: &Signer) -> Result<String, TokenError> {
        signer.sign(self)
    }

    /// When the family signed in, to be compared with what ended all sessions before a time.
    pub fn signed_in_at(&self) -> Timestamp {
        Timestamp::from_second(self.iat).unwrap_or(Timestamp::MIN)
    }

    /// When the session ends.
    pub fn ends_at(&self) -> Timestamp {
        Timestamp::from_second(self.exp).unwrap_or(Timestamp::MIN)
    }
}

/// Checks a session token at this time. Whether it was signed out is for the caller to ask, by its `sid`.
pub fn verify(token: &str, keys: &KeySet, now: Timestamp) -> Result<SessionClaims, TokenError> {
    let claims: SessionClaims = open(token, keys, ISSUER, AUDIENCE)?;
    if claims.nbf.is_some_and(|nbf| nbf > now.as_second() + LEEWAY) {
        return Err(TokenError::Invalid);
    }
    lives(claims.iat, claims.exp, ABSOLUTE_LIFE.as_secs(), now, 0)?;
    Ok(claims)
}
