//! Sealing: AES-256-GCM under a random nonce, bound to the key's name and to the place where the value lies.
//!
//! | bytes | what |
//! | --- | --- |
//! | 1 | the form, [`FORM`] |
//! | 12 | the nonce |
//! | all but the last 16 | the sealed value, as long as the value |
//! | 16 | the tag |
//!
//! Nobody without the key can read a value, change it, or move it to another item, field or key unnoticed.

use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use std::fmt;
use zeroize::Zeroizing;

/// The version of the sealed form, its first byte and part of what is authenticated.
const FORM: u8 = 1;

type Source = Box<dyn std::error::Error + Send + Sync>;

/// Where a value lies: what it is bound to, so that no sealed value can be moved to another place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place<'a> {
    /// The item's partition key.
    pub(crate) pk: &'a str,
    /// The item's sort key.
    pub(crate) sk: &'a str,
    /// The field within the item.
    pub(crate) field: &'a str,
}

/// Why something could not be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The service that keeps the keys did not answer; trying again may help.
    #[error("the key service is unavailable")]
    Unavailable(#[source] Source),
    /// The key service refused for good: a missing permission, another context, or a key taken out of use.
    #[error("the key service refused")]
    Refused(#[source] Source),
    /// There is no key of this name.
    #[error("there is no key {0}")]
    Unknown(String),
    /// What is stored was changed or moved, or was never sealed with this key.
    #[error("sealed with key {0}, which does not open it")]
    Unreadable(String),
    /// The operating system's randomness or the cipher failed.
    #[error("nothing can be sealed")]
    Unsealable,
}

/// A key's 256 bits; they print masked and are overwritten when they go.
#[derive(Clone)]
pub struct KeyMaterial(Zeroizing<[u8; Self::LENGTH]>);

impl KeyMaterial {
    /// In bytes.
    pub const LENGTH: usize = 32;

    /// Of bytes that a key service gave; `None` when there are not 32 of them.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(|bytes| Self(Zeroizing::new(bytes)))
    }

    /// 256 bits of the operating system's randomness.
    ///
    /// # Errors
    /// [`SealError::Unsealable`] when it has none.
    pub fn random() -> Result<Self, SealError> {
        let mut bytes = Zeroizing::new([0; Self::LENGTH]);
        aws_lc_rs::rand::fill(&mut *bytes).map_err(|_| SealError::Unsealable)?;
        Ok(Self(bytes))
    }

    /// The bytes themselves, for a key service that wraps them; never for a log or an answer.
    pub fn reveal(&self) -> &[u8] {
        &*self.0
    }
}

impl fmt::Debug for KeyMaterial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// A key in use, with the name that stands beside what it seals.
pub(crate) struct SealingKey {
    name: String,
    aead: RandomizedNonceKey,
}

impl SealingKey {
    pub(crate) fn new(name: impl Into<String>, material: &KeyMaterial) -> Result<Self, SealError> {
        let aead = RandomizedNonceKey::new(&AES_256_GCM, material.reveal()).map_err(|_| SealError::Unsealable)?;
        Ok(Self { name: name.into(), aead })
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Seals `clear` for `place`.
    pub(crate) fn seal(&self, place: Place<'_>, clear: &[u8]) -> Result<Vec<u8>, SealError> {
        let mut body = Vec::with_capacity(clear.len() + AES_256_GCM.tag_len());
        body.extend_from_slice(clear);
        let bound = Aad::from(self.bound_to(place));
        let nonce = self.aead.seal_in_place_append_tag(bound, &mut body).map_err(|_| SealError::Unsealable)?;
        let mut sealed = Vec::with_capacity(1 + NONCE_LEN + body.len());
        sealed.push(FORM);
        sealed.extend_from_slice(nonce.as_ref());
        sealed.extend_from_slice(&body);
        Ok(sealed)
    }

    /// Opens what was sealed for `place`.
    pub(crate) fn open(&self, place: Place<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let unreadable = || SealError::Unreadable(self.name.clone());
        let Some((&FORM, rest)) = sealed.split_first() else { return Err(unreadable()) };
        let (nonce, body) = rest.split_first_chunk::<NONCE_LEN>().ok_or_else(unreadable)?;
        let mut body = Zeroizing::new(body.to_vec());
        let bound = Aad::from(self.bound_to(place));
        let opened = self.aead.open_in_place(Nonce::from(nonce), bound, &mut body);
        let length = opened.map_err(|_| unreadable())?.len();
        body.truncate(length);
        Ok(body)
    }

    /// The form, the key's name and the place, each with its length, so that no two of them read alike.
    fn bound_to(&self, place: Place<'_>) -> Vec<u8> {
        let parts = [&self.name, place.pk, place.sk, place.field];
        let mut bound = Vec::with_capacity(1 + parts.iter().map(|part| 8 + part.len()).sum::<usize>());
        bound.push(FORM);
        for part in parts {
            bound.extend_from_slice(&(part.len() as u64).to_be_bytes());
            bound.extend_from_slice(part.as_bytes());
        }
        bound
    }
}

impl fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealingKey({})", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Place<'_> = Place { pk: "CASE#1", sk: "CASE", field: "sealed" };

    fn key(name: &str, byte: u8) -> SealingKey {
        SealingKey::new(name, &KeyMaterial::of(&[byte; 32]).unwrap()).unwrap()
    }

    #[test]
    fn what_was_sealed_opens_with_its_key_at_its_place() {
        let sealed = key("demo#1", 1).seal(HERE, "林小樹".as_bytes()).unwrap();
        assert_eq!(*key("demo#1", 1).open(HERE, &sealed).unwrap(), "林小樹".as_bytes());
        assert_eq!(sealed.len(), 1 + 12 + "林小樹".len() + 16);
    }

    #[test]
    fn the_same_value_never_looks_the_same_twice() {
        let key = key("demo#1", 1);
        assert_ne!(key.seal(HERE, b"value").unwrap(), key.seal(HERE, b"value").unwrap());
    }

    #[test]
    fn another_key_name_item_or_field_does_not_open_it() {
        let sealed = key("demo#1", 1).seal(HERE, b"value").unwrap();
        for (key, place) in [
            (key("demo#1", 2), HERE),
            (key("demo#2", 1), HERE),
            (key("demo#1", 1), Place { pk: "CASE#2", ..HERE }),
            (key("demo#1", 1), Place { sk: "DRAFT", ..HERE }),
            (key("demo#1", 1), Place { field: "row", ..HERE }),
            (key("demo#1", 1), Place { pk: "CASE#1C", sk: "ASE", ..HERE }),
        ] {
            assert!(matches!(key.open(place, &sealed), Err(SealError::Unreadable(_))), "{place:?}");
        }
    }

    #[test]
    fn every_byte_is_authenticated() {
        let sealed = key("demo#1", 1).seal(HERE, b"value").unwrap();
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(key("demo#1", 1).open(HERE, &changed).is_err(), "byte {at}");
            assert!(key("demo#1", 1).open(HERE, &sealed[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn a_key_prints_masked_and_has_256_bits() {
        let material = KeyMaterial::random().unwrap();
        assert_eq!(format!("{material:?} {:?}", key("demo#1", 1)), "*** SealingKey(demo#1)");
        assert!(KeyMaterial::of(&[0; 16]).is_none());
    }
}
