//! The private key that signs sessions.

use api::Problem;
use identity::Signer;
use jiff::Timestamp;
use runtime::{KeptSecret, Secrets};
use std::sync::Arc;

/// Where the private key comes from.
#[derive(Clone, Debug)]
pub struct Signing(KeptSecret<Signer>);

impl Signing {
    /// The keys in the secret of this name.
    pub fn stored(secrets: Secrets, name: String) -> Self {
        Signing(KeptSecret::stored(secrets, name, Signer::from_secret_json))
    }

    /// A key that is known already.
    pub fn fixed(signer: Signer) -> Self {
        Signing(KeptSecret::fixed(signer))
    }

    /// What signs now.
    pub(crate) async fn current(&self, now: Timestamp) -> Result<Arc<Signer>, Problem> {
        self.0.current(now).await.map_err(Problem::from)
    }
}
