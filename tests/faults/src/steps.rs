//! What happened before: families and staff, as their pages ask.

use crate::{Process, Step, Town};
use domain::{AccountFailure, AccountOutcome, Actor, ApplicantNo, Cause, Command, Context, Worker, decide};
use jiff::SignedDuration;
use serde_json::{Value, json};
use store::Change;
use testkit::{Ask, applicant};

pub fn confirmation() -> Value {
    json!({ "registry_correct": true, "contact": {
        "household_address": "臺北市範例區示範路1號", "mailing_address": "臺北市範例區示範路2號",
        "emergency_contact_name": "林大山", "emergency_contact_mobile": "0900000001",
    }})
}

pub fn consent(choice: &str) -> Value {
    json!({ "notice_version": "2026-08", "choice": choice })
}

pub fn both_parents() -> Value {
    json!({ "arrangement": "both_parents", "applicants": [applicant(1, "father"), applicant(2, "mother")] })
}

/// The father alone, who also applies for the second pupil.
pub fn father() -> Value {
    json!({ "arrangement": "one_parent", "applicants": [applicant(1, "father")] })
}

pub fn approval(town: &Town, n: usize, no: u32) -> Value {
    json!({ "applicant_id": town.applicant(n, no), "outcome": "approve", "paper_checked": true })
}

pub fn decisions(wishes: &[Value]) -> Ask {
    Ask::post("/api/review/decisions").json(&json!({ "decisions": wishes }))
}

/// The family of the `n`th case agrees to the notice.
pub async fn agree(town: &Town, n: usize) {
    let ask = Ask::post("/api/case/consent").json(&consent("agree"));
    town.granted(Step::Submit, town.family(n, ask)).await;
}

/// The same, and both parents, or others, are named.
pub async fn name(town: &Town, n: usize, people: &Value) {
    agree(town, n).await;
    town.granted(Step::Submit, town.family(n, Ask::put("/api/case/applicants").json(people))).await;
}

/// The same, the data confirmed, all of it sent.
pub async fn send(town: &Town, n: usize, people: &Value) {
    name(town, n, people).await;
    let ask = Ask::post("/api/case/confirmation").json(&confirmation());
    town.granted(Step::ConfirmData, town.family(n, ask)).await;
    town.granted(Step::Submit, town.family(n, Ask::post("/api/case/submission"))).await;
}

/// The same, and approved.
pub async fn approve(town: &Town, n: usize, people: &Value) {
    send(town, n, people).await;
    let count = town.case(n).await.applicants.len();
    let wishes: Vec<_> = (1..=count).map(|no| approval(town, n, u32::try_from(no).unwrap())).collect();
    town.granted(Step::Review, town.staff(decisions(&wishes))).await;
}

/// The undo window is over.
pub fn wait(town: &Town) {
    town.later(SignedDuration::from_mins(11));
}

/// The function does what an event of this kind asks for.
pub async fn work(town: &Town, step: Step, n: usize, kind: &str) {
    let event = json!({ "Records": [town.message(n, kind, 1).await] });
    let answer = Process::start(town, &town.line(0)).event(step, &event).await.unwrap();
    assert_eq!(answer["batchItemFailures"], json!([]));
}

/// Approved, and the accounts made.
pub async fn provided(town: &Town, n: usize, people: &Value) {
    approve(town, n, people).await;
    wait(town);
    work(town, Step::Provision, n, "approved").await;
}

/// The father's account could not be made.
pub async fn failed(town: &Town) {
    approve(town, 0, &father()).await;
    wait(town);
    let (actor, no) = (Actor::Worker(Worker::Provision), ApplicantNo(1));
    let ctx = Context { campaign: &town.world.campaign, actor: &actor, expected: None, now: town.now() };
    let command = Command::RecordAccount { no, outcome: AccountOutcome::Failed { cause: AccountFailure::Refused } };
    let by = Change { actor: &actor, cause: Cause::itself("earlier"), now: town.now() };
    let case = town.store().load(town.cases[0]).await.unwrap().unwrap();
    town.store().change(case, &by, |case| decide(case, &command, &ctx)).await.unwrap();
}
