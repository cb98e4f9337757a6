//! Answers that get lost, and a table that is not there.

use crate::people::*;
use crate::table::Table;
use domain::*;
use store::ChangeError;

#[tokio::test]
async fn a_lost_answer_asked_for_again_by_the_client_writes_once() {
    let (table, case) = Table::with_case(1).await;
    table.calls();
    table.line.lose_the_next_answer();
    let case = table.does(case, &family(), confirm(), NOON).await;
    assert_eq!((case.seq, table.calls()), (2, 2));
    assert_eq!(table.store.history(case.id).await.unwrap().len(), 2);
    table.is_sound(case.id).await;
}

#[tokio::test]
async fn a_lost_answer_asked_for_again_by_the_family_is_so_already() {
    let (table, case) = Table::with_case(1).await;
    table.line.lose_the_next_answer();
    let decide = |case: &Case| ruling(case, &confirm(), &family(), NOON);
    let lost = table.impatient().change(case.clone(), &by(&family(), NOON), decide).await;
    assert!(matches!(&lost, Err(ChangeError::Store(error)) if error.is_transient()), "{lost:?}");

    let again = table.does(case.clone(), &family(), confirm(), NOON).await;
    assert_eq!(again.seq, 2);
    assert_eq!(table.store.history(case.id).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_lost_answer_to_opening_a_case_finds_its_own_case() {
    let table = Table::empty().await;
    table.line.lose_the_next_answer();
    assert!(table.impatient().open_case(&new_case(1), &by(&Actor::Operator, NOON)).await.is_err());
    let again = table.store.open_case(&new_case(1), &by(&Actor::Operator, NOON)).await.unwrap();
    assert!(matches!(again, store::Opened::Exists(entry) if entry.case == new_case(1).id));
    table.is_sound(new_case(1).id).await;
}

#[tokio::test]
async fn a_table_that_is_not_there_is_a_fault_of_ours() {
    let table = Table::empty().await;
    table.raw.delete_table().table_name(crate::table::NAME).send().await.unwrap();
    assert!(!table.store.load(new_case(1).id).await.unwrap_err().is_transient());
}
