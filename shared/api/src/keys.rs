//! The public keys of sessions: kept for five minutes, asked again when a session names a key that is not known yet.

use crate::Problem;
use identity::KeySet;
use jiff::Timestamp;
use runtime::{Cached, SecretError, Secrets};
use std::sync::Arc;

/// Where the public keys come from.
#[derive(Clone, Debug)]
pub struct KeyRing(Source);

#[derive(Clone, Debug)]
enum Source {
    Secret { secrets: Secrets, name: String, kept: Arc<Cached<KeySet>> },
    Fixed(Arc<KeySet>),
}

#[derive(Debug, thiserror::Error)]
enum Unreadable {
    #[error(transparent)]
    Secret(#[from] SecretError),
    #[error(transparent)]
    Keys(#[from] identity::KeyError),
}

impl KeyRing {
    /// The keys published in the secret of this name.
    pub fn published(secrets: Secrets, name: String) -> Self {
        KeyRing(Source::Secret { secrets, name, kept: Arc::new(Cached::five_minutes()) })
    }

    /// Keys that are known already.
    pub fn fixed(keys: KeySet) -> Self {
        KeyRing(Source::Fixed(Arc::new(keys)))
    }

    /// The keys, at most five minutes old.
    pub async fn current(&self, now: Timestamp) -> Result<Arc<KeySet>, Problem> {
        match &self.0 {
            Source::Fixed(keys) => Ok(Arc::clone(keys)),
            Source::Secret { secrets, name, kept } => {
                kept.get(now, async || fetch(secrets, name).await).await.map_err(|e| Problem::internal(&e))
            }
        }
    }

    /// The keys as published now, because a session names one that is not known.
    pub async fn renewed(&self, now: Timestamp) -> Result<Arc<KeySet>, Problem> {
        match &self.0 {
            Source::Fixed(keys) => Ok(Arc::clone(keys)),
            Source::Secret { secrets, name, kept } => {
                kept.refresh_now(now, async || fetch(secrets, name).await).await.map_err(|e| Problem::internal(&e))
            }
        }
    }
}

async fn fetch(secrets: &Secrets, name: &str) -> Result<KeySet, Unreadable> {
    Ok(KeySet::from_json(secrets.text(name).await?.reveal())?)
}
