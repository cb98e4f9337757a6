//! Erasing a case: nothing of it can be read, and its chain still walks.

use crate::dump::Dump;
use crate::people::*;
use crate::table::{NAME, Table};
use aws_sdk_dynamodb::types::AttributeValue;
use domain::*;
use serde_json::json;
use store::{Chain, ChangeError, DraftPart, DueKind, Loaded, StoreError};

/// A case with an account, drafts and sign-ins.
async fn full_case(table: &Table) -> Loaded {
    table.store.put_campaign(&record()).await.unwrap();
    let case = table.open(&new_case(1)).await;
    let case = table.sends(case).await;
    let case = table.does(case, &teacher(), approve(), later(10)).await;
    let case = table.does(case, &Actor::Worker(Worker::Provision), account("4M8DTDZ07R5X"), later(700)).await;
    for part in [DraftPart::Confirmation, DraftPart::Applicants] {
        table.store.save_draft(&case, part, &json!({"typed": "林大"}), later(701), later(9_999)).await.unwrap();
    }
    table.store.record_sign_in(case.id, later(702)).await.unwrap();
    case
}

async fn erase(table: &Table, case: CaseId) -> bool {
    table.store.erase(case, &by(&Actor::Operator, later(800))).await.unwrap()
}

#[tokio::test]
async fn an_erased_case_is_unknown_to_every_question() {
    let table = Table::empty().await;
    let case = full_case(&table).await;
    assert!(erase(&table, case.id).await);
    for store in [table.store.clone(), table.fresh(later(801))] {
        assert_eq!(store.load(case.id).await.unwrap(), None);
        assert_eq!(store.load_many(&[case.id]).await.unwrap(), vec![]);
        assert_eq!(store.history(case.id).await.unwrap(), vec![]);
        assert_eq!(store.portal(&portal_key(case.id), later(801)).await.unwrap(), None);
        assert_eq!(store.campaign_rows(&school(), &campaign().id, later(801)).await.unwrap(), vec![]);
        assert_eq!(store.due(DueKind::Mail, later(9_999), 10).await.unwrap(), vec![]);
        assert_eq!(store.student_entry(&school(), &case.student.number).await.unwrap(), None);
        assert_eq!(store.children("4M8DTDZ07R5X").await.unwrap(), vec![]);
    }
    assert!(!erase(&table, case.id).await, "there is nothing to erase twice");
}

#[tokio::test]
async fn of_an_erased_case_only_sealed_events_and_the_end_of_the_chain_are_left() {
    let table = Table::empty().await;
    let case = full_case(&table).await;
    erase(&table, case.id).await;
    let query = table.raw.query().table_name(NAME).key_condition_expression("pk = :pk");
    let query = query.expression_attribute_values(":pk", AttributeValue::S(format!("CASE#{}", case.id)));
    for item in query.send().await.unwrap().items() {
        let mut names: Vec<_> = item.keys().map(String::as_str).collect();
        names.sort_unstable();
        match item["sk"].as_s().unwrap().split('#').next().unwrap() {
            "EVENT" => assert_eq!(names, ["key", "pk", "prev_hash", "schema", "sealed", "seq", "sk"]),
            "ENTRY" => assert_eq!(names, ["pk", "schema", "sk"]),
            _ => assert_eq!(names, ["erased_at", "events", "head_hash", "pk", "request_id", "schema", "sk"]),
        }
    }
    assert_eq!(Dump::of(&table.raw, NAME).await.find(["case_key", "林小樹", "index-1", "S00001"]), [""; 0]);
}

#[tokio::test]
async fn the_chain_walks_without_any_key_before_and_after_erasing() {
    let table = Table::empty().await;
    let case = full_case(&table).await;
    table.keys.set_down(true);
    let store = table.fresh(later(800));
    assert_eq!(store.walk_chain(case.id).await.unwrap(), Some(Chain { events: case.seq, erased: false }));
    table.keys.set_down(false);
    erase(&table, case.id).await;
    table.keys.set_down(true);
    assert_eq!(store.walk_chain(case.id).await.unwrap(), Some(Chain { events: case.seq, erased: true }));
    assert_eq!(store.walk_chain(new_case(9).id).await.unwrap(), None);
}

#[tokio::test]
async fn an_event_taken_from_an_erased_case_is_noticed() {
    let table = Table::empty().await;
    let case = full_case(&table).await;
    erase(&table, case.id).await;
    let last = format!("EVENT#{:06}#account_created", case.seq);
    let delete = table.raw.delete_item().table_name(NAME).key("pk", AttributeValue::S(format!("CASE#{}", case.id)));
    delete.key("sk", AttributeValue::S(last)).send().await.unwrap();
    assert!(matches!(table.store.walk_chain(case.id).await, Err(StoreError::Corrupt { .. })));
}

#[tokio::test]
async fn whoever_still_holds_an_erased_case_brings_nothing_back() {
    let table = Table::empty().await;
    let case = full_case(&table).await;
    erase(&table, case.id).await;
    let late = table.tries(case.clone(), &teacher(), mark_paper(), later(801)).await;
    assert!(matches!(late, Err(ChangeError::Contended)), "{late:?}");
    let typed = table.store.save_draft(&case, DraftPart::Applicants, &json!({}), later(801), later(9_999)).await;
    assert!(matches!(typed, Err(ChangeError::Contended)), "{typed:?}");
    assert_eq!(table.store.load(case.id).await.unwrap(), None);
}

#[tokio::test]
async fn erasing_waits_for_whoever_was_faster() {
    let table = Table::empty().await;
    let case = full_case(&table).await;
    let eraser = table.fresh(later(800));
    let by = by(&Actor::Operator, later(800));
    let (erased, changed) = tokio::join!(
        eraser.erase(case.id, &by),
        table.store.change(case.clone(), &by, |_| Ok(vec![Event::PaperMarked { returned: true }])),
    );
    assert!(erased.unwrap());
    let events = case.seq + u64::from(changed.is_ok());
    assert_eq!(table.store.walk_chain(case.id).await.unwrap(), Some(Chain { events, erased: true }));
}

#[tokio::test]
async fn a_student_in_the_next_campaign_keeps_that_entry() {
    let table = Table::empty().await;
    let case = full_case(&table).await;
    let spring = CampaignId::parse("2027-spring").unwrap();
    let next = store::NewCase { id: new_case(2).id, campaign: spring, ..new_case(1) };
    table.open(&next).await;
    assert!(erase(&table, case.id).await);
    let entry = table.store.student_entry(&school(), &case.student.number).await.unwrap();
    assert_eq!(entry.unwrap().case, next.id);
    assert!(table.store.load(next.id).await.unwrap().is_some());
}

fn mark_paper() -> Command {
    Command::MarkPaper { returned: false }
}
