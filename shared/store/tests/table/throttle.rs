//! Counted failures and tries at an account: whatever has expired is gone, although the table may still keep it.

use crate::people::later;
use crate::table::Table;
use futures::future::join_all;
use std::collections::BTreeSet;
use store::{BegunTry, Failures, SignInTry, Store, TryLimits};

const LIMITS: TryLimits = TryLimits { from_one_source: 3, from_all_sources: 5, seconds: 60 };

async fn begin(store: &Store, source: &str, at: i64) -> Result<BegunTry, i64> {
    match store.begin_try("P1", source, LIMITS, later(at)).await.unwrap() {
        SignInTry::Begun(begun) => Ok(begun),
        SignInTry::Locked { until } => Err(until.duration_since(later(0)).as_secs()),
    }
}

async fn fail(store: &Store, source: &str, at: i64) {
    let begun = begin(store, source, at).await.unwrap();
    store.try_failed(begun, later(at)).await.unwrap();
}

#[tokio::test]
async fn failures_count_within_their_window() {
    let table = Table::empty().await;
    let fails = async |at| table.store.count_failure("P1", 60, later(at)).await.unwrap();
    let seen = async |at| table.store.failures("P1", later(at)).await.unwrap().count;
    assert_eq!(seen(0).await, 0);
    assert_eq!([fails(0).await, fails(30).await, fails(59).await], [1, 2, 3]);
    assert_eq!([seen(59).await, seen(60).await], [3, 0]);
    assert_eq!(fails(60).await, 1);
}

#[tokio::test]
async fn a_lock_ends_with_its_count() {
    let table = Table::empty().await;
    table.store.count_failure("P1", 60, later(0)).await.unwrap();
    table.store.lock("P1", later(100)).await.unwrap();
    let seen = async |at| table.store.failures("P1", later(at)).await.unwrap();
    assert_eq!(seen(99).await, Failures { count: 1, locked_until: Some(later(100)) });
    assert_eq!(seen(100).await, Failures::default());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn racing_failures_are_all_counted() {
    let table = Table::empty().await;
    let fails = (0..20).map(|_| {
        let store = table.store.clone();
        tokio::spawn(async move { store.count_failure("P1", 60, later(0)).await.unwrap() })
    });
    let counts: BTreeSet<_> = join_all(fails).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(counts, (1..=20).collect());
    assert_eq!(table.store.failures("P1", later(1)).await.unwrap().count, 20);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_twenty_tries_at_once_as_many_begin_as_may_fail() {
    let table = Table::empty().await;
    let tries = (0..20).map(|_| {
        let store = table.store.clone();
        tokio::spawn(async move { begin(&store, "one", 0).await.is_ok() })
    });
    assert_eq!(join_all(tries).await.into_iter().filter(|begun| *begun.as_ref().unwrap()).count(), 3);
}

#[tokio::test]
async fn the_failure_that_reaches_the_limit_locks_its_source_from_then_on() {
    let table = Table::empty().await;
    for at in [0, 10, 50] {
        fail(&table.store, "one", at).await;
    }
    assert_eq!(begin(&table.store, "one", 109).await.unwrap_err(), 110);
    assert!(begin(&table.store, "two", 109).await.is_ok());
    assert!(begin(&table.store, "one", 110).await.is_ok());
}

#[tokio::test]
async fn failures_of_all_sources_together_lock_the_account() {
    let table = Table::empty().await;
    for source in ["one", "two", "three", "four", "five"] {
        fail(&table.store, source, 20).await;
    }
    assert_eq!(begin(&table.store, "six", 79).await.unwrap_err(), 80);
    assert!(begin(&table.store, "six", 80).await.is_ok());
}

#[tokio::test]
async fn what_ended_well_does_not_count() {
    let table = Table::empty().await;
    for _ in 0..10 {
        let begun = begin(&table.store, "one", 0).await.unwrap();
        table.store.take_try_back(begun).await.unwrap();
    }
    for _ in 0..2 {
        fail(&table.store, "one", 0).await;
    }
    assert!(begin(&table.store, "one", 0).await.is_ok());
    assert!(begin(&table.store, "one", 0).await.is_err());
}

#[tokio::test]
async fn what_is_taken_back_after_the_lock_takes_nothing_else_away() {
    let table = Table::empty().await;
    let slow = begin(&table.store, "one", 0).await.unwrap();
    for _ in 0..2 {
        fail(&table.store, "one", 0).await;
    }
    table.store.take_try_back(slow).await.unwrap();
    fail(&table.store, "one", 60).await;
    fail(&table.store, "one", 60).await;
    assert!(begin(&table.store, "one", 60).await.is_ok());
    assert!(begin(&table.store, "one", 60).await.is_err());
}

#[tokio::test]
async fn accounts_do_not_share_their_tries() {
    let table = Table::empty().await;
    for _ in 0..3 {
        fail(&table.store, "one", 0).await;
    }
    let other = table.store.begin_try("P2", "one", LIMITS, later(0)).await.unwrap();
    assert!(matches!(other, SignInTry::Begun(_)));
}
