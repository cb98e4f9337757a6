//! Random histories: families with two tabs open, two teachers, a registrar, both workers, messages that are lost, doubled
//! and late, clocks that jump, processes that are killed. Whatever happens: what was answered is in the history once,
//! versions have no gap, the snapshot is what its events make of it, and nothing of the domain is broken.
//!
//! `STEPS` says how much is tried (`make soak` tries 100,000), `SEED` repeats the one history that a failure names.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, missing_docs)]

mod actors;
mod answers;
mod chance;
mod life;
mod queues;
mod wishes;

use life::Life;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::SeqCst};

/// What `make test` tries.
const STEPS: usize = 40_000;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// One history, and what came of it.
fn lived(seed: u64) -> Option<Life> {
    let life = catch_unwind(AssertUnwindSafe(|| Life::lived(seed)));
    if life.is_err() {
        println!("SEED={seed} repeats it: SEED={seed} cargo test --profile local --workspace --test histories");
    }
    life.ok()
}

#[test]
fn whatever_happens_at_once_is_in_the_history_once() {
    if let Some(seed) = number("SEED") {
        println!("{:#?}", lived(seed).expect("the history of this seed").reached);
        return;
    }
    let most = number("STEPS").map_or(STEPS, |steps| usize::try_from(steps).unwrap());
    let (next, steps, failed) = (AtomicU64::new(1), AtomicUsize::new(0), AtomicUsize::new(0));
    let reached = Mutex::new(std::collections::BTreeMap::<String, usize>::new());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                while steps.load(SeqCst) < most && failed.load(SeqCst) < 3 {
                    match lived(next.fetch_add(1, SeqCst)) {
                        Some(life) => {
                            steps.fetch_add(life.steps, SeqCst);
                            let mut reached = reached.lock().unwrap();
                            life.reached.into_iter().for_each(|(what, n)| *reached.entry(what).or_default() += n);
                        }
                        None => _ = failed.fetch_add(1, SeqCst),
                    }
                }
            });
        }
    });
    let reached = reached.into_inner().unwrap();
    println!("histories: {} with {} steps; {reached:?}", next.load(SeqCst) - 1, steps.load(SeqCst));
    assert_eq!(failed.load(SeqCst), 0, "the seeds are told above");
    if most < STEPS {
        return; // Too few to meet everything.
    }
    for often in ["approved", "rejected", "undone", "account_created", "account_linked", "notification_sent", "killed"]
    {
        assert!(reached.get(often).is_some_and(|n| *n >= 20), "hardly any {often}: {reached:?}");
    }
}

#[test]
fn a_seed_repeats_its_history() {
    for seed in [1, 2, 3] {
        let (one, other) = (Life::lived(seed), Life::lived(seed));
        assert_eq!((one.told, one.reached), (other.told, other.reached), "seed {seed}");
    }
}
