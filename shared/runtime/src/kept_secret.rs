//! Keys that are read from a secret and kept for five minutes, so that new ones count without a restart.

use crate::{Cached, SecretError, Secrets};
use identity::KeyError;
use jiff::Timestamp;
use std::sync::Arc;

/// Why keys could not be had.
#[derive(Debug, thiserror::Error)]
pub enum KeptSecretError {
    /// The secret could not be fetched.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// There are no usable keys in it.
    #[error(transparent)]
    Keys(#[from] KeyError),
}

/// How keys are read from a secret's text.
type ReadKeys<T> = fn(&str) -> Result<T, KeyError>;

/// Where keys come from.
#[derive(Debug)]
pub struct KeptSecret<T>(Source<T>);

#[derive(Debug)]
enum Source<T> {
    Stored { secrets: Secrets, name: String, read: ReadKeys<T>, kept: Arc<Cached<T>> },
    Fixed(Arc<T>),
}

impl<T> Clone for KeptSecret<T> {
    fn clone(&self) -> Self {
        KeptSecret(match &self.0 {
            Source::Fixed(keys) => Source::Fixed(Arc::clone(keys)),
            Source::Stored { secrets, name, read, kept } => {
                Source::Stored { secrets: secrets.clone(), name: name.clone(), read: *read, kept: Arc::clone(kept) }
            }
        })
    }
}

impl<T: Send + Sync + 'static> KeptSecret<T> {
    /// The keys in the secret of this name, as `read` finds them.
    pub fn stored(secrets: Secrets, name: String, read: ReadKeys<T>) -> Self {
        KeptSecret(Source::Stored { secrets, name, read, kept: Arc::new(Cached::five_minutes()) })
    }

    /// Keys that are known already.
    pub fn fixed(keys: T) -> Self {
        KeptSecret(Source::Fixed(Arc::new(keys)))
    }

    /// Begins to fetch the keys, so that they are there, or on their way, when they are first asked for. What goes wrong is
    /// logged, and for whoever asks to meet.
    pub fn fetch_ahead(&self, now: Timestamp) {
        let ahead = self.clone();
        tokio::spawn(async move {
            if let Err(error) = ahead.current(now).await {
                tracing::warn!(error = &error as &dyn std::error::Error, "a secret could not be fetched ahead");
            }
        });
    }

    /// The keys, at most five minutes old; older only while they cannot be fetched.
    pub async fn current(&self, now: Timestamp) -> Result<Arc<T>, KeptSecretError> {
        match &self.0 {
            Source::Fixed(keys) => Ok(Arc::clone(keys)),
            Source::Stored { secrets, name, read, kept } => {
                kept.get(now, async || fetch(secrets, name, *read).await).await
            }
        }
    }

    /// The keys as stored now, because the kept ones lack one.
    pub async fn renewed(&self, now: Timestamp) -> Result<Arc<T>, KeptSecretError> {
        match &self.0 {
            Source::Fixed(keys) => Ok(Arc::clone(keys)),
            Source::Stored { secrets, name, read, kept } => {
                kept.refresh_now(now, async || fetch(secrets, name, *read).await).await
            }
        }
    }
}

async fn fetch<T>(secrets: &Secrets, name: &str, read: ReadKeys<T>) -> Result<T, KeptSecretError> {
    Ok(read(secrets.text(name).await?.reveal())?)
}
