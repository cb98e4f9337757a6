//! A key service in memory, for tests: wraps like KMS, and counts. On AWS and on the local cloud it is KMS.

use crate::{KeyMaterial, KeyName, KeyService, SealError};
use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use futures::future::{BoxFuture, ready};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};

/// A root key that lives as long as the test. Clones are the same service.
#[derive(Clone, Debug)]
pub struct LocalKeys(Arc<Service>);

#[derive(Debug)]
struct Service {
    root: RandomizedNonceKey,
    unwraps: AtomicUsize,
    down: AtomicBool,
}

impl LocalKeys {
    /// A service with a fresh root key.
    ///
    /// # Errors
    /// [`SealError::Unsealable`] without randomness.
    pub fn new() -> Result<Self, SealError> {
        Self::with_root(&KeyMaterial::random()?)
    }

    /// A service with this root key.
    ///
    /// # Errors
    /// [`SealError::Unsealable`] when it can be none.
    pub fn with_root(root: &KeyMaterial) -> Result<Self, SealError> {
        let root = RandomizedNonceKey::new(&AES_256_GCM, root.reveal());
        let root = root.map_err(|_| SealError::Unsealable)?;
        Ok(Self(Arc::new(Service { root, unwraps: AtomicUsize::new(0), down: AtomicBool::new(false) })))
    }

    /// How often keys were unwrapped since the last time asked.
    pub fn unwraps(&self) -> usize {
        self.0.unwraps.swap(0, SeqCst)
    }

    /// Whether it answers from now on.
    pub fn set_down(&self, down: bool) {
        self.0.down.store(down, SeqCst);
    }

    fn made(&self, name: &KeyName) -> Result<(KeyMaterial, Vec<u8>), SealError> {
        let material = KeyMaterial::random()?;
        let mut wrapped = material.reveal().to_vec();
        let nonce = self.0.root.seal_in_place_append_tag(Aad::from(name.to_string()), &mut wrapped);
        let nonce = nonce.map_err(|_| SealError::Unsealable)?;
        Ok((material, [nonce.as_ref(), &wrapped[..]].concat()))
    }

    fn unwrapped(&self, name: &KeyName, wrapped: &[u8]) -> Result<KeyMaterial, SealError> {
        if self.0.down.load(SeqCst) {
            return Err(SealError::Unavailable("down for a test".into()));
        }
        self.0.unwraps.fetch_add(1, SeqCst);
        let refused = || SealError::Refused("another context or key".into());
        let (nonce, body) = wrapped.split_first_chunk::<NONCE_LEN>().ok_or_else(refused)?;
        let mut body = body.to_vec();
        let opened = self.0.root.open_in_place(Nonce::from(nonce), Aad::from(name.to_string()), &mut body);
        KeyMaterial::of(opened.map_err(|_| refused())?).ok_or_else(refused)
    }
}

impl KeyService for LocalKeys {
    fn generate<'a>(&'a self, name: &'a KeyName) -> BoxFuture<'a, Result<(KeyMaterial, Vec<u8>), SealError>> {
        Box::pin(ready(self.made(name)))
    }

    fn unwrap<'a>(&'a self, name: &'a KeyName, wrapped: &'a [u8]) -> BoxFuture<'a, Result<KeyMaterial, SealError>> {
        Box::pin(ready(self.unwrapped(name, wrapped)))
    }
}
