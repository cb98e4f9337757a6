//! What was typed and not yet sent: kept as typed, apart from the case, until it is sent or its time is over.

use crate::item::{Item, Read, expiry, sealed_item, text};
use crate::keys::{self, Key, TTL};
use crate::{Store, StoreError, backoff};
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use domain::Case;
use jiff::Timestamp;
use serde_json::Value;

/// The two forms that keep drafts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DraftPart {
    /// 確認學生相關資訊
    Confirmation,
    /// 申請人
    Applicants,
}

impl DraftPart {
    pub(crate) fn name(self) -> &'static str {
        match self {
            DraftPart::Confirmation => "confirmation",
            DraftPart::Applicants => "applicants",
        }
    }
}

/// The drafts of a case.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drafts {
    /// The confirmation as typed.
    pub confirmation: Option<Value>,
    /// The applicants as typed.
    pub applicants: Option<Value>,
    /// When the later one was saved.
    pub saved_at: Option<Timestamp>,
}

impl Store {
    /// Keeps what was typed until `keep_until`; replaces what was kept before.
    pub async fn save_draft(
        &self,
        case: &Case,
        part: DraftPart,
        typed: &Value,
        now: Timestamp,
        keep_until: Timestamp,
    ) -> Result<(), StoreError> {
        let (mut item, _) = sealed_item(&*self.sealer, &Key::draft(case.id, part), typed).await?;
        item.insert("saved_at".to_owned(), text(now.to_string()));
        item.insert(TTL.to_owned(), expiry(keep_until));
        item.insert("gsi1pk".to_owned(), text(keys::campaign_index_pk(&case.school, &case.campaign)));
        item.insert("gsi1sk".to_owned(), text(keys::draft_index_sk(case)));
        self.put_beside_a_transaction(item).await
    }

    /// A put that a transaction on the same item may hold up for a moment.
    async fn put_beside_a_transaction(&self, item: Item) -> Result<(), StoreError> {
        let mut tried = 0;
        loop {
            let put = self.client.put_item().table_name(self.table()).set_item(Some(item.clone()));
            let Err(error) = put.send().await else { return Ok(()) };
            let conflict = matches!(error.as_service_error(), Some(PutItemError::TransactionConflictException(_)));
            tried += 1;
            if !conflict || tried == backoff::TRIES {
                return Err(StoreError::sdk("save a draft", error));
            }
            backoff::pause(tried).await;
        }
    }

    /// Adds a draft's item to the drafts, unless it has expired.
    pub(crate) async fn read_draft(
        &self,
        drafts: &mut Drafts,
        part: DraftPart,
        item: &Item,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let read = Read::new(item)?;
        if !read.is_live(now)? {
            return Ok(());
        }
        let typed: Value = read.open(&*self.sealer).await?;
        drafts.saved_at = drafts.saved_at.max(read.optional("saved_at")?);
        match part {
            DraftPart::Confirmation => drafts.confirmation = Some(typed),
            DraftPart::Applicants => drafts.applicants = Some(typed),
        }
        Ok(())
    }
}
