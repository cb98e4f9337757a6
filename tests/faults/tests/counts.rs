//! What each request asks of the table: calls, capacity units, bytes. A count that grows is a decision, so each stands in
//! counts.json beside this file, of which `make bench` makes the list in docs/performance.md.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, missing_docs)]

use faults::{Line, Process, Spent, Step, Time, Town, password, steps};
use serde_json::{Value, json};
use testkit::{Ask, SCHOOL, STAFF_CLIENT, applicant, student};

/// A request or a message, and what it cost.
struct Cost {
    what: &'static str,
    spent: Vec<Spent>,
}

impl Cost {
    /// As a function that has run for a while: it has the campaign's key in memory, and reads it once in five minutes.
    fn of(what: &'static str, line: &Line) -> Self {
        Cost { what, spent: line.spent().into_iter().filter(|spent| spent.operation != "GetItem KEY").collect() }
    }

    fn calls(&self) -> usize {
        self.spent.len()
    }

    fn read(&self) -> f64 {
        self.spent.iter().map(|spent| spent.units.0).sum::<f64>() + 0.0
    }

    fn written(&self) -> f64 {
        self.spent.iter().map(|spent| spent.units.1).sum::<f64>() + 0.0
    }

    fn named(&self) -> Vec<&str> {
        self.spent.iter().map(|spent| spent.operation.as_str()).collect()
    }

    fn told(&self) -> Value {
        json!({
            "what": self.what, "calls": self.calls(), "read_units": self.read(), "write_units": self.written(),
            "bytes": self.spent.iter().map(|spent| spent.bytes).sum::<usize>(), "named": self.named(),
        })
    }
}

async fn asked(town: &Town, what: &'static str, step: Step, ask: Ask) -> (Cost, testkit::Answer) {
    let line = Line::counting(&town.cloud, &town.time);
    let answer = Process::start(town, &line).ask(step, ask).await.unwrap();
    assert!(answer.status < 300, "{what}: {}", answer.text);
    (Cost::of(what, &line), answer)
}

async fn worked(town: &Town, what: &'static str, step: Step, kind: &str) -> Cost {
    let event = json!({ "Records": [town.message(0, kind, 1).await] });
    let line = Line::counting(&town.cloud, &town.time);
    let answer = Process::start(town, &line).event(step, &event).await.unwrap();
    assert_eq!(answer["batchItemFailures"], json!([]), "{what}");
    Cost::of(what, &line)
}

/// A family signs in, does what has to be done, and sends; the mail that says so goes out.
async fn applying(town: &Town) -> Vec<Cost> {
    let (captcha, made) = asked(town, "POST /api/captchas", Step::Login, Ask::post("/api/captchas")).await;
    let id = made.body["id"].as_str().unwrap();
    let answer = town.store().peek_captcha(id, town.now()).await.unwrap().unwrap().answer;
    let form = json!({ "school": SCHOOL, "account": student(1).number.account(), "password": password(1), "captcha": { "id": id, "answer": answer } });
    let (signed_in, answer) =
        asked(town, "POST /api/sessions", Step::Login, Ask::post("/api/sessions").json(&form)).await;
    let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
    let mut costs = vec![captcha, signed_in];
    let father = json!({ "arrangement": "one_parent", "applicants": [applicant(1, "father")] });
    let wishes = [
        ("GET /api/case", Step::ConfirmData, Ask::get("/api/case")),
        (
            "POST /api/case/confirmation",
            Step::ConfirmData,
            Ask::post("/api/case/confirmation").json(&steps::confirmation()),
        ),
        ("GET /api/notice", Step::Submit, Ask::get("/api/notice")),
        ("POST /api/case/consent", Step::Submit, Ask::post("/api/case/consent").json(&steps::consent("agree"))),
        ("PUT /api/case/applicants", Step::Submit, Ask::put("/api/case/applicants").json(&father)),
        ("POST /api/case/submission", Step::Submit, Ask::post("/api/case/submission")),
    ];
    for (what, step, ask) in wishes {
        costs.push(asked(town, what, step, ask.cookie(&cookie)).await.0);
    }
    costs.push(worked(town, "mail: received", Step::Notify, "submitted").await);
    costs
}

/// The teacher approves; the account is made, and its mail goes out.
async fn deciding(town: &Town) -> Vec<Cost> {
    let list = Ask::get("/api/review/classes/101/applicants").staff(STAFF_CLIENT, "teacher-1");
    let mut costs = vec![asked(town, "GET /api/review/classes/{class}/applicants", Step::Review, list).await.0];
    let approve = town.staff(steps::decisions(&[steps::approval(town, 0, 1)]));
    costs.push(asked(town, "POST /api/review/decisions, one", Step::Review, approve).await.0);
    steps::wait(town);
    costs.push(worked(town, "account: made", Step::Provision, "approved").await);
    costs.push(worked(town, "mail: account", Step::Notify, "account_created").await);
    costs
}

/// What pages ask beside: while somebody types, when they look, print or leave.
async fn beside(town: &Town) -> Vec<Cost> {
    let mut costs = Vec::new();
    let typed = Ask::put("/api/case/confirmation/draft").json(&steps::confirmation());
    let father = || Ask::put("/api/case/applicants").json(&steps::father());
    let family = |ask| town.family(0, ask);
    costs.push(asked(town, "PUT /api/case/confirmation/draft", Step::ConfirmData, family(typed)).await.0);
    steps::agree(town, 0).await;
    let typed = Ask::put("/api/case/applicants/draft").json(&steps::father());
    costs.push(asked(town, "PUT /api/case/applicants/draft", Step::Submit, family(typed)).await.0);
    costs.push(asked(town, "PUT /api/case/applicants, with a draft", Step::Submit, family(father())).await.0);
    steps::send(town, 0, &steps::father()).await;
    let shown = town.granted(Step::ConfirmData, family(Ask::get("/api/case"))).await;
    let form = shown.body["reference"].as_str().unwrap().to_owned();
    for (what, ask) in [
        ("GET /api/review/me", "/api/review/me".to_owned()),
        ("GET /api/review/classes", "/api/review/classes".to_owned()),
        ("GET /api/review/classes/{class}/students", "/api/review/classes/101/students".to_owned()),
        ("GET /api/review/classes/{class}/forms", "/api/review/classes/101/forms".to_owned()),
        ("GET /api/review/forms/{reference}", format!("/api/review/forms/{form}")),
    ] {
        costs.push(asked(town, what, Step::Review, town.staff(Ask::get(&ask))).await.0);
    }
    for (what, step, ask) in [
        ("GET /api/case/export", Step::ConfirmData, Ask::get("/api/case/export")),
        ("POST /api/session/extension", Step::Login, Ask::post("/api/session/extension")),
        ("DELETE /api/session", Step::Login, Ask::delete("/api/session")),
    ] {
        costs.push(asked(town, what, step, family(ask)).await.0);
    }
    costs
}

fn told(costs: &[Cost]) -> String {
    costs
        .iter()
        .map(|cost| {
            format!("{:3} {:5.1} {:5.1} {} {:?}\n", cost.calls(), cost.read(), cost.written(), cost.what, cost.named())
        })
        .collect()
}

#[test]
fn a_familys_journey_from_captcha_to_mail_takes_at_most_twenty_calls_of_the_table() {
    let time = Time::default();
    let town = time.block_on(Town::of(&time, 1));
    let mut costs = time.block_on(applying(&town));
    let journey: usize = costs.iter().map(Cost::calls).sum();
    assert!(journey <= 20, "{journey} calls\n{}", told(&costs));
    let portal = costs.iter().find(|cost| cost.what == "GET /api/case").unwrap();
    assert_eq!(portal.named(), ["BatchGetItem"]);
    costs.extend(time.block_on(deciding(&town)));
    let class = costs.iter().find(|cost| cost.what.ends_with("{class}/applicants")).unwrap();
    assert_eq!(class.named(), ["GetItem STAFF", "Query", "Query gsi1"], "who asks, the school's campaigns, the class");
    costs.extend(time.block_on(async { beside(&Town::of(&time, 1).await).await }));
    are_as_decided(&costs);
}

/// What it costs now is left in target/bench, for whoever decides that it may.
fn are_as_decided(costs: &[Cost]) {
    let now: Vec<_> = costs.iter().map(Cost::told).collect();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/bench");
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(format!("{folder}/counts.json"), serde_json::to_string_pretty(&now).unwrap() + "\n").unwrap();
    let decided: Vec<Value> = serde_json::from_str(include_str!("counts.json")).unwrap();
    let others: Vec<_> = now.iter().filter(|cost| !decided.contains(cost)).collect();
    let gone: Vec<_> = decided.iter().filter(|cost| !now.contains(cost)).collect();
    assert!(
        others.is_empty() && gone.is_empty(),
        "not as decided in tests/faults/tests/counts.json: {others:#?}\ninstead of {gone:#?}\n\
         if that is meant: cp target/bench/counts.json tests/faults/tests/"
    );
}

#[test]
fn a_draft_that_follows_what_was_named_takes_one_call_more() {
    let time = Time::default();
    let town = time.block_on(Town::of(&time, 1));
    let named = time.block_on(async {
        steps::agree(&town, 0).await;
        let typed = Ask::put("/api/case/applicants/draft").json(&steps::father());
        town.granted(Step::Submit, town.family(0, typed)).await;
        let name = town.family(0, Ask::put("/api/case/applicants").json(&steps::father()));
        asked(&town, "PUT /api/case/applicants", Step::Submit, name).await.0
    });
    assert_eq!(named.named(), ["BatchGetItem", "TransactWriteItems", "TransactWriteItems"]);
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
