//! The private key that signs sessions: kept for five minutes, so that a new key signs without a restart.

use api::Problem;
use identity::Signer;
use jiff::Timestamp;
use runtime::{Cached, SecretError, Secrets};
use std::sync::Arc;

/// Where the private key comes from.
#[derive(Clone, Debug)]
pub struct Signing(Source);

#[derive(Clone, Debug)]
enum Source {
    Secret { secrets: Secrets, name: String, kept: Arc<Cached<Signer>> },
    Fixed(Arc<Signer>),
}

#[derive(Debug, thiserror::Error)]
enum Unreadable {
    #[error(transparent)]
    Secret(#[from] SecretError),
    #[error(transparent)]
    Keys(#[from] identity::KeyError),
}

impl Signing {
    /// The keys in the secret of this name.
    pub fn stored(secrets: Secrets, name: String) -> Self {
        Signing(Source::Secret { secrets, name, kept: Arc::new(Cached::five_minutes()) })
    }

    /// A key that is known already.
    pub fn fixed(signer: Signer) -> Self {
        Signing(Source::Fixed(Arc::new(signer)))
    }

    /// What signs now.
    pub(crate) async fn current(&self, now: Timestamp) -> Result<Arc<Signer>, Problem> {
        match &self.0 {
            Source::Fixed(signer) => Ok(Arc::clone(signer)),
            Source::Secret { secrets, name, kept } => {
                kept.get(now, async || fetch(secrets, name).await).await.map_err(|e| Problem::internal(&e))
            }
        }
    }
}

async fn fetch(secrets: &Secrets, name: &str) -> Result<Signer, Unreadable> {
    Ok(Signer::from_secret_json(secrets.text(name).await?.reveal())?)
}
