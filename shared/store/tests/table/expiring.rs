//! Cases whose campaign has been over for long are erased, and at last the campaign.

use crate::people::*;
use crate::table::Table;
use domain::*;
use jiff::Timestamp;
use store::{Expired, HandedOut, Loaded};

const DAY: i64 = 86_400;

/// Days after families could read last.
fn after_reading(days: i64) -> Timestamp {
    later(60 * DAY + days * DAY)
}

/// One case with an account, one that was sent, one never answered.
async fn over(table: &Table) -> [Loaded; 3] {
    table.store.put_campaign(&record()).await.unwrap();
    let bound = table.open(&new_case(1)).await;
    let bound = table.sends(bound).await;
    let bound = table.does(bound, &teacher(), approve(), later(10)).await;
    let bound = table.does(bound, &Actor::Worker(Worker::Provision), account("4M8DTDZ07R5X"), later(700)).await;
    let sent = table.open(&new_case(2)).await;
    let sent = table.sends(sent).await;
    [bound, sent, table.open(&new_case(3)).await]
}

async fn expire(table: &Table, most: usize, at: Timestamp) -> (usize, usize, bool) {
    let time = |expired: &Expired| expired.cases < most;
    let Expired { cases, campaigns, more } = table.fresh(at).expire(time, &by(&Actor::Operator, at)).await.unwrap();
    (cases, campaigns, more)
}

async fn left(table: &Table, cases: &[Loaded]) -> Vec<bool> {
    let mut left = Vec::new();
    for case in cases {
        left.push(table.store.load(case.id).await.unwrap().is_some());
    }
    left
}

#[tokio::test]
async fn what_nobody_was_approved_in_goes_after_half_a_year_and_the_rest_after_a_year() {
    let table = Table::empty().await;
    let cases = over(&table).await;
    assert_eq!(expire(&table, 100, after_reading(179)).await, (0, 0, false));
    assert_eq!(expire(&table, 100, after_reading(180)).await, (2, 0, false));
    assert_eq!(left(&table, &cases).await, [true, false, false]);
    assert_eq!(expire(&table, 100, after_reading(364)).await, (0, 0, false));
    assert_eq!(expire(&table, 100, after_reading(365)).await, (1, 0, false));
    assert_eq!(left(&table, &cases).await, [false; 3]);
    for case in cases {
        assert!(table.store.walk_chain(case.id).await.unwrap().unwrap().erased);
    }
}

#[tokio::test]
async fn a_run_does_so_many_and_says_that_there_is_more() {
    let table = Table::empty().await;
    over(&table).await;
    assert_eq!(expire(&table, 2, after_reading(400)).await, (2, 0, true));
    assert_eq!(expire(&table, 2, after_reading(400)).await, (1, 0, false));
    assert_eq!(expire(&table, 2, after_reading(400)).await, (0, 1, false));
    assert_eq!(expire(&table, 2, after_reading(400)).await, (0, 0, false));
}

#[tokio::test]
async fn an_empty_campaign_goes_with_its_keys_and_its_line_at_the_entry() {
    let table = Table::empty().await;
    over(&table).await;
    for _ in 0..2 {
        expire(&table, 100, after_reading(365)).await;
    }
    assert_eq!(table.store.schools().await.unwrap(), []);
    assert_eq!(table.store.campaigns(&school()).await.unwrap(), []);
    let dump = crate::dump::Dump::of(&table.raw, crate::table::NAME).await;
    assert_eq!(dump.find(["KEY#campaign"]), [""; 0]);
}

#[tokio::test]
async fn the_record_of_what_was_handed_out_ends_with_the_campaign() {
    let table = Table::empty().await;
    let out = HandedOut { at: later(0), by: "teacher-101".into(), class: class("101"), forms: 30, codes: 2 };
    table.store.note_handed_out(&campaign(), "request-1", &out).await.unwrap();
    let [item] = &table.raw.scan().table_name(crate::table::NAME).send().await.unwrap().items.unwrap()[..] else {
        panic!("one item");
    };
    assert_eq!(item["ttl"].as_n().unwrap(), &after_reading(365).as_second().to_string());
}

#[tokio::test]
async fn an_account_keeps_its_children() {
    let table = Table::empty().await;
    let [bound, ..] = over(&table).await;
    let children = table.store.children("4M8DTDZ07R5X").await.unwrap();
    assert_eq!(children.len(), 1, "{:?}", bound.id);
    expire(&table, 100, after_reading(365)).await;
    assert_eq!(table.store.children("4M8DTDZ07R5X").await.unwrap(), children);
}

#[tokio::test]
async fn a_campaign_that_is_open_is_not_even_looked_at() {
    let table = Table::empty().await;
    let cases = over(&table).await;
    table.keys.set_down(true);
    assert_eq!(expire(&table, 100, later(0)).await, (0, 0, false));
    table.keys.set_down(false);
    assert_eq!(left(&table, &cases).await, [true; 3]);
}
