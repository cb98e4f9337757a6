//! What was typed and not yet sent.

use crate::people::*;
use crate::table::Table;
use domain::*;
use futures::future::join_all;
use serde_json::{Value, json};
use store::{DraftPart, Drafts, Loaded};

const BOTH: [DraftPart; 2] = [DraftPart::Confirmation, DraftPart::Applicants];
const ROUNDS: usize = 40;
const TYPISTS: i64 = 4;

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

/// Where a family may be that ends its drafts with `ending`.
async fn about_to(ending: &Command) -> (Table, Loaded) {
    let (table, mut case) = Table::with_case(1).await;
    let before = match ending {
        Command::WithdrawConsent => vec![answer(Choice::Agree)],
        Command::Send => vec![confirm(), answer(Choice::Agree), one_parent()],
        _ => vec![],
    };
    for command in before {
        case = table.does(case, &family(), command, NOON).await;
    }
    (table, case)
}

fn endings() -> [(Command, &'static [DraftPart]); 4] {
    [
        (answer(Choice::Decline), &BOTH),
        (Command::WithdrawConsent, &BOTH),
        (Command::Send, &[DraftPart::Applicants]),
        (confirm(), &[DraftPart::Confirmation]),
    ]
}

#[tokio::test]
async fn a_draft_typed_before_its_end_is_never_stored_after_it() {
    for (ending, parts) in endings() {
        let (table, stale) = about_to(&ending).await;
        let case = table.does(stale.clone(), &family(), ending.clone(), later(1)).await;
        for part in parts {
            let late = table.store.save_draft(&stale, *part, &json!({}), later(2), later(3_600)).await;
            assert!(late.is_err(), "{part:?} after {ending:?}");
        }
        assert_eq!(drafts_of(&table, case.id, 60).await, Drafts::default(), "{ending:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_draft_survives_an_end_that_comes_in_parallel() {
    for (ending, parts) in endings() {
        for round in 0..ROUNDS / endings().len() {
            let (table, case) = about_to(&ending).await;
            let types = |n| {
                let (store, case, part) = (table.store.clone(), case.clone(), parts[n as usize % parts.len()]);
                // Whoever comes too late is refused; whoever does not is erased.
                async move { drop(store.save_draft(&case, part, &json!({}), later(2), later(3_600)).await) }
            };
            let typists = join_all((0..TYPISTS).map(|n| tokio::spawn(types(n))));
            let family = family();
            let (case, _) = tokio::join!(table.does(case.clone(), &family, ending.clone(), later(1)), typists);
            assert_eq!(drafts_of(&table, case.id, 60).await, Drafts::default(), "{ending:?}, round {round}");
        }
    }
}

#[tokio::test]
async fn a_draft_is_kept_although_something_else_happened_meanwhile() {
    let (table, stale) = Table::with_case(1).await;
    let marked = |_: &Case| Ok(vec![Event::PaperMarked { returned: true }]);
    table.store.change(stale.clone(), &by(&teacher(), NOON), marked).await.unwrap();
    types_both(&table, &stale).await;
    let drafts = drafts_of(&table, stale.id, 60).await;
    assert!(drafts.confirmation.is_some() && drafts.applicants.is_some());
}

#[tokio::test]
async fn a_draft_on_the_case_as_it_stands_takes_one_call() {
    let (table, case) = Table::with_case(1).await;
    table.calls();
    table.store.save_draft(&case, DraftPart::Confirmation, &json!({}), NOON, later(3_600)).await.unwrap();
    assert_eq!(table.calls(), 1);
}
