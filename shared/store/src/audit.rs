//! Walking a case's chain without any key: an auditor needs none, and an erased case still has its chain.

use crate::chain::START;
use crate::erase::events;
use crate::item::Read;
use crate::snapshot::read_link;
use crate::{Store, StoreError, backoff};
use domain::CaseId;

/// A chain without a gap or a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chain {
    /// How many events it has.
    pub events: u64,
    /// Whether the case was erased, so that nobody can read them.
    pub erased: bool,
}

impl Store {
    /// Checks that nothing of a case's history was changed, dropped or put in; `None` when there is no such case.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] names the first item that does not follow.
    pub async fn walk_chain(&self, case: CaseId) -> Result<Option<Chain>, StoreError> {
        match self.walk(case).await {
            // A query may meet a transaction half done: what looks like a gap is asked for once more.
            Err(StoreError::Corrupt { .. }) => {
                backoff::pause(backoff::TRIES).await;
                self.walk(case).await
            }
            walked => walked,
        }
    }

    async fn walk(&self, case: CaseId) -> Result<Option<Chain>, StoreError> {
        let (snapshot, items) = self.case_items(case).await?;
        let Some(snapshot) = snapshot else { return Ok(None) };
        let snapshot = Read::new(&snapshot)?;
        let (mut head, mut seq) = (START, 0);
        for item in &items {
            seq += 1;
            head = read_link(&Read::new(item)?, seq, &head)?;
        }
        if events(&snapshot)? != seq || snapshot.hash("head_hash")? != head {
            return Err(snapshot.corrupt("the chain ends elsewhere"));
        }
        Ok(Some(Chain { events: seq, erased: snapshot.is_erased() }))
    }
}
