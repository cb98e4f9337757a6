//! The port to the service that keeps the root key: it makes wrapping keys and gives them back, and its own key never
//! leaves it.

use crate::{KeyMaterial, KeyName, SealError};
use futures::future::BoxFuture;
use std::fmt::Debug;

/// Wraps and unwraps wrapping keys, each bound to its name.
pub trait KeyService: Send + Sync + Debug {
    /// Makes a key of this name: the key, and its wrapped form for the table.
    fn generate<'a>(&'a self, name: &'a KeyName) -> BoxFuture<'a, Result<(KeyMaterial, Vec<u8>), SealError>>;

    /// Unwraps the key that was made with this name.
    fn unwrap<'a>(&'a self, name: &'a KeyName, wrapped: &'a [u8]) -> BoxFuture<'a, Result<KeyMaterial, SealError>>;
}
