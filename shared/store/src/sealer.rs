//! The port behind which personal data is sealed. Today it is stored as it is; encryption by field comes behind this
//! port without another line of the store.

use futures::future::{BoxFuture, ready};

/// Where a value lies: what a sealer binds it to, so that no sealed value can be moved to another place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The item's partition key.
    pub pk: &'a str,
    /// The item's sort key.
    pub sk: &'a str,
    /// The field within the item.
    pub field: &'a str,
}

/// A sealed value and the name of the key that opens it.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The key's name; never the key.
    pub key: String,
    /// What is stored.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Sealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sealed(key {}, {} bytes)", self.key, self.bytes.len())
    }
}

/// Why something could not be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The service that keeps the keys did not answer; trying again may help.
    #[error("the key service is unavailable")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The key is gone (erasure) or was never ours, or what is stored was changed.
    #[error("sealed with key {0}, which does not open it")]
    Unreadable(String),
}

/// Seals values before they are stored and opens them after.
pub trait Sealer: Send + Sync + std::fmt::Debug {
    /// Seals `clear` for `place`.
    fn seal<'a>(&'a self, place: Place<'a>, clear: &'a [u8]) -> BoxFuture<'a, Result<Sealed, SealError>>;

    /// Opens what was sealed for `place`.
    fn open<'a>(&'a self, place: Place<'a>, sealed: &'a Sealed) -> BoxFuture<'a, Result<Vec<u8>, SealError>>;
}

const NO_KEY: &str = "none";

/// Stores values as they are; the table's own encryption at rest is all there is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unsealed;

impl Sealer for Unsealed {
    fn seal<'a>(&'a self, _: Place<'a>, clear: &'a [u8]) -> BoxFuture<'a, Result<Sealed, SealError>> {
        Box::pin(ready(Ok(Sealed { key: NO_KEY.to_owned(), bytes: clear.to_vec() })))
    }

    fn open<'a>(&'a self, _: Place<'a>, sealed: &'a Sealed) -> BoxFuture<'a, Result<Vec<u8>, SealError>> {
        let opened = if sealed.key == NO_KEY {
            Ok(sealed.bytes.clone())
        } else {
            Err(SealError::Unreadable(sealed.key.clone()))
        };
        Box::pin(ready(opened))
    }
}
