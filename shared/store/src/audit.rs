//! Walking a case's chain without any key: an auditor needs none, and an erased case still has its chain.

use crate::chain::START;
use crate::erase::events;
use crate::item::{Item, Read};
use crate::keys::Key;
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

/// Where a case's chain stood at some time: whoever kept this knows every event before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The number of the last event.
    pub seq: u64,
    /// Its hash, over all before it.
    pub hash: [u8; 32],
}

impl Store {
    /// Checks that nothing of a case's history was changed, dropped or put in; `None` when there is no such case.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] names the first item that does not follow.
    pub async fn walk_chain(&self, case: CaseId) -> Result<Option<Chain>, StoreError> {
        let walked = self.walk_chain_from(case, None).await?;
        Ok(walked.map(|(chain, _)| chain))
    }

    /// The same, against where the chain stood at some former time: who rewrites a whole chain makes one that follows,
    /// but never the same one. Answers with where it stands now. A case that was known and is gone is corrupt.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] names the first item that does not follow.
    pub async fn walk_chain_from(
        &self,
        case: CaseId,
        known: Option<&Head>,
    ) -> Result<Option<(Chain, Head)>, StoreError> {
        match self.walk(case, known).await {
            // A query may meet a transaction half done: what looks like a gap is asked for once more.
            Err(StoreError::Corrupt { .. }) => {
                self.pause(backoff::TRIES).await;
                self.walk(case, known).await
            }
            walked => walked,
        }
    }

    async fn walk(&self, case: CaseId, known: Option<&Head>) -> Result<Option<(Chain, Head)>, StoreError> {
        let (snapshot, items) = self.case_items(case).await?;
        let (mut head, mut seq) = (START, 0);
        for item in &items {
            seq += 1;
            let read = Read::new(item)?;
            head = read_link(&read, seq, &head)?;
            if known.is_some_and(|known| known.seq == seq && known.hash != head) {
                return Err(read.corrupt("it, or an event before it, is another than was known"));
            }
        }
        let Some(snapshot) = snapshot else { return gone(case, &items, known) };
        let snapshot = Read::new(&snapshot)?;
        if events(&snapshot)? != seq || snapshot.hash("head_hash")? != head {
            return Err(snapshot.corrupt(format!("the chain ends elsewhere, after event {seq}")));
        }
        if let Some(known) = known.filter(|known| known.seq > seq) {
            return Err(snapshot.corrupt(format!("event {} is missing, which was known", known.seq)));
        }
        Ok(Some((Chain { events: seq, erased: snapshot.is_erased() }, Head { seq, hash: head })))
    }
}

/// Without a snapshot there is no case, unless something says that there was one.
fn gone<T>(case: CaseId, events: &[Item], known: Option<&Head>) -> Result<Option<T>, StoreError> {
    let missing = |what: &str| Err(StoreError::corrupt(&Key::case(case), what));
    match (events, known) {
        ([], None) => Ok(None),
        ([], Some(_)) => missing("the case is missing, which was known"),
        _ => missing("it is missing, and its events are there"),
    }
}
