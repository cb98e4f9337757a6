//! How a class stands: one query of the class index, rows ready to show.

use crate::item::{Item, Read, text};
use crate::keys;
use crate::{Store, StoreError};
use domain::{CampaignId, CaseId, ClassCode, ClassRow, SchoolId};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// One pupil's place in a class list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassEntry {
    /// The case.
    pub case: CaseId,
    /// The number of its last event.
    pub seq: u64,
    /// What the list shows, drafts aside.
    pub row: ClassRow,
    /// Whether something is typed and not yet sent.
    pub has_draft: bool,
}

impl Store {
    /// A class by seat. The index follows the table within moments, not at once.
    pub async fn class_rows(
        &self,
        school: &SchoolId,
        campaign: &CampaignId,
        class: &ClassCode,
        now: Timestamp,
    ) -> Result<Vec<ClassEntry>, StoreError> {
        self.index_rows(keys::campaign_index_pk(school, campaign), keys::class_prefix(class), now).await
    }

    /// All classes of a campaign, by class code as text, then seat.
    pub async fn campaign_rows(
        &self,
        school: &SchoolId,
        campaign: &CampaignId,
        now: Timestamp,
    ) -> Result<Vec<ClassEntry>, StoreError> {
        self.index_rows(keys::campaign_index_pk(school, campaign), String::new(), now).await
    }

    async fn index_rows(&self, pk: String, prefix: String, now: Timestamp) -> Result<Vec<ClassEntry>, StoreError> {
        let mut entries = Vec::new();
        let mut drafts = BTreeSet::new();
        for item in self.class_index(pk, prefix).await? {
            let read = Read::new(&item)?;
            if let Some(case) = draft_of(&read) {
                if read.is_live(now)? {
                    drafts.insert(case?);
                }
                continue;
            }
            let case = case_of(&read)?;
            let row = read.open_field(self.case_key(&read).await?.key(), "row")?;
            let row = row.ok_or_else(|| read.corrupt("row is missing"))?;
            entries.push(ClassEntry { case, seq: read.needed("seq")?, row, has_draft: false });
        }
        for entry in &mut entries {
            entry.has_draft = drafts.contains(&entry.case);
        }
        Ok(entries)
    }

    async fn class_index(&self, pk: String, prefix: String) -> Result<Vec<Item>, StoreError> {
        let mut query = self.client.query().table_name(self.table()).index_name(keys::CLASS_INDEX);
        query = query.expression_attribute_values(":pk", text(pk));
        query = if prefix.is_empty() {
            query.key_condition_expression("gsi1pk = :pk")
        } else {
            let both = "gsi1pk = :pk AND begins_with(gsi1sk, :class)";
            query.key_condition_expression(both).expression_attribute_values(":class", text(prefix))
        };
        let pages = query.into_paginator().items().send().collect::<Result<Vec<_>, _>>().await;
        pages.map_err(|error| StoreError::sdk("query the class index", error))
    }
}

/// The case whose partition the item lies in.
pub(crate) fn case_of(read: &Read<'_>) -> Result<CaseId, StoreError> {
    let id = read.key.pk.strip_prefix("CASE#").and_then(|id| id.parse().ok());
    id.ok_or_else(|| read.corrupt("is no part of a case"))
}

/// The case whose draft the item is; `None` when it is no draft.
fn draft_of(read: &Read<'_>) -> Option<Result<CaseId, StoreError>> {
    let id = read.key.pk.strip_prefix(keys::DRAFTS)?;
    Some(id.parse().map_err(|_| read.corrupt("is no case's draft")))
}
