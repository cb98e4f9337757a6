//! A case and its events ⇄ items: the snapshot carries its places in the indexes, an event its place in the chain.

use crate::case_key::{CASE_KEY, CaseKey};
use crate::chain::{Hash, link};
use crate::item::{Item, Read, bytes, number, sealed_field, sealed_item, text};
use crate::keys::{self, Key};
use crate::{Loaded, Store, StoreError};
use domain::{Case, CaseId, Recorded};

/// The snapshot's item.
pub(crate) fn snapshot_item(own: &CaseKey, case: &Case, head: &Hash) -> Result<Item, StoreError> {
    let key = Key::case(case.id);
    let (mut item, _) = sealed_item(own.key(), &key, case)?;
    item.insert(CASE_KEY.to_owned(), own.attribute());
    item.insert("seq".to_owned(), number(case.seq));
    item.insert("head_hash".to_owned(), bytes(*head));
    item.insert("row".to_owned(), sealed_field(own.key(), &key, "row", &case.row())?);
    item.insert("gsi1pk".to_owned(), text(keys::campaign_index_pk(&case.school, &case.campaign)));
    item.insert("gsi1sk".to_owned(), text(keys::class_index_sk(case)));
    if let Some((pk, since)) = keys::due_index(case) {
        item.insert("gsi2pk".to_owned(), text(pk));
        item.insert("gsi2sk".to_owned(), text(since));
    }
    if let Some(code) = case.check_code() {
        item.insert("gsi3pk".to_owned(), text(keys::code_index_pk(&case.school, &case.campaign, &code)));
    }
    Ok(item)
}

impl Store {
    /// The case in a snapshot's item; `None` when it was erased.
    pub(crate) async fn read_snapshot(&self, item: &Item) -> Result<Option<Loaded>, StoreError> {
        let read = Read::new(item)?;
        if read.is_erased() {
            return Ok(None);
        }
        let key = self.case_key(&read).await?;
        let case: Case = read.open(key.key())?;
        if read.needed::<u64>("seq")? != case.seq {
            return Err(read.corrupt("seq differs from the snapshot's"));
        }
        Ok(Some(Loaded { case, head: read.hash("head_hash")?, key }))
    }
}

/// An event's item, and the hash that the next one holds.
pub(crate) fn event_item(
    own: &CaseKey,
    case: CaseId,
    recorded: &Recorded,
    before: &Hash,
) -> Result<(Item, Hash), StoreError> {
    let kind = recorded.event.kind();
    let key = Key::event(case, recorded.seq, kind);
    let (mut item, sealed) = sealed_item(own.key(), &key, recorded)?;
    item.insert("seq".to_owned(), number(recorded.seq));
    item.insert("prev_hash".to_owned(), bytes(*before));
    Ok((item, link(before, recorded.seq, kind, &sealed)))
}

/// The event in an item that has to follow `before`, and the hash that the next one holds.
pub(crate) fn read_event(own: &CaseKey, item: &Item, seq: u64, before: &Hash) -> Result<(Recorded, Hash), StoreError> {
    let read = Read::new(item)?;
    let after = read_link(&read, seq, before)?;
    let recorded: Recorded = read.open(own.key())?;
    if recorded.seq != seq {
        return Err(read.corrupt("seq differs from the event's"));
    }
    Ok((recorded, after))
}

/// An event's place in the chain, read without any key: the hash that the next one holds.
pub(crate) fn read_link(read: &Read<'_>, seq: u64, before: &Hash) -> Result<Hash, StoreError> {
    if read.needed::<u64>("seq")? != seq {
        return Err(read.corrupt(format!("event {seq} is missing")));
    }
    if read.hash("prev_hash")? != *before {
        return Err(read.corrupt("the hash of the event before differs"));
    }
    let kind = read.key.sk.rsplit('#').next().unwrap_or_default();
    Ok(link(before, seq, kind, read.bytes("sealed")?))
}
