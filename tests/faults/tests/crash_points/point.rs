//! One crash point, and all of them of a scenario.

use crate::scenario::{Scenario, Wish};
use faults::{FAULTS, Fault, Line, Portrait, Process, Time, Town, audit, differences, unrecorded};
use futures::future::join;
use jiff::SignedDuration;
use serde_json::{Value, json};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A message is received at most so often.
const RECEIVES: u32 = 12;

/// What was tried.
#[derive(Debug, Default)]
pub(crate) struct Tried {
    pub(crate) points: usize,
    pub(crate) calls: usize,
    pub(crate) failed: usize,
}

/// What came of a wish: a status, or the messages that come again.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Came {
    Answer(u16),
    Again(Vec<String>),
    NotStarted,
}

/// Every fault at every call, repeated in both ways.
pub(crate) fn try_all(scenario: &Scenario) -> Tried {
    let town = prepared(scenario);
    let expected = undisturbed(scenario, town.copy());
    let mut tried = Tried::default();
    for fault in FAULTS {
        for n in 1.. {
            let mut calls = 0;
            for twice in [false, true] {
                let mut called = String::new();
                let point = AssertUnwindSafe(|| one(scenario, town.copy(), &expected, n, fault, twice, &mut called));
                match catch_unwind(point) {
                    Ok(made) => calls = made,
                    Err(_) => {
                        eprintln!("  {}: {fault:?} at call {n} ({called}), then twice: {twice}", scenario.name);
                        (tried.failed, calls) = (tried.failed + 1, n);
                    }
                }
            }
            if calls < n {
                tried.calls = tried.calls.max(n - 1);
                break;
            }
            tried.points += 2;
        }
    }
    assert!(tried.calls > 0, "{} calls nobody", scenario.name);
    tried
}

/// What it looks like when nothing goes wrong, and what the repeated wish then gets.
fn undisturbed(scenario: &Scenario, town: Town) -> (Came, Portrait) {
    let first = go(scenario, &town, &town.line(1), 1).unwrap();
    assert!(matches!(&first, Came::Answer(200..=499)) || first == Came::Again(vec![]), "{}: {first:?}", scenario.name);
    let again = go(scenario, &town, &town.line(2), 2).unwrap();
    (again, seen_afterwards(scenario, &town, 0))
}

/// One point; answers with the calls that the disturbed run made.
fn one(
    scenario: &Scenario,
    town: Town,
    expected: &(Came, Portrait),
    n: usize,
    fault: Fault,
    twice: bool,
    called: &mut String,
) -> usize {
    let line = Line::new(&town.cloud, &town.time, n as u64 * 7, Some((n, fault)));
    let first = go(scenario, &town, &line, 1);
    if line.calls() < n {
        return line.calls();
    }
    *called = line.call(n);
    let window = town.time.block_on(unrecorded(&town));
    assert!(window.iter().all(|mails| *mails <= 1), "a case sends one mail at a time");
    let copies = window.iter().sum();
    let seeds = [n as u64 * 3 + 1, n as u64 * 5 + 2];
    let lines = seeds.map(|seed| town.line(seed));
    let came = if twice {
        let processes = [Process::start(&town, &lines[0]), Process::start(&town, &lines[1])];
        let both = join(come(scenario, &town, &processes[0], 2), come(scenario, &town, &processes[1], 2));
        <[Came; 2]>::from(town.time.block_on(both)).to_vec()
    } else {
        vec![go(scenario, &town, &lines[0], 2).unwrap()]
    };
    repeated_as_it_should(scenario, expected, first.as_ref(), &came);
    work_off(scenario, &town, &came);
    let differ = differences(&seen_afterwards(scenario, &town, copies), &expected.1);
    assert_eq!(differ, Vec::<String>::new(), "it looks otherwise than undisturbed");
    line.calls()
}

/// A repeated request is granted like the undisturbed one; what is good once is granted at most once.
fn repeated_as_it_should(scenario: &Scenario, expected: &(Came, Portrait), first: Option<&Came>, came: &[Came]) {
    match scenario.wish {
        Wish::Asked(_) | Wish::Family(_) | Wish::Staff(_) => {
            assert!(came.iter().all(|came| *came == expected.0), "{came:?}, not {:?}", expected.0)
        }
        Wish::AskedOnce(_, refused) => {
            let granted = came.iter().chain(first).filter(|came| matches!(came, Came::Answer(200..=299))).count();
            assert!(granted <= 1, "granted {granted} times");
            let known = |came: &Came| matches!(came, Came::Answer(status) if *status < 300 || *status == refused);
            assert!(came.iter().all(known), "{came:?}");
        }
        Wish::Woken(_) | Wish::Swept => {}
    }
}

/// Messages that failed come again, later and alone, and the sweep every five minutes, until nothing is left.
fn work_off(scenario: &Scenario, town: &Town, came: &[Came]) {
    let left = |came: &Came| *came == Came::NotStarted || matches!(came, Came::Again(left) if !left.is_empty());
    if !came.iter().any(left) {
        return;
    }
    for receives in 3..=RECEIVES {
        town.later(SignedDuration::from_mins(5));
        if go(scenario, town, &town.line(u64::from(receives)), receives).is_some_and(|came| !left(&came)) {
            return;
        }
    }
    panic!("it is never worked off");
}

fn prepared(scenario: &Scenario) -> Town {
    let time = Time::default();
    time.block_on(async {
        let town = Town::of(&time, 2).await;
        (scenario.before)(&town).await;
        town
    })
}

/// A new process gets the wish; `None`: it was killed.
fn go(scenario: &Scenario, town: &Town, line: &Line, receives: u32) -> Option<Came> {
    let process = Process::start(town, line);
    town.time.run(|| line.stopped(), come(scenario, town, &process, receives))
}

async fn come(scenario: &Scenario, town: &Town, process: &Process<'_>, receives: u32) -> Came {
    if let Some(ask) = scenario.wish.request(town) {
        let answer = process.ask(scenario.step, ask).await;
        return answer.map_or(Came::NotStarted, |answer| Came::Answer(answer.status));
    }
    let event = match scenario.wish {
        Wish::Woken(messages) => json!({ "Records": messages(town, receives).await }),
        _ => json!({ "source": "sweep" }),
    };
    match process.event(scenario.step, &event).await {
        Err(_) => Came::NotStarted,
        Ok(answer) => match answer["batchItemFailures"].as_array() {
            Some(failures) => Came::Again(failures.iter().map(Value::to_string).collect()),
            None if answer["failed"] == 0 => Came::Again(vec![]),
            None => Came::Again(vec!["the next sweep".to_owned()]),
        },
    }
}

fn seen_afterwards(scenario: &Scenario, town: &Town, copies: usize) -> Portrait {
    town.time.block_on(async {
        let besides = match scenario.after {
            Some(after) => after(town).await,
            None => Value::Null,
        };
        audit(town, copies).await;
        json!({ "portrait": town.portrait().await, "besides": besides })
    })
}
