//! The routes of `review`, asked as the gateway passes them on, on a real table.
#![allow(clippy::unwrap_used, reason = "in tests")]

mod blank_forms;
mod decisions;
mod lists;
mod looks;
mod me;
mod privacy;
mod reach;

use axum::Router;
use domain::{ApplicantId, ApplicantNo, Case, CaseId, ClassCode, StaffRole};
use serde_json::{Value, json};
use testkit::{Answer, Ask, STAFF_CLIENT, World, applicant, call, teacher_record};

/// Asks as the teacher of class 101.
async fn ask(world: &World, ask: Ask) -> Answer {
    call(&router(world), ask.staff(STAFF_CLIENT, "teacher-101")).await
}

fn router(world: &World) -> Router {
    review::router(review::App { store: world.store.clone(), gate: world.staff_gate() })
}

/// A world with the teachers of 101 and 102 and a registrar.
async fn world() -> World {
    let world = World::new().await;
    let mut other = teacher_record("teacher-102");
    other.classes[0].class = ClassCode::parse("102").unwrap();
    let mut registrar = teacher_record("registrar");
    (registrar.role, registrar.classes) = (StaffRole::Registrar, vec![]);
    for record in [teacher_record("teacher-101"), other, registrar] {
        world.store.put_staff(&record).await.unwrap();
    }
    world
}

/// The first pupil's family has sent these applicants, as its pages do.
async fn sent(world: &World, case: CaseId, arrangement: &str, applicants: &[Value]) -> Case {
    let cookie = world.cookie_of(case, &format!("session-{case}"), world.now);
    let confirmation = json!({ "registry_correct": true, "contact": {
        "household_address": "臺北市範例區示範路1號", "mailing_address": "臺北市範例區示範路2號",
        "emergency_contact_name": "林大山", "emergency_contact_mobile": "0900000001",
    }});
    let steps = [
        (confirm_data::router(world.gate()), Ask::post("/api/case/confirmation").json(&confirmation)),
        (
            submit::router(world.gate()),
            Ask::post("/api/case/consent").json(&json!({ "notice_version": "2026-08", "choice": "agree" })),
        ),
        (
            submit::router(world.gate()),
            Ask::put("/api/case/applicants").json(&json!({ "arrangement": arrangement, "applicants": applicants })),
        ),
        (submit::router(world.gate()), Ask::post("/api/case/submission")),
    ];
    for (router, ask) in steps {
        let answer = call(&router, ask.cookie(&cookie)).await;
        assert_eq!((answer.status, answer.fields()), (200, vec![]), "{}", answer.body);
    }
    world.store.load(case).await.unwrap().unwrap().into_case()
}

/// The first family has sent both parents.
async fn both_parents() -> (World, Case) {
    let world = world().await;
    let case = sent(&world, world.case, "both_parents", &[applicant(1, "father"), applicant(2, "mother")]).await;
    (world, case)
}

fn id(case: &Case, no: u32) -> String {
    ApplicantId { case: case.id, no: ApplicantNo(no) }.to_string()
}

fn approve(applicant_id: &str) -> Value {
    json!({ "applicant_id": applicant_id, "outcome": "approve", "paper_checked": true })
}

async fn decide(world: &World, decisions: &[Value]) -> Vec<Value> {
    let answer = ask(world, Ask::post("/api/review/decisions").json(&json!({ "decisions": decisions }))).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body["results"].as_array().unwrap().clone()
}
