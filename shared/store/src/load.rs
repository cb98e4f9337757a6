//! Reading cases: one, many, and the history of one.

use crate::case_key::CaseKey;
use crate::chain::{Hash, START};
use crate::item::{Item, Read, text};
use crate::keys::{self, Key};
use crate::snapshot::read_event;
use crate::{Store, StoreError, backoff};
use aws_sdk_dynamodb::types::KeysAndAttributes;
use domain::{Case, CaseId, Recorded};
use std::collections::{BTreeSet, HashMap};
use std::ops::Deref;

/// A BatchGetItem takes at most this many keys.
const KEYS_A_CALL: usize = 100;

/// A case as it was loaded, with what the next change has to follow. Reads as the [`Case`] it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    pub(crate) case: Case,
    pub(crate) head: Hash,
    pub(crate) key: CaseKey,
}

impl Loaded {
    /// The case alone.
    pub fn into_case(self) -> Case {
        self.case
    }
}

impl Deref for Loaded {
    type Target = Case;

    fn deref(&self) -> &Case {
        &self.case
    }
}

impl Store {
    /// The case as it stands now; an erased one counts as unknown, here and in every other question.
    pub async fn load(&self, case: CaseId) -> Result<Option<Loaded>, StoreError> {
        match self.get(&Key::case(case)).await? {
            Some(item) => self.read_snapshot(&item).await,
            None => Ok(None),
        }
    }

    /// These cases as they stand now, in no order; unknown ones are left out.
    pub async fn load_many(&self, cases: &[CaseId]) -> Result<Vec<Loaded>, StoreError> {
        let once: BTreeSet<_> = cases.iter().copied().collect();
        let keys: Vec<_> = once.into_iter().map(Key::case).collect();
        let mut loaded = Vec::with_capacity(keys.len());
        for item in self.get_many("load cases", &keys).await? {
            loaded.extend(self.read_snapshot(&item).await?);
        }
        Ok(loaded)
    }

    /// All that happened to a case, oldest first; a gap or a broken chain is an error.
    pub async fn history(&self, case: CaseId) -> Result<Vec<Recorded>, StoreError> {
        match self.read_history(case).await {
            // A query may meet a transaction half done: what looks like a gap is asked for once more.
            Err(StoreError::Corrupt { .. }) => {
                self.pause(backoff::TRIES).await;
                self.read_history(case).await
            }
            read => read,
        }
    }

    async fn read_history(&self, case: CaseId) -> Result<Vec<Recorded>, StoreError> {
        let (snapshot, events) = self.case_items(case).await?;
        let Some(snapshot) = snapshot else { return Ok(Vec::new()) };
        let read = Read::new(&snapshot)?;
        if read.is_erased() {
            return Ok(Vec::new());
        }
        let own = self.case_key(&read).await?;
        let mut history = Vec::with_capacity(events.len());
        let mut head = START;
        for item in &events {
            let (recorded, after) = read_event(&own, item, history.len() as u64 + 1, &head)?;
            history.push(recorded);
            head = after;
        }
        Ok(history)
    }

    /// The snapshot, which holds the key, and the events: one query brings both.
    pub(crate) async fn case_items(&self, case: CaseId) -> Result<(Option<Item>, Vec<Item>), StoreError> {
        let (at, items) = (Key::case(case), self.partition(keys::case_pk(case), "").await?);
        let (mut snapshot, mut events) = (None, Vec::with_capacity(items.len()));
        for item in items {
            match item.get("sk").and_then(|sk| sk.as_s().ok()) {
                Some(sk) if *sk == at.sk => snapshot = Some(item),
                Some(sk) if sk.starts_with(keys::EVENTS) => events.push(item),
                _ => {}
            }
        }
        Ok((snapshot, events))
    }

    /// One item, consistently.
    pub(crate) async fn get(&self, key: &Key) -> Result<Option<Item>, StoreError> {
        let request = self.client.get_item().table_name(self.table()).set_key(Some(key.attributes()));
        let answer = request.consistent_read(true).send().await;
        Ok(answer.map_err(|error| StoreError::sdk("get an item", error))?.item)
    }

    /// These items, consistently, in no order; asks again for what the table left out.
    pub(crate) async fn get_many(&self, operation: &'static str, keys: &[Key]) -> Result<Vec<Item>, StoreError> {
        let mut found = Vec::with_capacity(keys.len());
        for some in keys.chunks(KEYS_A_CALL) {
            let mut wanted: Vec<_> = some.iter().map(Key::attributes).collect();
            let mut tried = 0;
            while !wanted.is_empty() {
                if tried > backoff::TRIES {
                    return Err(StoreError::busy(operation));
                }
                if tried > 0 {
                    self.pause(tried).await;
                }
                wanted = self.get_batch(operation, wanted, &mut found).await?;
                tried += 1;
            }
        }
        Ok(found)
    }

    /// One call; answers with the keys that were left out.
    async fn get_batch(
        &self,
        operation: &'static str,
        keys: Vec<Item>,
        found: &mut Vec<Item>,
    ) -> Result<Vec<Item>, StoreError> {
        let wanted = KeysAndAttributes::builder().set_keys(Some(keys)).consistent_read(true).build();
        let wanted = wanted.map_err(|error| StoreError::Rejected { operation, source: error.into() })?;
        let request = self.client.batch_get_item().set_request_items(Some(HashMap::from([(self.table(), wanted)])));
        let answer = request.send().await.map_err(|error| StoreError::sdk(operation, error))?;
        found.extend(answer.responses.into_iter().flatten().flat_map(|(_, items)| items));
        Ok(answer.unprocessed_keys.into_iter().flatten().flat_map(|(_, left)| left.keys).collect())
    }

    /// All items of a partition whose sort key begins with `prefix`, in order, consistently, over all pages.
    pub(crate) async fn partition(&self, pk: String, prefix: &str) -> Result<Vec<Item>, StoreError> {
        let mut query = self.client.query().table_name(self.table()).consistent_read(true);
        query = query.expression_attribute_values(":pk", text(pk));
        query = if prefix.is_empty() {
            query.key_condition_expression("pk = :pk")
        } else {
            let both = "pk = :pk AND begins_with(sk, :prefix)";
            query.key_condition_expression(both).expression_attribute_values(":prefix", text(prefix))
        };
        let pages = query.into_paginator().items().send().collect::<Result<Vec<_>, _>>().await;
        pages.map_err(|error| StoreError::sdk("query a partition", error))
    }
}
