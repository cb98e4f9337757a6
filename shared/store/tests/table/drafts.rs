//! What was typed and not yet sent.

use crate::people::*;
use crate::table::Table;
use domain::*;
use serde_json::{Value, json};
use store::{DraftPart, Drafts, Loaded};

async fn drafts_of(table: &Table, case: CaseId, seconds: i64) -> Drafts {
    table.store.portal(&portal_key(case), later(seconds)).await.unwrap().unwrap().drafts
}

async fn types_both(table: &Table, case: &Loaded) {
    for (part, at) in [(DraftPart::Confirmation, 1), (DraftPart::Applicants, 2)] {
        let typed: Value = json!({"typed": "林大"});
        table.store.save_draft(case, part, &typed, later(at), later(3_600)).await.unwrap();
    }
}

#[tokio::test]
async fn a_draft_reads_back_as_typed() {
    let (table, case) = Table::with_case(1).await;
    types_both(&table, &case).await;
    let typed = Some(json!({"typed": "林大"}));
    let expected = Drafts { confirmation: typed.clone(), applicants: typed, saved_at: Some(later(2)) };
    assert_eq!(drafts_of(&table, case.id, 60).await, expected);
}

#[tokio::test]
async fn an_expired_draft_is_gone_although_still_stored() {
    let (table, case) = Table::with_case(1).await;
    types_both(&table, &case).await;
    assert_eq!(drafts_of(&table, case.id, 3_600).await, Drafts::default());
}

#[tokio::test]
async fn confirming_and_sending_erase_each_its_own_draft() {
    let (table, case) = Table::with_case(1).await;
    types_both(&table, &case).await;
    let case = table.does(case, &family(), confirm(), NOON).await;
    let left = drafts_of(&table, case.id, 60).await;
    assert!(left.confirmation.is_none() && left.applicants.is_some());

    let mut case = case;
    for command in [answer(Choice::Agree), one_parent(), Command::Send] {
        case = table.does(case, &family(), command, NOON).await;
    }
    assert_eq!(drafts_of(&table, case.id, 60).await, Drafts::default());
}

#[tokio::test]
async fn declining_erases_both_drafts() {
    let (table, case) = Table::with_case(1).await;
    types_both(&table, &case).await;
    let case = table.does(case, &family(), answer(Choice::Decline), NOON).await;
    assert_eq!(drafts_of(&table, case.id, 60).await, Drafts::default());
}

#[tokio::test]
async fn withdrawing_erases_both_drafts() {
    let (table, case) = Table::with_case(1).await;
    let case = table.does(case, &family(), answer(Choice::Agree), NOON).await;
    types_both(&table, &case).await;
    let case = table.does(case, &family(), Command::WithdrawConsent, NOON).await;
    assert_eq!(drafts_of(&table, case.id, 60).await, Drafts::default());
}

#[tokio::test]
async fn a_refused_sending_keeps_the_draft() {
    let (table, case) = Table::with_case(1).await;
    types_both(&table, &case).await;
    table.tries(case.clone(), &family(), Command::Send, NOON).await.unwrap_err();
    assert!(drafts_of(&table, case.id, 60).await.applicants.is_some());
}
