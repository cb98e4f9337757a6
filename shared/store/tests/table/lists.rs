//! Class lists, what is due and the codes on papers: the indexes.

use crate::people::*;
use crate::table::{NAME, Table};
use aws_sdk_dynamodb::types::AttributeValue;
use domain::*;
use serde_json::json;
use store::{ClassEntry, DraftPart, DueKind, NewCase};

async fn class_101(table: &Table, seconds: i64) -> Vec<ClassEntry> {
    table.store.class_rows(&school(), &campaign().id, &class("101"), later(seconds)).await.unwrap()
}

#[tokio::test]
async fn a_class_is_one_call_and_stands_by_seat() {
    let table = Table::empty().await;
    for n in [5, 3, 20, 4] {
        table.open(&new_case(n)).await;
    }
    table.calls();
    let rows = class_101(&table, 0).await;
    assert_eq!(table.calls(), 1);
    let seats: Vec<_> = rows.iter().map(|entry| entry.row.seat.as_str()).collect();
    assert_eq!(seats, ["04", "05", "06", "21"]);
}

#[tokio::test]
async fn a_row_follows_its_case() {
    let (table, case) = Table::with_case(1).await;
    let case = table.sends(case).await;
    let rows = class_101(&table, 0).await;
    let expected = ClassEntry { case: case.id, seq: case.seq, row: case.row(), has_draft: false };
    assert_eq!(rows, vec![expected]);
    assert_eq!(rows[0].row.applicants[0].review, ReviewState::Pending);
}

#[tokio::test]
async fn a_pupil_who_changes_class_leaves_the_old_list() {
    let (table, case) = Table::with_case(1).await;
    let moved = Command::ChangeRoster { student: student(1, "1012"), contact: Contact::default() };
    table.does(case, &Actor::Operator, moved, NOON).await;
    assert_eq!(class_101(&table, 0).await, vec![]);
    let rows = table.store.class_rows(&school(), &campaign().id, &class("1012"), NOON).await.unwrap();
    assert_eq!(rows.len(), 1);
}

#[tokio::test]
async fn the_registrar_sees_every_class_of_the_campaign_only() {
    let table = Table::empty().await;
    table.open(&new_case(1)).await;
    table.open(&NewCase { student: student(2, "305"), ..new_case(2) }).await;
    table.open(&NewCase { campaign: CampaignId::parse("2026-fall-2").unwrap(), ..new_case(3) }).await;
    let rows = table.store.campaign_rows(&school(), &campaign().id, NOON).await.unwrap();
    let classes: Vec<_> = rows.iter().map(|entry| entry.row.class.as_str()).collect();
    assert_eq!(classes, ["101", "305"]);
}

#[tokio::test]
async fn the_list_tells_who_is_typing_until_the_draft_is_gone() {
    let (table, case) = Table::with_case(1).await;
    table.open(&new_case(2)).await;
    let typed = json!({"name": "林"});
    table.store.save_draft(&case, DraftPart::Applicants, &typed, NOON, later(100)).await.unwrap();
    let typing = async |at| class_101(&table, at).await.iter().map(|entry| entry.has_draft).collect::<Vec<_>>();
    assert_eq!(typing(99).await, [true, false]);
    assert_eq!(typing(100).await, [false, false]);
    table.does(case, &family(), answer(Choice::Decline), NOON).await;
    assert_eq!(typing(1).await, [false, false]);
}

#[tokio::test]
async fn a_school_of_more_than_a_megabyte_of_rows_is_there_whole() {
    let table = Table::empty().await;
    let report = FreeText::parse(&"字".repeat(500)).unwrap();
    let wrong = Event::DataConfirmed { registry_correct: false, error_report: Some(report), contact: Box::default() };
    for n in 0..700 {
        let case = table.open(&new_case(n)).await;
        table.store.change(case, &by(&family(), NOON), |_| Ok(vec![wrong.clone()])).await.unwrap();
    }
    table.calls();
    assert_eq!(class_101(&table, 0).await.len(), 700);
    assert!(table.calls() > 1, "one page was enough");
}

#[tokio::test]
async fn an_approval_is_due_as_an_account_and_then_as_a_mail() {
    let (table, case) = Table::with_case(1).await;
    let id = case.id;
    let due = async |kind, at| table.store.due(kind, later(at), 10).await.unwrap();
    let case = table.sends(case).await;
    assert_eq!(due(DueKind::Mail, 0).await, vec![(id, NOON)]);
    assert_eq!(due(DueKind::Account, 9_999).await, vec![]);

    let case = sends_mail(&table, case, 1).await;
    let case = table.does(case, &teacher(), approve(), later(10)).await;
    assert_eq!(due(DueKind::Account, 639).await, vec![]);
    assert_eq!(due(DueKind::Account, 640).await, vec![(id, later(640))]);
    assert_eq!(due(DueKind::Mail, 9_999).await, vec![]);

    let case = table.does(case, &Actor::Worker(Worker::Provision), account("4M8DTDZ07R5X"), later(700)).await;
    assert_eq!(due(DueKind::Account, 9_999).await, vec![]);
    assert_eq!(due(DueKind::Mail, 9_999).await, vec![(id, later(700))]);

    sends_mail(&table, case, 710).await;
    assert_eq!(due(DueKind::Mail, 9_999).await, vec![]);
}

/// The mail that is due is sent.
async fn sends_mail(table: &Table, case: store::Loaded, at: i64) -> store::Loaded {
    let id = case.mails_due(later(at)).next().unwrap().id.clone();
    let sent = Command::RecordNotification { id, outcome: MailState::Sent { at: later(at) } };
    table.does(case, &Actor::Worker(Worker::Notify), sent, later(at)).await
}

#[tokio::test]
async fn a_case_with_account_and_mail_waiting_is_found_as_either() {
    let (table, case) = Table::with_case(1).await;
    let case = table.sends(case).await;
    let case = table.does(case, &teacher(), approve(), later(10)).await;
    for kind in [DueKind::Account, DueKind::Mail] {
        assert_eq!(table.store.due(kind, later(9_999), 10).await.unwrap(), vec![(case.id, NOON)]);
    }
}

#[tokio::test]
async fn of_many_due_the_longest_waiting_come_first() {
    let table = Table::empty().await;
    for n in 0..5 {
        let case = table.open(&new_case(n)).await;
        table.sends(case).await;
    }
    let due = table.store.due(DueKind::Mail, later(1), 3).await.unwrap();
    assert_eq!(due.len(), 3);
    assert!(due.is_sorted_by_key(|(_, since)| *since));
}

#[tokio::test]
async fn a_papers_code_leads_to_its_case_until_the_applicants_change() {
    let (table, case) = Table::with_case(1).await;
    let mut named = case;
    for command in [confirm(), answer(Choice::Agree), one_parent()] {
        named = table.does(named, &family(), command, NOON).await;
    }
    let of = async |case: &Case| {
        let code = case.check_code().unwrap();
        table.store.cases_of_code(&school(), &campaign().id, &code).await.unwrap()
    };
    assert_eq!(of(&named).await, vec![named.id]);
    let renamed = table.does(named.clone(), &family(), one_parent_called("林小樹"), NOON).await;
    assert_eq!((of(&named).await, of(&renamed).await), (vec![], vec![renamed.id]));
    let next = CampaignId::parse("2026-fall-2").unwrap();
    let elsewhere = table.store.cases_of_code(&school(), &next, &renamed.check_code().unwrap()).await;
    assert_eq!(elsewhere.unwrap(), vec![]);
}

#[tokio::test]
async fn the_indexes_hold_keys_without_a_name_or_number() {
    let (table, case) = Table::with_case(1).await;
    table.sends(case).await;
    let scan = table.raw.scan().table_name(NAME).send().await.unwrap();
    for item in scan.items() {
        for name in ["pk", "gsi1pk", "gsi1sk", "gsi2pk", "gsi2sk", "gsi3pk"] {
            let Some(AttributeValue::S(text)) = item.get(name) else { continue };
            assert!(!text.contains("S00001") && !text.contains("林"), "{name} {text}");
        }
    }
}
