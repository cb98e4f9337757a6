//! A case and its events ⇄ items: the snapshot carries its places in both indexes, an event its place in the chain.

use crate::chain::{Hash, link};
use crate::item::{Item, Read, bytes, number, sealed_field, sealed_item, text};
use crate::keys::{self, Key};
use crate::{Loaded, Sealer, StoreError};
use domain::{Case, CaseId, Recorded};

/// The snapshot's item.
pub(crate) async fn snapshot_item(sealer: &dyn Sealer, case: &Case, head: &Hash) -> Result<Item, StoreError> {
    let key = Key::case(case.id);
    let (mut item, _) = sealed_item(sealer, &key, case).await?;
    item.insert("seq".to_owned(), number(case.seq));
    item.insert("head_hash".to_owned(), bytes(*head));
    item.insert("row".to_owned(), sealed_field(sealer, &key, "row", &case.row()).await?);
    item.insert("gsi1pk".to_owned(), text(keys::campaign_index_pk(&case.school, &case.campaign)));
    item.insert("gsi1sk".to_owned(), text(keys::class_index_sk(case)));
    if let Some((pk, since)) = keys::due_index(case) {
        item.insert("gsi2pk".to_owned(), text(pk));
        item.insert("gsi2sk".to_owned(), text(since));
    }
    Ok(item)
}

/// The case in a snapshot's item.
pub(crate) async fn read_snapshot(sealer: &dyn Sealer, item: &Item) -> Result<Loaded, StoreError> {
    let read = Read::new(item)?;
    let case: Case = read.open(sealer).await?;
    if read.needed::<u64>("seq")? != case.seq {
        return Err(read.corrupt("seq differs from the snapshot's"));
    }
    Ok(Loaded { case, head: read.hash("head_hash")? })
}

/// An event's item, and the hash that the next one holds.
pub(crate) async fn event_item(
    sealer: &dyn Sealer,
    case: CaseId,
    recorded: &Recorded,
    before: &Hash,
) -> Result<(Item, Hash), StoreError> {
    let kind = recorded.event.kind();
    let key = Key::event(case, recorded.seq, kind);
    let (mut item, sealed) = sealed_item(sealer, &key, recorded).await?;
    item.insert("seq".to_owned(), number(recorded.seq));
    item.insert("prev_hash".to_owned(), bytes(*before));
    Ok((item, link(before, recorded.seq, kind, &sealed)))
}

/// The event in an item that has to follow `before`, and the hash that the next one holds.
pub(crate) async fn read_event(
    sealer: &dyn Sealer,
    item: &Item,
    seq: u64,
    before: &Hash,
) -> Result<(Recorded, Hash), StoreError> {
    let read = Read::new(item)?;
    let recorded: Recorded = read.open(sealer).await?;
    if recorded.seq != seq || read.needed::<u64>("seq")? != seq {
        return Err(read.corrupt(format!("event {seq} is missing")));
    }
    if read.hash("prev_hash")? != *before {
        return Err(read.corrupt("the hash of the event before differs"));
    }
    let after = link(before, seq, recorded.event.kind(), read.bytes("sealed")?);
    Ok((recorded, after))
}
