//! The public keys of sessions: asked again when a session names a key that is not known yet.

use crate::Problem;
use identity::KeySet;
use jiff::Timestamp;
use runtime::{KeptSecret, Secrets};
use std::sync::Arc;

/// Where the public keys come from.
#[derive(Clone, Debug)]
pub struct KeyRing(KeptSecret<KeySet>);

impl KeyRing {
    /// The keys published in the secret of this name.
    pub fn published(secrets: Secrets, name: String) -> Self {
        KeyRing(KeptSecret::stored(secrets, name, KeySet::from_json))
    }

    /// Keys that are known already.
    pub fn fixed(keys: KeySet) -> Self {
        KeyRing(KeptSecret::fixed(keys))
    }

    /// Begins to fetch the keys, so that they are there, or on their way, when the first request comes.
    pub fn fetch_ahead(&self, now: Timestamp) {
        self.0.fetch_ahead(now);
    }

    /// The keys, at most five minutes old.
    pub async fn current(&self, now: Timestamp) -> Result<Arc<KeySet>, Problem> {
        self.0.current(now).await.map_err(Problem::from)
    }

    /// The keys as published now, because a session names one that is not known.
    pub async fn renewed(&self, now: Timestamp) -> Result<Arc<KeySet>, Problem> {
        self.0.renewed(now).await.map_err(Problem::from)
    }
}
