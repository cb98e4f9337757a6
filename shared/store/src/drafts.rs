//! What was typed and not yet sent: kept as typed, apart from the case, until it is sent or its time is over.

use crate::cancelled::Lost;
use crate::effects::may_have_erased;
use crate::item::{Item, Read, expiry, number, sealed_item, text};
use crate::keys::{self, Key, TTL};
use crate::retries::Retries;
use crate::{ChangeError, Loaded, Store, StoreError};
use aws_sdk_dynamodb::types::{ConditionCheck, TransactWriteItem};
use domain::{Case, Refusal};
use jiff::Timestamp;
use serde_json::Value;

const OPERATION: &str = "save a draft";

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
    /// Keeps what was typed until `keep_until`; replaces what was kept before. `case` is what the caller checked: a draft
    /// that an event may have erased since then is refused as stale, so that nothing erased comes back.
    pub async fn save_draft(
        &self,
        case: &Loaded,
        part: DraftPart,
        typed: &Value,
        now: Timestamp,
        keep_until: Timestamp,
    ) -> Result<(), ChangeError> {
        self.save_draft_after((case, case), part, typed, now, keep_until).await
    }

    /// The same beside a change of the caller's own: `checked` is the case as the caller checked it, and as it came out of
    /// the change.
    pub async fn save_draft_after(
        &self,
        checked: (&Loaded, &Loaded),
        part: DraftPart,
        typed: &Value,
        now: Timestamp,
        keep_until: Timestamp,
    ) -> Result<(), ChangeError> {
        let (before, after) = checked;
        let mut retries = Retries::of(self, OPERATION);
        let mut newer: Option<Loaded> = None;
        loop {
            let current = newer.as_ref().unwrap_or(after);
            if may_have_erased(part, before, current) {
                return Err(Refusal::Stale { current: current.version }.into());
            }
            let (mut item, _) = sealed_item(current.key.key(), &Key::draft(current.id, part), typed)?;
            item.insert("saved_at".to_owned(), text(now.to_string()));
            item.insert(TTL.to_owned(), expiry(keep_until));
            item.insert("gsi1pk".to_owned(), text(keys::campaign_index_pk(&current.school, &current.campaign)));
            item.insert("gsi1sk".to_owned(), text(keys::draft_index_sk(current)));
            match self.put_beside(current, item).await {
                Ok(()) => return Ok(()),
                Err(lost) => retries.again(lost).await?,
            }
            newer = Some(self.reload(after.id).await?);
        }
    }

    /// One try: the draft, unless the case has moved.
    async fn put_beside(&self, case: &Case, draft: Item) -> Result<(), Lost> {
        let unmoved = ConditionCheck::builder().table_name(self.table()).condition_expression("seq = :seq");
        let unmoved = unmoved.set_key(Some(Key::case(case.id).attributes()));
        let unmoved = unmoved.expression_attribute_values(":seq", number(case.seq)).build();
        let unmoved = unmoved
            .map_err(|error| Lost::Store(StoreError::Rejected { operation: OPERATION, source: error.into() }))?;
        let unmoved = TransactWriteItem::builder().condition_check(unmoved).build();
        self.transact(OPERATION, vec![self.put(draft)?, unmoved]).await
    }
}

/// Adds a draft's item to the drafts, unless it has expired.
pub(crate) fn read_draft(
    drafts: &mut Drafts,
    part: DraftPart,
    item: &Item,
    case: &Loaded,
    now: Timestamp,
) -> Result<(), StoreError> {
    let read = Read::new(item)?;
    if !read.is_live(now)? {
        return Ok(());
    }
    let typed: Value = read.open(case.key.key())?;
    drafts.saved_at = drafts.saved_at.max(read.optional("saved_at")?);
    match part {
        DraftPart::Confirmation => drafts.confirmation = Some(typed),
        DraftPart::Applicants => drafts.applicants = Some(typed),
    }
    Ok(())
}
