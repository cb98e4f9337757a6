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

/// A session that nobody extends ends this long after it began or was extended: so long lives each of its tokens.
pub const IDLE_LIFE: SignedDuration = SignedDuration::from_mins(15);

/// The claims of a session's token. Extending a session issues another token of the same session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionClaims {
    iss: String,
    aud: String,
    /// The case.
    #[serde(rename = "sub")]
    pub case_id: String,
    /// This session: what signing out revokes, with all its tokens.
    pub sid: String,
    /// The school.
    pub school: String,
    /// The campaign.
    pub campaign: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    nbf: Option<i64>,
    /// When the family signed in, in seconds; extending does not move it.
    pub auth_time: i64,
    /// When this token was issued, in seconds.
    pub iat: i64,
    /// When the session ends unless it is extended, in seconds.
    pub exp: i64,
}

impl SessionClaims {
    /// A session that begins now.
    pub fn begin(case_id: &str, sid: &str, school: &str, campaign: &str, now: Timestamp) -> Self {
        let began = now.as_second();
        Self {
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
            case_id: case_id.to_owned(),
            sid: sid.to_owned(),
            school: school.to_owned(),
            campaign: campaign.to_owned(),
            nbf: None,
            auth_time: began,
            iat: began,
            exp: began + IDLE_LIFE.as_secs(),
        }
    }

    /// The same session, its idle time begun anew, but never beyond [`ABSOLUTE_LIFE`]. The claims must be proved ones.
    #[must_use]
    pub fn extended(&self, now: Timestamp) -> Self {
        let issued = now.as_second().max(self.auth_time);
        let exp = (issued + IDLE_LIFE.as_secs()).min(self.auth_time.saturating_add(ABSOLUTE_LIFE.as_secs()));
        Self { nbf: None, iat: issued, exp, ..self.clone() }
    }

    /// The token to put into the cookie.
    pub fn sign(&self, signer: &Signer) -> Result<String, TokenError> {
        signer.sign(self)
    }

    /// When the family signed in, to be compared with what ended all sessions before a time.
    pub fn signed_in_at(&self) -> Timestamp {
        Timestamp::from_second(self.auth_time).unwrap_or(Timestamp::MIN)
    }

    /// When the session ends, however often it is extended: no token of it lives beyond.
    pub fn ends_at(&self) -> Timestamp {
        let end = self.auth_time.saturating_add(ABSOLUTE_LIFE.as_secs());
        Timestamp::from_second(end).unwrap_or(Timestamp::MIN)
    }

    /// How many seconds from now the session ends unless it is extended; never negative.
    pub fn idle_seconds(&self, now: Timestamp) -> i64 {
        self.exp.saturating_sub(now.as_second()).max(0)
    }
}

/// Checks a session token at this time. Whether it was signed out is for the caller to ask, by its `sid`.
pub fn verify(token: &str, keys: &KeySet, now: Timestamp) -> Result<SessionClaims, TokenError> {
    let claims: SessionClaims = open(token, keys, ISSUER, AUDIENCE)?;
    if claims.nbf.is_some_and(|nbf| nbf > now.as_second() + LEEWAY) {
        return Err(TokenError::Invalid);
    }
    if claims.auth_time > claims.iat {
        return Err(TokenError::Invalid);
    }
    lives(claims.iat, claims.exp, IDLE_LIFE.as_secs(), now, 0)?;
    lives(claims.auth_time, claims.exp, ABSOLUTE_LIFE.as_secs(), now, 0)?;
    Ok(claims)
}
