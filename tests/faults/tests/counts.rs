//! What each request asks of AWS: calls, the table's capacity units and bytes; and the bytes of its answer. A count that
//! grows is a decision, so each stands in counts.json beside this file, of which `make bench` makes the list in
//! docs/performance.md.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "counts/cost.rs"]
mod cost;
#[path = "counts/families.rs"]
mod families;
#[path = "counts/staff.rs"]
mod staff;

use cost::{Cost, Counter};
use faults::{Line, Process, Step, Time, Town, steps};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use testkit::applicant;

/// All that is counted, the journey of a family first.
static COSTS: LazyLock<Vec<Cost>> = LazyLock::new(|| {
    let time = Time::default();
    time.block_on(async {
        let together = [
            in_a_town(&time, async |counter| {
                families::applying(counter).await;
                staff::deciding(counter).await;
            })
            .await,
            in_a_town(&time, async |counter| {
                families::typing(counter).await;
                steps::send(counter.town, 0, &steps::father()).await;
                staff::looking(counter).await;
                families::leaving(counter).await;
            })
            .await,
            in_a_town(&time, families::entering).await,
            in_a_town(&time, families::withdrawing).await,
            in_a_town(&time, families::correcting).await,
            in_a_town(&time, staff::checking).await,
            in_a_town(&time, staff::retrying).await,
            in_a_town(&time, staff::resending).await,
        ];
        together.into_iter().flatten().collect()
    })
});

async fn in_a_town(time: &Time, scenario: impl AsyncFnOnce(&mut Counter<'_>)) -> Vec<Cost> {
    let town = Town::of(time, 1).await;
    let mut counter = Counter::of(&town);
    scenario(&mut counter).await;
    counter.costs
}

fn cost_of(what: &str) -> &'static Cost {
    COSTS.iter().find(|cost| cost.what == what).unwrap()
}

/// What stands in counts.json.
fn decided() -> Vec<Value> {
    serde_json::from_str(include_str!("counts.json")).unwrap()
}

#[test]
fn a_familys_journey_from_captcha_to_mail_takes_at_most_twenty_calls_of_the_table() {
    let last = COSTS.iter().position(|cost| cost.what == "mail: received").unwrap();
    let journey = &COSTS[..=last];
    let calls: usize = journey.iter().map(Cost::calls).sum();
    assert!(calls <= 20, "{calls} calls: {journey:#?}");
}

#[test]
fn a_portal_is_one_call() {
    assert_eq!(cost_of("GET /api/case").named(), ["BatchGetItem"]);
}

#[test]
fn a_class_is_one_query_beside_who_asks_and_which_campaign_is_open() {
    let class = cost_of("GET /api/review/classes/{class}/applicants");
    assert_eq!(class.named(), ["GetItem STAFF", "Query", "Query gsi1"]);
}

#[test]
fn who_just_started_reads_a_key_and_secrets_and_who_runs_none() {
    let kept = ["GetItem KEY", "Decrypt", "GenerateDataKey", "GetSecretValue"];
    let reads = |cost: &Cost| {
        cost.named().into_iter().chain(cost.others.iter().map(String::as_str)).any(|call| kept.contains(&call))
    };
    let readers: Vec<_> = COSTS.iter().filter(|cost| reads(cost)).map(|cost| cost.what).collect();
    assert_eq!(readers, ["GET /api/case, of a function that just started"]);
}

/// What it costs now is left in target/bench, for whoever decides that it may.
#[test]
fn each_request_and_message_costs_what_was_decided() {
    let now: Vec<_> = COSTS.iter().map(Cost::told).collect();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/bench");
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(format!("{folder}/counts.json"), serde_json::to_string_pretty(&now).unwrap() + "\n").unwrap();
    let decided = decided();
    let others: Vec<_> = now.iter().filter(|cost| !decided.contains(cost)).collect();
    let gone: Vec<_> = decided.iter().filter(|cost| !now.contains(cost)).collect();
    assert!(
        others.is_empty() && gone.is_empty(),
        "not as decided in tests/faults/tests/counts.json: {others:#?}\ninstead of {gone:#?}\n\
         if that is meant: cp target/bench/counts.json tests/faults/tests/"
    );
}

#[test]
fn every_operation_of_the_contract_is_counted() {
    let missing: Vec<_> = operations().difference(&counted()).cloned().collect();
    assert!(missing.is_empty(), "in docs/openapi.json, without a row in counts.json: {missing:#?}");
}

#[test]
fn every_request_that_is_counted_stands_in_the_contract() {
    let unknown: Vec<_> = counted().difference(&operations()).cloned().collect();
    assert!(unknown.is_empty(), "in counts.json, and not in docs/openapi.json: {unknown:#?}");
}

/// Of the contract, such as `GET /api/case`.
fn operations() -> BTreeSet<String> {
    let contract: Value = serde_json::from_str(include_str!("../../../docs/openapi.json")).unwrap();
    let of_path = |(path, methods): (&String, &Value)| {
        let operations = methods.as_object().unwrap().iter().filter(|(_, said)| said["operationId"].is_string());
        operations.map(|(method, _)| format!("{} {path}", method.to_uppercase())).collect::<Vec<_>>()
    };
    contract["paths"].as_object().unwrap().iter().flat_map(of_path).collect()
}

/// The operations in counts.json: what stands before a comma, unless it is a message.
fn counted() -> BTreeSet<String> {
    let operation = |row: &Value| row["what"].as_str().unwrap().split(", ").next().unwrap().to_owned();
    decided().iter().filter(|row| !row["answer_bytes"].is_null()).map(operation).collect()
}

#[test]
fn a_draft_that_follows_what_was_named_takes_one_call_more() {
    let named = cost_of("PUT /api/case/applicants, with a draft").named();
    assert_eq!(named, ["BatchGetItem", "TransactWriteItems", "TransactWriteItems"]);
}

#[test]
fn a_batch_reads_its_campaign_once() {
    let time = Time::default();
    let town = time.block_on(Town::of(&time, 3));
    let line = Line::counting(&town.cloud, &town.time);
    time.block_on(async {
        for n in 0..3 {
            steps::send(&town, n, &steps::father()).await;
        }
        let wishes: Vec<_> = (0..3).map(|n| steps::approval(&town, n, 1)).collect();
        let ask = town.staff(steps::decisions(&wishes));
        let answer = Process::start(&town, &line).ask(Step::Review, ask).await.unwrap();
        assert_eq!(answer.status, 200, "{}", answer.text);
    });
    let named: Vec<_> = line.spent().into_iter().map(|spent| spent.operation).collect();
    let of = |operation: &str| named.iter().filter(|named| *named == operation).count();
    assert_eq!((of("GetItem CAMPAIGN"), of("TransactWriteItems")), (1, 3), "{named:?}");
}

#[test]
fn a_batch_of_thirty_takes_at_most_three_times_as_long_as_one() {
    let time = Time::default();
    let town = time.block_on(Town::of(&time, 31));
    let mut took = Vec::new();
    time.block_on(async {
        for n in 0..31 {
            let father = json!({ "arrangement": "one_parent", "applicants": [applicant(n + 1, "father")] });
            steps::send(&town, usize::try_from(n).unwrap(), &father).await;
        }
        for cases in [0..1, 1..31] {
            let wishes: Vec<_> = cases.map(|n| steps::approval(&town, n, 1)).collect();
            // Time is made up here: every call takes as long as chance says, none takes longer for being one of many.
            let began = time.passed();
            town.granted(Step::Review, town.staff(steps::decisions(&wishes))).await;
            took.push(time.passed() - began);
        }
    });
    assert!(took[1] <= 3 * took[0], "{took:?}");
}
