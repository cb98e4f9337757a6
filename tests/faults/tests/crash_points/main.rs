//! Every call of every function goes wrong in every way, and then the same request or message comes again, once or twice
//! at the same time. Afterwards the school looks as if nothing had happened, and the audit finds nothing.
//!
//! For each scenario n runs from 1 until a run has fewer than n calls, so that a call which is new is covered. A name on
//! the command line tries the scenarios that contain it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    missing_docs
)]

mod applying;
mod deciding;
mod entering;
mod point;
mod scenario;
mod working;

use point::try_all;
use scenario::Scenario;
use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let mut scenarios = [entering::SCENARIOS, applying::SCENARIOS, deciding::SCENARIOS, working::SCENARIOS].concat();
    every_route_that_changes_something_is_tried(&scenarios);
    scenarios.retain(|scenario| wanted.is_empty() || wanted.iter().any(|name| scenario.name.contains(name.as_str())));
    let (next, tried) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                while let Some(scenario) = scenarios.get(next.fetch_add(1, SeqCst)) {
                    let outcome = try_all(scenario);
                    tried.lock().unwrap().push((scenario.name, outcome));
                }
            });
        }
    });
    let tried = tried.into_inner().unwrap();
    let failed: usize = tried.iter().map(|(_, outcome)| outcome.failed).sum();
    let (points, calls) = tried.iter().fold((0, 0), |(p, c), (_, outcome)| (p + outcome.points, c + outcome.calls));
    println!("crash points: {points} tried at {calls} calls of {} scenarios, {failed} failed", tried.len());
    assert_eq!(failed, 0, "what went wrong is told above");
}

/// A new route that changes something needs a scenario of its name.
fn every_route_that_changes_something_is_tried(scenarios: &[Scenario]) {
    let contracts = [
        login::openapi(),
        confirm_data::openapi(),
        submit::openapi(),
        review::openapi(),
        provision::openapi(),
        notify::openapi(),
    ];
    let mut routes = BTreeSet::new();
    for contract in contracts {
        let contract = serde_json::to_value(contract).unwrap();
        for (method, operation) in contract["paths"].as_object().unwrap().values().flat_map(|p| p.as_object().unwrap())
        {
            if method != "get" {
                routes.insert(operation["operationId"].as_str().unwrap().to_owned());
            }
        }
    }
    for scenario in scenarios {
        routes.remove(scenario.name.split(',').next().unwrap());
    }
    assert!(routes.is_empty(), "without a scenario: {routes:?}");
}
