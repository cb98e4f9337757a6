//! Walks every case. Bounded: a page of ids, some cases at a time, and a head a case.

use crate::{Heads, Known};
use domain::CaseId;
use futures::{StreamExt, stream};
use std::fmt;
use store::{Chain, Head, Store, StoreError};

/// Cases read at once.
const AT_ONCE: usize = 16;

/// A case whose history is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The case.
    pub case: CaseId,
    /// The first item that does not follow, and why.
    pub what: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.case, self.what)
    }
}

/// What the walk found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Cases whose chain is whole.
    pub whole: u64,
    /// Of these, the erased ones.
    pub erased: u64,
    /// Events of the whole ones.
    pub events: u64,
    /// How many of the known heads were met again.
    pub known: u64,
    /// What is broken.
    pub broken: Vec<Broken>,
    /// Where each case stands; a broken one where it was known to stand, so that the next walk finds it broken again.
    pub heads: Heads,
}

/// Walks all cases, held against what was `known`; tells how many it has walked, now and then.
///
/// # Errors
/// The table's, when it does not answer; what is wrong with a case is no error.
pub async fn walk(store: &Store, known: &Heads, mut progress: impl FnMut(u64)) -> Result<Found, StoreError> {
    let mut found = Found::default();
    let mut scan = store.scan_cases();
    while let Some(cases) = scan.next().await? {
        found.take(store, known, cases).await?;
        progress(found.whole + found.broken.len() as u64);
    }
    let met = |case: &CaseId| found.heads.0.contains_key(case);
    let missing: Vec<_> = known.0.keys().filter(|case| !met(case)).copied().collect();
    found.take(store, known, missing).await?;
    found.broken.sort_unstable_by_key(|broken| broken.case);
    Ok(found)
}

impl Found {
    async fn take(&mut self, store: &Store, known: &Heads, cases: Vec<CaseId>) -> Result<(), StoreError> {
        let walks = cases.into_iter().map(|case| async move {
            let known = known.0.get(&case);
            (case, known, store.walk_chain_from(case, known.map(|known| &known.head)).await)
        });
        let mut walks = stream::iter(walks).buffer_unordered(AT_ONCE);
        while let Some((case, known, walked)) = walks.next().await {
            match walked {
                Ok(None) => {}
                Ok(Some((chain, _))) if known.is_some_and(|known| known.erased) && !chain.erased => {
                    self.breaks(case, known, "it was erased, and is here again".to_owned());
                }
                Ok(Some((chain, head))) => self.holds(case, known, chain, head),
                Err(StoreError::Corrupt { key, what }) => self.breaks(case, known, format!("{key}: {what}")),
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn holds(&mut self, case: CaseId, known: Option<&Known>, chain: Chain, head: Head) {
        self.whole += 1;
        self.events += chain.events;
        self.erased += u64::from(chain.erased);
        self.known += u64::from(known.is_some());
        self.heads.0.insert(case, Known { head, erased: chain.erased });
    }

    fn breaks(&mut self, case: CaseId, known: Option<&Known>, what: String) {
        self.broken.push(Broken { case, what });
        self.heads.0.extend(known.map(|known| (case, *known)));
    }
}
