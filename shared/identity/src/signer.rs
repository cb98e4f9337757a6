//! Private keys that sign tokens, as one secret in JSON: `{"keys":[{"kid":"…","private":"…"}],"current":"…"}`, where
//! `private` is the 32-byte Ed25519 seed in base64url. A key is listed, and so published, before `current` names it.

use crate::key_set::{KeyError, PublicKey, thirty_two_bytes};
use crate::{TokenError, crockford};
use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use data_encoding::BASE64URL_NOPAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Signs with the current key. It prints the key's name only.
pub struct Signer {
    kid: String,
    key: EncodingKey,
    public: Vec<PublicKey>,
}

impl Signer {
    /// Reads the secret described above.
    pub fn from_secret_json(text: &str) -> Result<Self, KeyError> {
        let secret: SigningSecret = serde_json::from_str(text).map_err(|_| KeyError::NotJson)?;
        let mut public: Vec<PublicKey> = Vec::with_capacity(secret.keys.len());
        let mut current = None;
        for PrivateKey { kid, private } in &secret.keys {
            let pair = thirty_two_bytes(private).and_then(|seed| Ed25519KeyPair::from_seed_unchecked(&seed).ok());
            let pair = pair.filter(|_| !kid.is_empty()).ok_or_else(|| KeyError::Unusable(kid.clone()))?;
            if public.iter().any(|known| known.kid == *kid) {
                return Err(KeyError::Twice(kid.clone()));
            }
            public.push(PublicKey::new(kid, pair.public_key().as_ref()));
            if *kid == secret.current {
                let document = pair.to_pkcs8().map_err(|_| KeyError::Unusable(kid.clone()))?;
                current = Some(EncodingKey::from_ed_der(document.as_ref()));
            }
        }
        let key = current.ok_or_else(|| KeyError::NoCurrent(secret.current.clone()))?;
        Ok(Self { kid: secret.current, key, public })
    }

    /// The JWK set to publish: every listed key, so that a new one is known before it signs.
    pub fn public_json(&self) -> String {
        public_json(&self.public)
    }

    /// A token of these claims, its header naming the key.
    pub(crate) fn sign(&self, claims: &impl Serialize) -> Result<String, TokenError> {
        let header = Header { kid: Some(self.kid.clone()), ..Header::new(Algorithm::EdDSA) };
        encode(&header, claims, &self.key).map_err(|_| TokenError::Invalid)
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("kid", &self.kid).finish_non_exhaustive()
    }
}

/// A new key pair, for the operator's tool: made here, stored elsewhere.
pub struct GeneratedKey {
    private: PrivateKey,
    public: PublicKey,
}

/// Makes a key of 32 random bytes; its name comes from its public part.
pub fn generate_key(random: [u8; 32]) -> Result<GeneratedKey, KeyError> {
    let pair = Ed25519KeyPair::from_seed_unchecked(&random).map_err(|_| KeyError::Unusable(String::new()))?;
    let bytes = pair.public_key().as_ref();
    let kid = crockford(&digest(&SHA256, bytes).as_ref()[..10]);
    let private = PrivateKey { kid: kid.clone(), private: BASE64URL_NOPAD.encode(&random) };
    Ok(GeneratedKey { private, public: PublicKey::new(&kid, bytes) })
}

impl GeneratedKey {
    /// The key's name: 16 characters.
    pub fn kid(&self) -> &str {
        &self.public.kid
    }

    /// The signing secret with this key alone, to be stored as it is; never for a log.
    pub fn secret_json(&self) -> String {
        let PrivateKey { kid, private } = &self.private;
        serde_json::json!({ "keys": [{ "kid": kid, "private": private }], "current": kid }).to_string()
    }

    /// The private part, to stand in the secret beside others.
    pub(crate) fn into_private(self) -> PrivateKey {
        self.private
    }

    /// The JWK set with this key alone.
    pub fn public_json(&self) -> String {
        public_json(std::slice::from_ref(&self.public))
    }
}

impl fmt::Debug for GeneratedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GeneratedKey").field("public", &self.public).finish_non_exhaustive()
    }
}

fn public_json(keys: &[PublicKey]) -> String {
    serde_json::json!({ "keys": keys }).to_string()
}

/// The secret as it is stored.
#[derive(Deserialize, Serialize)]
pub(crate) struct SigningSecret {
    /// By age.
    pub(crate) keys: Vec<PrivateKey>,
    pub(crate) current: String,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct PrivateKey {
    pub(crate) kid: String,
    private: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key pair of RFC 8037, appendix A.
    const PRIVATE: &str = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A";
    const PUBLIC: &str = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

    fn secret(keys: &[&str], current: &str) -> String {
        let keys: Vec<_> = keys.iter().map(|kid| serde_json::json!({ "kid": kid, "private": PRIVATE })).collect();
        serde_json::json!({ "keys": keys, "current": current }).to_string()
    }

    #[test]
    fn the_public_part_is_that_of_rfc_8037() {
        let signer = Signer::from_secret_json(&secret(&["a"], "a")).unwrap();
        let expected = format!(r#"{{"keys":[{{"crv":"Ed25519","kid":"a","kty":"OKP","x":"{PUBLIC}"}}]}}"#);
        assert_eq!(signer.public_json(), expected);
    }

    #[test]
    fn a_key_is_published_before_it_signs() {
        let signer = Signer::from_secret_json(&secret(&["now", "next"], "now")).unwrap();
        let published: Vec<&str> = signer.public.iter().map(|key| key.kid.as_str()).collect();
        assert_eq!((signer.kid.as_str(), published), ("now", vec!["now", "next"]));
    }

    #[test]
    fn a_secret_that_cannot_sign_is_refused() {
        let refused = |text: &str| Signer::from_secret_json(text).unwrap_err();
        assert_eq!(refused("{}"), KeyError::NotJson);
        assert_eq!(refused(&secret(&["a"], "b")), KeyError::NoCurrent("b".into()));
        assert_eq!(refused(&secret(&["a", "a"], "a")), KeyError::Twice("a".into()));
        assert_eq!(refused(&secret(&["a"], "a").replace(PRIVATE, "AAAA")), KeyError::Unusable("a".into()));
    }

    #[test]
    fn a_generated_key_is_read_back_and_named_by_its_public_part() {
        let key = generate_key([7; 32]).unwrap();
        let signer = Signer::from_secret_json(&key.secret_json()).unwrap();
        assert_eq!(signer.public_json(), key.public_json());
        assert_eq!(key.kid(), generate_key([7; 32]).unwrap().kid());
        assert_ne!(key.kid(), generate_key([8; 32]).unwrap().kid());
    }

    #[test]
    fn nothing_private_is_printed() {
        let key = generate_key([7; 32]).unwrap();
        let signer = Signer::from_secret_json(&key.secret_json()).unwrap();
        let printed = format!("{key:?} {signer:?}");
        assert!(!printed.contains(&key.private.private) && printed.contains(key.kid()));
    }
}
