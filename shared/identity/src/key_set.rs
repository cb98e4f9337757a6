//! Public keys that check tokens: a JWK set (RFC 7517) of Ed25519 keys (RFC 8037), found by their `kid`.

use crate::WeakSecret;
use data_encoding::BASE64URL_NOPAD;
use jsonwebtoken::DecodingKey;
use serde::{Deserialize, Serialize};

/// A set has at most this many keys; one that signs, one to come and one that goes are enough.
const MOST_KEYS: usize = 16;

/// A key or a set of keys cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The text is not the JSON that is expected.
    #[error("not the expected JSON")]
    NotJson,
    /// There is no Ed25519 key, or there are more than sixteen.
    #[error("no Ed25519 key, or more than {MOST_KEYS}")]
    Count,
    /// A key has no usable name, or is not 32 bytes of base64url.
    #[error("key `{0}` has no name, or is not 32 bytes of base64url")]
    Unusable(String),
    /// Two keys have one name.
    #[error("two keys are called `{0}`")]
    Twice(String),
    /// A private key stands in a public set. It is known now to whoever read the set, and must be replaced.
    #[error("key `{0}` shows its private part")]
    PrivatePart(String),
    /// The key that is to sign is not among the keys.
    #[error("no key is called `{0}`, which is to sign")]
    NoCurrent(String),
    /// A secret hides nothing.
    #[error(transparent)]
    Weak(#[from] WeakSecret),
}

/// One public key as it stands in a JWK set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublicKey {
    kty: &'static str,
    crv: &'static str,
    /// The key's name, which a token's header repeats.
    pub kid: String,
    /// The 32 bytes, base64url.
    pub x: String,
}

impl PublicKey {
    /// Names 32 public bytes.
    pub(crate) fn new(kid: &str, bytes: &[u8]) -> Self {
        Self { kty: "OKP", crv: "Ed25519", kid: kid.to_owned(), x: BASE64URL_NOPAD.encode(bytes) }
    }
}

/// The public keys that a verifier trusts.
#[derive(Debug, Clone)]
pub struct KeySet(Vec<(String, DecodingKey)>);

impl KeySet {
    /// Reads `{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"…","x":"…"}]}`. Keys of other kinds are passed over, as a
    /// school's set may hold some; a private part is refused.
    pub fn from_json(text: &str) -> Result<Self, KeyError> {
        let set: JwkSet = serde_json::from_str(text).map_err(|_| KeyError::NotJson)?;
        let ours: Vec<Jwk> = set.keys.into_iter().filter(Jwk::is_ed25519).collect();
        if ours.is_empty() || ours.len() > MOST_KEYS {
            return Err(KeyError::Count);
        }
        let mut keys: Vec<(String, DecodingKey)> = Vec::with_capacity(ours.len());
        for jwk in ours {
            let kid = jwk.kid.clone().unwrap_or_default();
            if keys.iter().any(|(known, _)| *known == kid) {
                return Err(KeyError::Twice(kid));
            }
            let key = jwk.public()?;
            keys.push((kid, key));
        }
        Ok(Self(keys))
    }

    /// The key of this name.
    pub(crate) fn key(&self, kid: &str) -> Option<&DecodingKey> {
        self.0.iter().find(|(known, _)| known == kid).map(|(_, key)| key)
    }
}

#[derive(Deserialize)]
struct JwkSet {
    keys: Vec<Jwk>,
}

#[derive(Deserialize)]
struct Jwk {
    kty: String,
    crv: Option<String>,
    kid: Option<String>,
    x: Option<String>,
    d: Option<serde::de::IgnoredAny>,
}

impl Jwk {
    fn is_ed25519(&self) -> bool {
        self.kty == "OKP" && self.crv.as_deref() == Some("Ed25519")
    }

    fn public(self) -> Result<DecodingKey, KeyError> {
        let kid = self.kid.unwrap_or_default();
        if self.d.is_some() {
            return Err(KeyError::PrivatePart(kid));
        }
        match thirty_two_bytes(self.x.as_deref().unwrap_or_default()) {
            Some(bytes) if !kid.is_empty() => Ok(DecodingKey::from_ed_der(&bytes)),
            _ => Err(KeyError::Unusable(kid)),
        }
    }
}

/// The bytes of a key, public or private.
pub(crate) fn thirty_two_bytes(text: &str) -> Option<[u8; 32]> {
    BASE64URL_NOPAD.decode(text.as_bytes()).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const X: &str = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

    fn refused(keys: &str) -> KeyError {
        KeySet::from_json(&format!(r#"{{"keys":[{keys}]}}"#)).unwrap_err()
    }

    fn jwk(kid: &str, rest: &str) -> String {
        format!(r#"{{"kty":"OKP","crv":"Ed25519","kid":"{kid}","x":"{X}"{rest}}}"#)
    }

    #[test]
    fn keys_of_other_kinds_are_passed_over() {
        let text = format!(r#"{{"keys":[{{"kty":"RSA","kid":"r","n":"AQAB","e":"AQAB"}},{}]}}"#, jwk("ours", ""));
        let set = KeySet::from_json(&text).unwrap();
        assert!(set.key("ours").is_some() && set.key("r").is_none());
    }

    #[test]
    fn a_published_private_key_is_refused() {
        assert_eq!(refused(&jwk("k", r#","d":"secret""#)), KeyError::PrivatePart("k".into()));
    }

    #[test]
    fn a_key_without_name_or_of_wrong_length_is_refused() {
        assert_eq!(refused(&jwk("", "")), KeyError::Unusable(String::new()));
        assert_eq!(refused(&jwk("k", "").replace(X, "AAAA")), KeyError::Unusable("k".into()));
    }

    #[test]
    fn one_name_for_two_keys_is_refused() {
        assert_eq!(refused(&format!("{0},{0}", jwk("k", ""))), KeyError::Twice("k".into()));
    }

    #[test]
    fn a_set_without_a_usable_key_is_refused() {
        assert_eq!(refused(""), KeyError::Count);
        assert_eq!(refused(r#"{"kty":"OKP","crv":"X25519","kid":"k","x":"AAAA"}"#), KeyError::Count);
        assert_eq!(KeySet::from_json("[]").unwrap_err(), KeyError::NotJson);
    }
}
