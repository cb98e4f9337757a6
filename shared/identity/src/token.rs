//! What every token of ours has in common: EdDSA and nothing else, a known key, one issuer, one audience, a short life.

use crate::KeySet;
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, Validation, decode, decode_header};
use serde::de::DeserializeOwned;

/// A token has at most this many bytes.
pub(crate) const TOKEN_LIMIT: usize = 2048;

/// How far, in seconds, another machine's clock may be ahead of or behind ours.
pub(crate) const LEEWAY: i64 = 5;

/// Why a token is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// It names a key that is not in the set. The set may be old: fetch it again, once.
    #[error("the token's key is not known")]
    UnknownKey,
    /// It is not one of ours: form, algorithm, signature, issuer, audience, or claims that contradict each other.
    #[error("the token is not valid")]
    Invalid,
    /// It was one of ours, and its time is over.
    #[error("the token has expired")]
    Expired,
}

/// Checks everything but time, which the caller's claims answer for, and reads the claims.
pub(crate) fn open<T: DeserializeOwned>(
    token: &str,
    keys: &KeySet,
    issuer: &str,
    audience: &str,
) -> Result<T, TokenError> {
    if token.len() > TOKEN_LIMIT {
        return Err(TokenError::Invalid);
    }
    let header = decode_header(token).map_err(|_| TokenError::Invalid)?;
    if header.alg != Algorithm::EdDSA || header.crit.is_some() {
        return Err(TokenError::Invalid);
    }
    let kid = header.kid.ok_or(TokenError::Invalid)?;
    let key = keys.key(&kid).ok_or(TokenError::UnknownKey)?;
    let mut rules = Validation::new(Algorithm::EdDSA);
    rules.set_required_spec_claims(&["iss", "aud", "sub", "exp"]);
    rules.set_issuer(&[issuer]);
    rules.set_audience(&[audience]);
    rules.validate_exp = false; // Here the library would read the clock; `lives` is asked instead.
    decode(token, key, &rules).map(|data| data.claims).map_err(|_| TokenError::Invalid)
}

/// Whether a token issued at `iat` and ending at `exp` is alive: not from the future, within the longest life,
/// not over.
pub(crate) fn lives(iat: i64, exp: i64, longest: i64, now: Timestamp, grace: i64) -> Result<(), TokenError> {
    let now = now.as_second();
    let life = exp.checked_sub(iat).ok_or(TokenError::Invalid)?;
    if life <= 0 || life > longest || iat > now + LEEWAY {
        return Err(TokenError::Invalid);
    }
    if now >= exp.saturating_add(grace) { Err(TokenError::Expired) } else { Ok(()) }
}
