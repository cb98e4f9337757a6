//! What is due: the sweep finds here what a lost message left undone.

use crate::class_list::case_of;
use crate::item::{Read, text};
use crate::keys;
use crate::{Store, StoreError};
use domain::CaseId;
use jiff::Timestamp;

/// What can be due in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueKind {
    /// An account.
    Account,
    /// A mail.
    Mail,
}

impl Store {
    /// At most `limit` cases in which something may be due since `before` or earlier, longest first. When a case has
    /// both an account and a mail waiting, the time is that of the earlier one: whoever works on it asks the case.
    pub async fn due(
        &self,
        kind: DueKind,
        before: Timestamp,
        limit: usize,
    ) -> Result<Vec<(CaseId, Timestamp)>, StoreError> {
        let mut found = Vec::new();
        for pk in keys::due_pks(kind) {
            found.extend(self.due_in(pk, before, limit).await?);
        }
        found.sort_unstable_by_key(|(case, since)| (*since, *case));
        found.truncate(limit);
        Ok(found)
    }

    async fn due_in(
        &self,
        pk: &'static str,
        before: Timestamp,
        limit: usize,
    ) -> Result<Vec<(CaseId, Timestamp)>, StoreError> {
        let query = self.client.query().table_name(self.table()).index_name(keys::DUE_INDEX);
        let query = query.key_condition_expression("gsi2pk = :kind AND gsi2sk <= :before");
        let query = query.expression_attribute_values(":kind", text(pk));
        let query = query.expression_attribute_values(":before", text(keys::sortable(before)));
        let mut items = query.into_paginator().items().send();
        let mut found = Vec::new();
        while found.len() < limit {
            let Some(item) = items.next().await else { break };
            let item = item.map_err(|error| StoreError::sdk("query the due index", error))?;
            let read = Read::new(&item)?;
            found.push((case_of(&read)?, read.needed("gsi2sk")?));
        }
        Ok(found)
    }
}
