//! The only write of a case: the new snapshot and its events in one transaction, under the condition that nobody was
//! faster. Who lost the race loads the case and decides again.

use crate::backoff::TRIES;
use crate::cancelled::{Lost, cancelled};
use crate::effects::{Effect, effects};
use crate::item::{Item, number, open_item, text};
use crate::keys::Key;
use crate::retries::Retries;
use crate::snapshot::{event_item, snapshot_item};
use crate::{Loaded, Store, StoreError};
use aws_sdk_dynamodb::types::{Delete, Put, TransactWriteItem};
use domain::{Actor, Case, Cause, Event, Recorded, Refusal};
use jiff::Timestamp;

const OPERATION: &str = "append to a case";

/// Who changes a case, why, and when.
#[derive(Clone, Debug)]
pub struct Change<'a> {
    /// Who.
    pub actor: &'a Actor,
    /// Why.
    pub cause: Cause,
    /// When.
    pub now: Timestamp,
}

/// Why a case was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// The rules refuse it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The table could not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Others were faster each time; nothing was written.
    #[error("others were faster {TRIES} times")]
    Contended,
}

impl Store {
    /// Decides about the case and appends what was decided; without events nothing is written. `decide` may be asked
    /// again about a newer state of the case.
    pub async fn change(
        &self,
        case: Loaded,
        by: &Change<'_>,
        decide: impl Fn(&Case) -> Result<Vec<Event>, Refusal>,
    ) -> Result<Loaded, ChangeError> {
        let (case, ()) = self.change_with(case, by, |case| decide(case).map(|events| (events, ()))).await?;
        Ok(case)
    }

    /// As [`Store::change`]; `decide` also answers with something of its own, such as a result for each applicant.
    pub async fn change_with<T>(
        &self,
        mut case: Loaded,
        by: &Change<'_>,
        decide: impl Fn(&Case) -> Result<(Vec<Event>, T), Refusal>,
    ) -> Result<(Loaded, T), ChangeError> {
        let mut retries = Retries::of(self, OPERATION);
        loop {
            let (events, answer) = decide(&case)?;
            if events.is_empty() {
                return Ok((case, answer));
            }
            match self.append(&case, by, events).await {
                Ok(changed) => return Ok((changed, answer)),
                Err(lost) => retries.again(lost).await?,
            }
            case = self.reload(case.id).await?;
        }
    }

    /// One try: snapshot, events and their effects, all or nothing.
    async fn append(&self, from: &Loaded, by: &Change<'_>, events: Vec<Event>) -> Result<Loaded, Lost> {
        let mut head = from.head;
        let mut case = from.case.clone();
        let mut history = Vec::with_capacity(events.len());
        let mut writes = Vec::with_capacity(events.len() + 3);
        for event in events {
            let recorded = Recorded::after(&case, by.now, by.actor, &by.cause, event);
            let (item, after) = event_item(&from.key, case.id, &recorded, &head).map_err(Lost::Store)?;
            writes.push(self.put_new(item)?);
            case = domain::apply(case, &recorded);
            head = after;
            history.push(recorded);
        }
        let snapshot = snapshot_item(&from.key, &case, &head).map_err(Lost::Store)?;
        writes.push(self.put_unmoved(snapshot, from)?);
        for (key, effect) in effects(case.id, &history) {
            writes.push(self.effect(&key, effect)?);
        }
        self.transact(OPERATION, writes).await?;
        history.iter().for_each(|recorded| counted(&recorded.event));
        Ok(Loaded { case, head, key: from.key.clone() })
    }

    fn effect(&self, key: &Key, effect: Effect) -> Result<TransactWriteItem, Lost> {
        match effect {
            Effect::Erase => self.delete(key),
            Effect::Child(applicant) => self.put(open_item(key, [("applicant", text(applicant))])),
        }
    }

    /// A deletion within a transaction.
    pub(crate) fn delete(&self, key: &Key) -> Result<TransactWriteItem, Lost> {
        let delete = Delete::builder().table_name(self.table()).set_key(Some(key.attributes())).build();
        Ok(TransactWriteItem::builder().delete(delete.map_err(unbuilt)?).build())
    }

    /// A put within a transaction.
    pub(crate) fn put(&self, item: Item) -> Result<TransactWriteItem, Lost> {
        let put = Put::builder().table_name(self.table()).set_item(Some(item)).build().map_err(unbuilt)?;
        Ok(TransactWriteItem::builder().put(put).build())
    }

    /// A put of a snapshot within a transaction, unless the case has moved since it was loaded.
    pub(crate) fn put_unmoved(&self, snapshot: Item, from: &Loaded) -> Result<TransactWriteItem, Lost> {
        let put = Put::builder().table_name(self.table()).set_item(Some(snapshot)).condition_expression("seq = :seq");
        let put = put.expression_attribute_values(":seq", number(from.seq)).build().map_err(unbuilt)?;
        Ok(TransactWriteItem::builder().put(put).build())
    }

    /// A put within a transaction, of an item that must not be there yet.
    pub(crate) fn put_new(&self, item: Item) -> Result<TransactWriteItem, Lost> {
        let put = Put::builder().table_name(self.table()).set_item(Some(item));
        let put = put.condition_expression("attribute_not_exists(pk)").build().map_err(unbuilt)?;
        Ok(TransactWriteItem::builder().put(put).build())
    }

    /// Sends a transaction. The client gives it a token, so that its own retry of a lost answer writes nothing twice.
    pub(crate) async fn transact(&self, operation: &'static str, writes: Vec<TransactWriteItem>) -> Result<(), Lost> {
        let answer = self.client.transact_write_items().set_transact_items(Some(writes)).send().await;
        answer.map(drop).map_err(|error| cancelled(operation, error))
    }
}

/// What the dashboard shows of what happens: counted where it is written, so that both say the same.
fn counted(event: &Event) {
    let name = match event {
        Event::Submitted { .. } => "Sent",
        Event::Declined { .. } => "Declined",
        Event::Approved { .. } => "Approved",
        Event::Rejected { .. } => "Rejected",
        Event::AccountCreated { .. } => "AccountsCreated",
        Event::AccountLinked { .. } => "AccountsLinked",
        Event::AccountFailed { .. } => "AccountsFailed",
        Event::NotificationSent { .. } => "MailsSent",
        Event::NotificationFailed { .. } => "MailsFailed",
        _ => return,
    };
    runtime::metrics::count(name);
}

/// A request that lacks a part; only a fault of ours makes one.
pub(crate) fn unbuilt(error: aws_sdk_dynamodb::error::BuildError) -> Lost {
    Lost::Store(StoreError::Rejected { operation: OPERATION, source: error.into() })
}
