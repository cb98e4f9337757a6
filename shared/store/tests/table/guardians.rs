//! Guardian accounts and their children; members of staff.

use crate::people::*;
use crate::table::Table;
use domain::*;
use jiff::civil::date;
use store::{Assignment, Claimed, GuardianRecord, StaffRecord};

fn person(n: u64) -> GuardianRecord {
    GuardianRecord {
        username: "4M8DTDZ07R5X".into(),
        person_index: format!("person-{n}"),
        name_index: format!("name-{n}"),
        made_for: ApplicantId { case: new_case(n).id, no: ApplicantNo(1) },
        issue: 1,
    }
}

#[tokio::test]
async fn the_first_person_has_the_account() {
    let table = Table::empty().await;
    assert_eq!(table.store.claim_guardian(&person(1)).await.unwrap(), Claimed::New);
    assert_eq!(table.store.claim_guardian(&person(2)).await.unwrap(), Claimed::Exists(person(1)));
    assert_eq!(table.store.guardian(&person(1).username).await.unwrap(), Some(person(1)));
    assert_eq!(table.store.guardian("nobody").await.unwrap(), None);
}

#[tokio::test]
async fn a_password_is_renewed_forwards_only() {
    let table = Table::empty().await;
    table.store.claim_guardian(&person(1)).await.unwrap();
    for (asked, valid) in [(3, 3), (2, 3), (4, 4)] {
        table.store.raise_guardian_issue(&person(1).username, asked).await.unwrap();
        assert_eq!(table.store.guardian(&person(1).username).await.unwrap().unwrap().issue, valid);
    }
}

#[tokio::test]
async fn a_recorded_account_has_its_child() {
    let (table, case) = Table::with_case(1).await;
    let case = table.sends(case).await;
    let case = table.does(case, &teacher(), approve(), NOON).await;
    assert_eq!(table.store.children("4M8DTDZ07R5X").await.unwrap(), vec![]);
    let case = table.does(case, &Actor::Worker(Worker::Provision), account("4M8DTDZ07R5X"), later(700)).await;
    let child = ApplicantId { case: case.id, no: ApplicantNo(1) };
    assert_eq!(table.store.children("4M8DTDZ07R5X").await.unwrap(), vec![child]);
    table.is_sound(case.id).await;
}

#[tokio::test]
async fn a_member_of_staff_reads_back_as_entered() {
    let table = Table::empty().await;
    let record = StaffRecord {
        username: "t-1".into(),
        school: school(),
        name: "王老師".into(),
        role: StaffRole::Teacher,
        classes: vec![Assignment { class: class("101"), from: date(2026, 8, 1), until: None }],
    };
    table.store.put_staff(&record).await.unwrap();
    assert_eq!(table.store.staff("t-1").await.unwrap(), Some(record));
    assert_eq!(table.store.staff("t-2").await.unwrap(), None);
}
