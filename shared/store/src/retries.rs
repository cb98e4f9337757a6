//! Trying again what others or the table's load kept from being written.

use crate::backoff::TRIES;
use crate::cancelled::Lost;
use crate::{ChangeError, Loaded, Store, StoreError};
use domain::CaseId;

/// The tries of one write that others may overtake.
#[derive(Debug)]
pub(crate) struct Retries<'a> {
    store: &'a Store,
    operation: &'static str,
    lost: u32,
}

impl<'a> Retries<'a> {
    pub(crate) fn of(store: &'a Store, operation: &'static str) -> Self {
        Retries { store, operation, lost: 0 }
    }

    /// Waits before another try, or says why there is none.
    pub(crate) async fn again(&mut self, lost: Lost) -> Result<(), ChangeError> {
        self.lost += 1;
        match lost {
            Lost::Store(error) => return Err(error.into()),
            Lost::Throttled if self.lost == TRIES => return Err(StoreError::busy(self.operation).into()),
            Lost::Race if self.lost == TRIES => return Err(ChangeError::Contended),
            Lost::Throttled | Lost::Race => tracing::debug!(self.operation, self.lost, "did not get through"),
        }
        self.store.pause(self.lost).await;
        Ok(())
    }
}

impl Store {
    /// A case that was there, as it stands now.
    pub(crate) async fn reload(&self, case: CaseId) -> Result<Loaded, ChangeError> {
        self.load(case).await?.ok_or(ChangeError::Contended)
    }
}
