//! Whoever has the table, and not the heads that were kept, is found out.
#![allow(clippy::unwrap_used, clippy::panic)]

use audit::{Found, Heads, walk};
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use domain::{Actor, CaseId, Cause, Event};
use std::collections::HashMap;
use store::Change;
use testkit::{TABLE, World, now};

type Item = HashMap<String, AttributeValue>;

/// Three cases of five events each, and the heads that were kept of them.
struct Kept {
    world: World,
    cases: [CaseId; 3],
    heads: Heads,
}

impl Kept {
    async fn three() -> Kept {
        let world = World::new().await;
        let cases = [world.case, world.open_case(2, |_| {}).await, world.open_case(3, |_| {}).await];
        let mut kept = Kept { world, cases, heads: Heads::default() };
        for case in cases {
            kept.goes_on(case, 4).await;
        }
        let found = kept.audit().await;
        assert_eq!((found.whole, found.events, found.known, found.broken.len()), (3, 15, 0, 0));
        kept.heads = found.heads;
        kept
    }

    async fn goes_on(&self, case: CaseId, events: usize) {
        let by = Change { actor: &Actor::Operator, cause: Cause::itself("r"), now: now() };
        for returned in [true, false].into_iter().cycle().take(events) {
            let loaded = self.world.store.load(case).await.unwrap().unwrap();
            self.world.store.change(loaded, &by, |_| Ok(vec![Event::PaperMarked { returned }])).await.unwrap();
        }
    }

    async fn audit(&self) -> Found {
        walk(&self.world.store, &self.heads, |_| {}).await.unwrap()
    }

    /// What the audit says of the second case, which is the only one that it complains of.
    async fn complaint(&self) -> String {
        let found = self.audit().await;
        assert_eq!(found.whole, 2);
        assert_eq!(found.heads, self.heads, "what was known is not forgotten");
        let [broken] = &found.broken[..] else { panic!("{:?}", found.broken) };
        assert_eq!(broken.case, self.cases[1]);
        broken.what.replace(&broken.case.to_string(), "2")
    }

    /// What somebody finds who walks the chains and kept no heads.
    async fn without_heads(&self) -> usize {
        walk(&self.world.store, &Heads::default(), |_| {}).await.unwrap().broken.len()
    }

    async fn items(&self, case: CaseId) -> Vec<Item> {
        let query = self.world.raw().query().table_name(TABLE).key_condition_expression("pk = :pk");
        let query = query.expression_attribute_values(":pk", AttributeValue::S(format!("CASE#{case}")));
        query.send().await.unwrap().items.unwrap()
    }

    /// The snapshot is 0, the events count from 1.
    async fn item(&self, at: usize) -> Item {
        let mut items = self.items(self.cases[1]).await;
        items.retain(|item| item["sk"].as_s().unwrap() != "ENTRY");
        items.swap_remove(at)
    }

    async fn put(&self, item: Item) {
        self.world.raw().put_item().table_name(TABLE).set_item(Some(item)).send().await.unwrap();
    }

    async fn delete(&self, item: &Item) {
        let delete = self.world.raw().delete_item().table_name(TABLE);
        delete.key("pk", item["pk"].clone()).key("sk", item["sk"].clone()).send().await.unwrap();
    }
}

#[tokio::test]
async fn what_goes_on_begins_or_is_erased_after_the_heads_were_kept_is_as_it_should_be() {
    let kept = Kept::three().await;
    kept.goes_on(kept.cases[0], 3).await;
    let by = Change { actor: &Actor::Operator, cause: Cause::itself("r"), now: now() };
    assert!(kept.world.store.erase(kept.cases[1], &by).await.unwrap());
    kept.world.open_case(4, |_| {}).await;
    let found = kept.audit().await;
    assert_eq!((found.whole, found.erased, found.known, found.events), (4, 1, 3, 8 + 5 + 5 + 1));
    assert_eq!(found.broken, []);
}

#[tokio::test]
async fn a_changed_event_is_named() {
    let kept = Kept::three().await;
    let mut event = kept.item(3).await;
    event.insert("sealed".into(), AttributeValue::B(Blob::new(b"forged")));
    kept.put(event).await;
    assert_eq!(kept.complaint().await, "CASE#2/EVENT#000004#paper_marked: the hash of the event before differs");
}

#[tokio::test]
async fn a_changed_last_event_is_named_with_its_snapshot_too() {
    let kept = Kept::three().await;
    let mut event = kept.item(5).await;
    event.insert("sealed".into(), AttributeValue::B(Blob::new(b"forged")));
    kept.put(event).await;
    let what = kept.complaint().await;
    assert_eq!(what, "CASE#2/EVENT#000005#paper_marked: it, or an event before it, is another than was known");
}

#[tokio::test]
async fn a_removed_last_event_is_named() {
    let kept = Kept::three().await;
    kept.delete(&kept.item(5).await).await;
    assert_eq!(kept.complaint().await, "CASE#2/CASE: the chain ends elsewhere, after event 4");
}

#[tokio::test]
async fn a_removed_last_event_is_named_although_the_snapshot_was_made_to_fit() {
    let kept = Kept::three().await;
    let last = kept.item(5).await;
    let mut snapshot = kept.item(0).await;
    snapshot.insert("seq".into(), AttributeValue::N("4".into()));
    snapshot.insert("head_hash".into(), last["prev_hash"].clone());
    kept.delete(&last).await;
    kept.put(snapshot).await;
    assert_eq!(kept.without_heads().await, 0);
    assert_eq!(kept.complaint().await, "CASE#2/CASE: event 5 is missing, which was known");
}

#[tokio::test]
async fn a_removed_event_in_the_middle_is_named() {
    let kept = Kept::three().await;
    kept.delete(&kept.item(3).await).await;
    assert_eq!(kept.complaint().await, "CASE#2/EVENT#000004#paper_marked: event 3 is missing");
}

#[tokio::test]
async fn swapped_events_are_named() {
    let kept = Kept::three().await;
    let (mut one, mut other) = (kept.item(2).await, kept.item(4).await);
    std::mem::swap(one.get_mut("sealed").unwrap(), other.get_mut("sealed").unwrap());
    kept.put(one).await;
    kept.put(other).await;
    assert_eq!(kept.complaint().await, "CASE#2/EVENT#000003#paper_marked: the hash of the event before differs");
}

#[tokio::test]
async fn a_removed_case_is_named() {
    let kept = Kept::three().await;
    for item in kept.items(kept.cases[1]).await {
        kept.delete(&item).await;
    }
    assert_eq!(kept.without_heads().await, 0);
    assert_eq!(kept.complaint().await, "CASE#2/CASE: the case is missing, which was known");
}

#[tokio::test]
async fn a_removed_snapshot_is_named() {
    let kept = Kept::three().await;
    kept.delete(&kept.item(0).await).await;
    assert_eq!(kept.without_heads().await, 1);
    assert_eq!(kept.complaint().await, "CASE#2/CASE: it is missing, and its events are there");
}

#[tokio::test]
async fn a_whole_history_put_in_place_of_another_is_named_although_it_adds_up() {
    let kept = Kept::three().await;
    for mut item in kept.items(kept.cases[2]).await {
        item.insert("pk".into(), AttributeValue::S(format!("CASE#{}", kept.cases[1])));
        kept.put(item).await;
    }
    assert_eq!(kept.without_heads().await, 0);
    let what = kept.complaint().await;
    assert_eq!(what, "CASE#2/EVENT#000005#paper_marked: it, or an event before it, is another than was known");
}

#[tokio::test]
async fn an_erased_case_that_a_backup_brings_back_is_named() {
    let mut kept = Kept::three().await;
    let before = kept.items(kept.cases[1]).await;
    let by = Change { actor: &Actor::Operator, cause: Cause::itself("r"), now: now() };
    assert!(kept.world.store.erase(kept.cases[1], &by).await.unwrap());
    kept.heads = kept.audit().await.heads;
    for item in before {
        kept.put(item).await;
    }
    assert_eq!(kept.complaint().await, "it was erased, and is here again");
}

#[tokio::test]
async fn the_only_writer_puts_no_event_over_another() {
    let kept = Kept::three().await;
    let case = kept.world.store.load(kept.cases[1]).await.unwrap().unwrap();
    let mut planted = kept.item(5).await;
    planted.insert("sk".into(), AttributeValue::S("EVENT#000006#paper_marked".into()));
    kept.put(planted.clone()).await;
    let by = Change { actor: &Actor::Operator, cause: Cause::itself("r"), now: now() };
    let written = kept.world.store.change(case, &by, |_| Ok(vec![Event::PaperMarked { returned: true }])).await;
    assert!(written.is_err(), "{written:?}");
    assert_eq!(kept.item(6).await, planted);
}
