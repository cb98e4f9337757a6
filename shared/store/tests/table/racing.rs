//! Several writers at once.

use crate::people::*;
use crate::table::Table;
use domain::*;
use futures::future::join_all;
use std::collections::BTreeSet;
use std::sync::Mutex;
use store::{Change, ChangeError, Loaded, Store};

const WRITERS: usize = 12;

/// Writes until it gets through, from whatever it saw first.
async fn persists(store: Store, case: Loaded, writer: usize) {
    let request = format!("writer-{writer}");
    let by = Change { actor: &teacher(), cause: Cause::itself(&request), now: NOON };
    loop {
        match store
            .change(case.clone(), &by, |_| Ok(vec![Event::PaperMarked { returned: writer.is_multiple_of(2) }]))
            .await
        {
            Ok(_) => return,
            Err(ChangeError::Contended) => {}
            Err(other) => panic!("{other}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_accepted_event_of_racing_writers_is_there_once() {
    let (table, case) = Table::with_case(1).await;
    let writers = (0..WRITERS).map(|n| tokio::spawn(persists(table.store.clone(), case.clone(), n)));
    join_all(writers).await.into_iter().for_each(Result::unwrap);

    let history = table.store.history(case.id).await.unwrap();
    let seqs: Vec<_> = history.iter().map(|event| event.seq).collect();
    assert_eq!(seqs, (1..=WRITERS as u64 + 1).collect::<Vec<_>>());
    let writers: BTreeSet<_> = history[1..].iter().map(|event| &event.request_id).collect();
    assert_eq!(writers.len(), WRITERS);
    table.is_sound(case.id).await;
}

#[tokio::test]
async fn who_loses_a_race_decides_about_the_newer_case() {
    let (table, stale) = Table::with_case(1).await;
    table.does(stale.clone(), &family(), confirm(), NOON).await;
    let seen = Mutex::new(Vec::new());
    let decide = |case: &Case| {
        seen.lock().unwrap().push(case.confirmation.is_some());
        ruling(case, &answer(Choice::Agree), &family(), NOON)
    };
    let case = table.store.change(stale, &by(&family(), NOON), decide).await.unwrap();
    assert_eq!(*seen.lock().unwrap(), [false, true]);
    assert_eq!(case.seq, 3);
    assert!(case.confirmation.is_some());
    table.is_sound(case.id).await;
}

#[tokio::test]
async fn who_loses_a_race_may_be_refused_by_what_is_new() {
    let (table, case) = Table::with_case(1).await;
    let stale = table.sends(case).await;
    let reject = Command::Reject { no: ApplicantNo(1), reason: Reason { code: ReasonCode::NotKnown, text: None } };
    table.does(stale.clone(), &teacher(), approve(), NOON).await;
    let second = table.tries(stale, &teacher(), reject, NOON).await;
    assert!(matches!(second, Err(ChangeError::Refused(Refusal::AlreadyDecided))), "{second:?}");
}

#[tokio::test]
async fn two_who_want_the_same_write_it_once() {
    let (table, stale) = Table::with_case(1).await;
    let family = family();
    let confirms = || table.tries(stale.clone(), &family, confirm(), NOON);
    let (one, two) = tokio::join!(confirms(), confirms());
    assert_eq!((one.unwrap().seq, two.unwrap().seq), (2, 2));
    assert_eq!(table.store.history(stale.id).await.unwrap().len(), 2);
}

/// Moves the case on, whatever it is now.
async fn overtakes(store: Store, case: CaseId) {
    let now = store.load(case).await.unwrap().unwrap();
    persists(store, now, 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_always_too_late_is_told_so_after_five_tries() {
    let (table, case) = Table::with_case(1).await;
    let tries = Mutex::new(0);
    // Between each decision and its write a rival moves the case on.
    let decide = |case: &Case| {
        *tries.lock().unwrap() += 1;
        let rival = overtakes(table.store.clone(), case.id);
        tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(rival));
        Ok(vec![Event::PaperMarked { returned: true }])
    };
    let late = table.store.change(case.clone(), &by(&teacher(), NOON), decide).await;
    assert!(matches!(late, Err(ChangeError::Contended)), "{late:?}");
    assert_eq!(*tries.lock().unwrap(), 5);
    assert_eq!(table.store.history(case.id).await.unwrap().len(), 6);
}
