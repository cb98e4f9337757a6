//! A case and its history.

use crate::people::*;
use crate::table::{NAME, Table};
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use domain::*;
use store::{ChangeError, Opened, StoreError};

#[tokio::test]
async fn a_case_reads_back_as_it_was_written() {
    let (table, case) = Table::with_case(1).await;
    let case = table.sends(case).await;
    assert_eq!(table.store.load(case.id).await.unwrap(), Some(case.clone()));
    table.is_sound(case.id).await;
}

#[tokio::test]
async fn an_unknown_case_is_none() {
    let table = Table::empty().await;
    assert_eq!(table.store.load(new_case(1).id).await.unwrap(), None);
    assert_eq!(table.store.history(new_case(1).id).await.unwrap(), vec![]);
}

#[tokio::test]
async fn events_say_who_when_and_for_which_request() {
    let (table, case) = Table::with_case(1).await;
    table.does(case, &family(), confirm(), later(60)).await;
    let last = table.store.history(new_case(1).id).await.unwrap().pop().unwrap();
    assert_eq!((last.seq, last.at, last.request_id.as_str()), (2, later(60), "request-1"));
    assert_eq!(last.by, By::Family { session: "session-1".into() });
    assert_eq!(last.event.kind(), "data_confirmed");
}

#[tokio::test]
async fn what_is_refused_changes_nothing() {
    let (table, case) = Table::with_case(1).await;
    let refused = table.tries(case.clone(), &family(), Command::Send, NOON).await;
    assert!(matches!(refused, Err(ChangeError::Refused(Refusal::NotReady(_)))));
    assert_eq!(table.store.load(case.id).await.unwrap(), Some(case.clone()));
    assert_eq!(table.store.history(case.id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_so_already_writes_nothing() {
    let (table, case) = Table::with_case(1).await;
    let case = table.does(case, &family(), confirm(), NOON).await;
    table.calls();
    let again = table.does(case.clone(), &family(), confirm(), later(5)).await;
    assert_eq!((again, table.calls()), (case, 0));
}

#[tokio::test]
async fn several_events_of_one_decision_stand_in_order() {
    let (table, case) = Table::with_case(1).await;
    let both = vec![Event::PaperMarked { returned: true }, Event::PaperMarked { returned: false }];
    let case = table.store.change(case, &by(&teacher(), NOON), |_| Ok(both.clone())).await.unwrap();
    assert_eq!(case.seq, 3);
    table.is_sound(case.id).await;
}

#[tokio::test]
async fn a_decision_may_answer_with_something_of_its_own() {
    let (table, case) = Table::with_case(1).await;
    let decide = |case: &Case| Ok((vec![Event::PaperMarked { returned: true }], case.seq));
    let (case, seen) = table.store.change_with(case, &by(&teacher(), NOON), decide).await.unwrap();
    assert_eq!((case.seq, seen), (2, 1));
}

#[tokio::test]
async fn many_cases_load_over_several_calls() {
    let table = Table::empty().await;
    let mut ids = Vec::new();
    for n in 0..130 {
        ids.push(table.open(&new_case(n)).await.id);
    }
    ids.push(ids[0]);
    ids.push(new_case(999).id);
    table.calls();
    assert_eq!(table.store.load_many(&ids).await.unwrap().len(), 130);
    assert_eq!(table.calls(), 2);
}

#[tokio::test]
async fn opening_a_case_again_finds_the_first_one() {
    let (table, case) = Table::with_case(1).await;
    let again = store::NewCase { id: new_case(2).id, ..new_case(1) };
    let opened = table.store.open_case(&again, &by(&Actor::Operator, NOON)).await.unwrap();
    assert!(matches!(opened, Opened::Exists(entry) if entry.case == case.id));
    assert_eq!(table.store.load(again.id).await.unwrap(), None);
}

#[tokio::test]
async fn the_next_campaign_opens_a_case_of_its_own() {
    let (table, _) = Table::with_case(1).await;
    let spring = CampaignId::parse("2027-spring").unwrap();
    table.open(&store::NewCase { id: new_case(2).id, campaign: spring.clone(), ..new_case(1) }).await;
    let entry = table.store.student_entry(&school(), &new_case(1).student.number).await.unwrap().unwrap();
    assert_eq!((entry.case, entry.campaign), (new_case(2).id, spring));
    assert!(table.store.load(new_case(1).id).await.unwrap().is_some());
}

#[tokio::test]
async fn a_changed_event_breaks_the_chain() {
    let (table, case) = Table::with_case(1).await;
    let case = table.sends(case).await;
    let stored = table.store.history(case.id).await.unwrap();
    let forged = serde_json::to_string(&stored[1]).unwrap().replace("示範路1號", "示範路2號");
    set(&table, case.id, "EVENT#000002#data_confirmed", "sealed", AttributeValue::B(Blob::new(forged))).await;
    assert!(matches!(table.store.history(case.id).await, Err(StoreError::Sealing { .. })));
    assert!(matches!(table.store.walk_chain(case.id).await, Err(StoreError::Corrupt { .. })));
}

#[tokio::test]
async fn a_missing_event_is_noticed() {
    let (table, case) = Table::with_case(1).await;
    let case = table.sends(case).await;
    let (pk, sk) = (format!("CASE#{}", case.id), "EVENT#000003#consented".to_owned());
    let key = [("pk".to_owned(), AttributeValue::S(pk)), ("sk".to_owned(), AttributeValue::S(sk))];
    table.raw.delete_item().table_name(NAME).set_key(Some(key.into())).send().await.unwrap();
    assert!(matches!(table.store.history(case.id).await, Err(StoreError::Corrupt { .. })));
    assert!(matches!(table.store.walk_chain(case.id).await, Err(StoreError::Corrupt { .. })));
}

#[tokio::test]
async fn a_history_cut_short_is_noticed() {
    let (table, case) = Table::with_case(1).await;
    let case = table.sends(case).await;
    let (pk, sk) = (format!("CASE#{}", case.id), "EVENT#000005#submitted".to_owned());
    let key = [("pk".to_owned(), AttributeValue::S(pk)), ("sk".to_owned(), AttributeValue::S(sk))];
    table.raw.delete_item().table_name(NAME).set_key(Some(key.into())).send().await.unwrap();
    assert!(matches!(table.store.walk_chain(case.id).await, Err(StoreError::Corrupt { .. })));
}

#[tokio::test]
async fn an_item_of_an_unknown_form_is_refused_without_a_word_of_it() {
    let (table, case) = Table::with_case(1).await;
    set(&table, case.id, "CASE", "sealed", AttributeValue::B(Blob::new("{\"id\": \"林小樹\"}"))).await;
    let torn = table.store.load(case.id).await.unwrap_err();
    assert!(matches!(torn, StoreError::Sealing { .. }) && !format!("{torn:?}").contains("林小樹"));
    set(&table, case.id, "CASE", "schema", AttributeValue::N("2".into())).await;
    assert!(table.store.load(case.id).await.unwrap_err().to_string().contains("schema 2"));
}

/// Changes an item behind the store's back.
async fn set(table: &Table, case: CaseId, sk: &str, name: &str, value: AttributeValue) {
    let update = table.raw.update_item().table_name(NAME).key("pk", AttributeValue::S(format!("CASE#{case}")));
    let update = update.key("sk", AttributeValue::S(sk.into())).update_expression("SET #name = :value");
    let update = update.expression_attribute_names("#name", name).expression_attribute_values(":value", value);
    update.send().await.unwrap();
}
