//! What whoever has the table, and not the keys, can read of a family: nothing.

use crate::dump::Dump;
use crate::people::*;
use crate::table::{LocalKeys, NAME, Table};
use aws_sdk_dynamodb::types::AttributeValue;
use domain::*;
use serde_json::json;
use store::{Assignment, DraftPart, KeyOwner, Loaded, NewCase, StaffRecord, Store, StoreError};

/// Names, numbers and addresses of everybody who takes part below.
const PERSONAL: [&str; 14] = [
    "林小樹",
    "林大樹",
    "林大山",
    "王老師",
    "示範市示範路1號",
    "示範市示範路8號",
    "0900000001",
    "0900000077",
    "02-23450000",
    "0223450000",
    "parent@example.com",
    "typed@example.com",
    "2017-03-04",
    "請看反面",
];

fn owner() -> KeyOwner {
    KeyOwner { school: school(), campaign: Some(campaign().id) }
}

async fn class_101(store: &Store) -> Result<usize, StoreError> {
    Ok(store.class_rows(&school(), &campaign().id, &class("101"), NOON).await?.len())
}

/// A family's whole journey, with drafts on the way, a rejection, an approval, an account and mails.
async fn journey(table: &Table) -> Loaded {
    let contact = Contact {
        household_address: Some(Address::parse("示範市示範路8號").unwrap()),
        home_phone: Some(Phone::parse("02-23450000").unwrap()),
        ..Contact::default()
    };
    table.store.put_campaign(&record()).await.unwrap();
    let record = StaffRecord {
        username: "t-1".into(),
        school: school(),
        name: "王老師".into(),
        role: StaffRole::Teacher,
        classes: vec![Assignment { class: class("101"), from: "2026-08-01".parse().unwrap(), until: None }],
    };
    table.store.put_staff(&record).await.unwrap();
    let case = table.open(&NewCase { contact, ..new_case(1) }).await;
    let case = table.sends(case).await;
    let rejected = Event::Rejected {
        no: ApplicantNo(1),
        reason: Reason { code: ReasonCode::Other, text: Some(FreeText::parse("請看反面").unwrap()) },
        undo_until: later(600),
        due_at: later(630),
        correct_until: later(86_400),
    };
    let case = table.store.change(case, &by(&teacher(), later(5)), |_| Ok(vec![rejected.clone()])).await.unwrap();
    let case = table.does(case, &teacher(), Command::Undo { no: ApplicantNo(1) }, later(6)).await;
    let case = table.does(case, &teacher(), approve(), later(10)).await;
    let case = table.does(case, &Actor::Worker(Worker::Provision), account("4M8DTDZ07R5X"), later(700)).await;
    let typed = json!({"name": "林大山", "email": "typed@example.com", "mobile": "0900000077"});
    for part in [DraftPart::Confirmation, DraftPart::Applicants] {
        table.store.save_draft(&case, part, &typed, later(701), later(3_600)).await.unwrap();
    }
    case
}

#[tokio::test]
async fn a_dump_of_the_table_after_a_whole_journey_tells_nothing_personal() {
    let table = Table::empty().await;
    let case = journey(&table).await;
    table.is_sound(case.id).await;
    let ids = [synthetic::national_id(1), synthetic::national_id(900_000)];
    let dump = Dump::of(&table.raw, NAME).await;
    assert!(dump.size() > 80, "the journey left only {} values", dump.size());
    assert_eq!(dump.find(PERSONAL), [""; 0]);
    assert_eq!(dump.find(ids.iter().map(NationalId::reveal)), [""; 0]);
    assert_ne!(dump.find(["示範國小"]), [""; 0], "the school's name is public, so the search does find");
}

#[tokio::test]
async fn no_key_lies_in_the_table_unwrapped() {
    let table = Table::empty().await;
    journey(&table).await;
    let stranger = Store::new(table.raw.clone(), NAME, store::WrappingKeys::new(LocalKeys::new().unwrap(), clock()));
    assert!(matches!(stranger.load(new_case(1).id).await, Err(StoreError::Sealing { .. })));
    assert!(matches!(class_101(&stranger).await, Err(StoreError::Sealing { .. })));
    assert!(matches!(stranger.staff("t-1").await, Err(StoreError::Sealing { .. })));
}

#[tokio::test]
async fn a_class_costs_one_query_and_no_key() {
    let table = Table::empty().await;
    for n in 0..40 {
        table.open(&new_case(n)).await;
    }
    let store = table.fresh(NOON);
    assert_eq!(class_101(&store).await.unwrap(), 40);
    assert_eq!((table.keys.unwraps(), table.calls() > 1), (2, true), "once when written, once by the fresh process");
    assert_eq!(class_101(&store).await.unwrap(), 40);
    assert_eq!((table.keys.unwraps(), table.calls()), (0, 1));
}

#[tokio::test]
async fn several_campaigns_cost_a_key_each() {
    let (table, case) = Table::with_case(1).await;
    let spring = CampaignId::parse("2027-spring").unwrap();
    let other = table.open(&NewCase { campaign: spring, ..new_case(2) }).await;
    table.keys.unwraps();
    let store = table.fresh(NOON);
    for _ in 0..3 {
        assert_eq!(store.load_many(&[case.id, other.id]).await.unwrap().len(), 2);
    }
    assert_eq!(table.keys.unwraps(), 2);
}

#[tokio::test]
async fn what_a_newer_key_seals_and_what_the_older_sealed_are_both_read() {
    let (table, before) = Table::with_case(1).await;
    assert_eq!(table.store.rotate_wrapping_key(&owner()).await.unwrap().to_string(), "demo#2026-fall#2");
    let after = table.open(&new_case(2)).await;
    let key_of = async |case: &Loaded| {
        let get = table.raw.get_item().table_name(NAME).key("pk", AttributeValue::S(format!("CASE#{}", case.id)));
        let item = get.key("sk", AttributeValue::S("CASE".into())).send().await.unwrap().item.unwrap();
        item["case_key"].as_m().unwrap()["key"].as_s().unwrap().clone()
    };
    assert_eq!((key_of(&before).await, key_of(&after).await), ("demo#2026-fall#1".into(), "demo#2026-fall#2".into()));
    let store = table.fresh(NOON);
    assert_eq!(store.load(before.id).await.unwrap(), Some(before.clone()));
    assert_eq!(class_101(&store).await.unwrap(), 2);

    let before = table.sends(before).await;
    assert_eq!(key_of(&before).await, "demo#2026-fall#1", "a change goes on with the case's key");
    table.is_sound(before.id).await;
    table.is_sound(after.id).await;
}

#[tokio::test]
async fn a_newer_school_key_leaves_staff_readable() {
    let table = Table::empty().await;
    journey(&table).await;
    table.store.rotate_wrapping_key(&KeyOwner { campaign: None, ..owner() }).await.unwrap();
    let teacher = table.fresh(NOON).staff("t-1").await.unwrap().unwrap();
    table.store.put_staff(&StaffRecord { username: "t-2".into(), ..teacher.clone() }).await.unwrap();
    let store = table.fresh(NOON);
    assert_eq!(store.staff("t-1").await.unwrap(), Some(teacher.clone()));
    assert_eq!(store.staff("t-2").await.unwrap().unwrap().name, teacher.name);
}

#[tokio::test]
async fn a_sealed_value_moved_to_another_case_does_not_open() {
    let table = Table::empty().await;
    let (one, two) = (table.open(&new_case(1)).await, table.open(&new_case(2)).await);
    let pk = |case: &Loaded| AttributeValue::S(format!("CASE#{}", case.id));
    let get = table.raw.get_item().table_name(NAME).key("pk", pk(&one)).key("sk", AttributeValue::S("CASE".into()));
    let mut item = get.send().await.unwrap().item.unwrap();
    item.insert("pk".to_owned(), pk(&two));
    table.raw.put_item().table_name(NAME).set_item(Some(item)).send().await.unwrap();
    assert!(matches!(table.store.load(two.id).await, Err(StoreError::Sealing { .. })));
}

#[tokio::test]
async fn without_the_key_service_what_is_remembered_serves_and_the_rest_may_be_tried_again() {
    let (table, case) = Table::with_case(1).await;
    table.keys.set_down(true);
    assert!(table.store.load(case.id).await.unwrap().is_some());
    let refused = table.fresh(NOON).load(case.id).await.unwrap_err();
    assert!(refused.is_transient());
    table.keys.set_down(false);
    assert!(table.fresh(NOON).load(case.id).await.unwrap().is_some());
}

fn clock() -> runtime::Clock {
    runtime::Clock::fixed(NOON)
}
