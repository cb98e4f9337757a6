//! What staff see of an account, and trying again.

use crate::setting::{applicant, approved, failed};
use domain::AccountFailure;
use provision::{App, router};
use serde_json::{Value, json};
use testkit::{Answer, Ask, STAFF_CLIENT, World, call, teacher_record};

async fn ask(world: &World, username: &str, method: &str, id: &str) -> Answer {
    let router = router(App { store: world.store.clone(), gate: world.staff_gate() });
    let path = format!("/api/review/applicants/{id}/account");
    call(&router, Ask::of(method, &path).staff(STAFF_CLIENT, username)).await
}

/// A world with a teacher of the class.
async fn taught() -> World {
    let world = approved().await;
    world.store.put_staff(&teacher_record("t-1")).await.unwrap();
    world
}

#[tokio::test]
async fn a_teacher_sees_how_the_account_stands() {
    let world = taught().await;
    let id = applicant(&world).to_string();
    let answer = ask(&world, "t-1", "GET", &id).await;
    let at = "2026-09-10T10:10:30+08:00";
    assert_eq!((answer.status, answer.body), (200, json!({ "applicant_id": id, "state": "creating", "at": at })));
}

#[tokio::test]
async fn a_failed_account_is_tried_again_once_however_often_it_is_asked() {
    let world = taught().await;
    failed(&world, AccountFailure::Refused).await;
    let id = applicant(&world).to_string();
    assert_eq!(ask(&world, "t-1", "GET", &id).await.body["failure"], "refused");
    for _ in 0..2 {
        let answer = ask(&world, "t-1", "POST", &id).await;
        assert_eq!((answer.status, &answer.body["state"]), (200, &Value::from("creating")));
    }
    let kinds: Vec<_> = world.store.history(world.case).await.unwrap();
    assert_eq!(kinds.iter().filter(|recorded| recorded.event.kind() == "account_retried").count(), 1);
}

#[tokio::test]
async fn nothing_is_retried_before_an_approval() {
    let world = World::new().await;
    world.store.put_staff(&teacher_record("t-1")).await.unwrap();
    crate::setting::apply(&world, world.case, "陳美玉").await;
    let id = applicant(&world).to_string();
    assert_eq!(ask(&world, "t-1", "GET", &id).await.body["state"], "none");
    let answer = ask(&world, "t-1", "POST", &id).await;
    assert_eq!((answer.status, answer.code()), (409, "nothing-to-retry"));
}

#[tokio::test]
async fn what_is_not_of_their_class_does_not_exist_for_a_teacher() {
    let world = taught().await;
    let mut other = teacher_record("t-2");
    other.classes.clear();
    world.store.put_staff(&other).await.unwrap();
    let id = applicant(&world).to_string();
    for method in ["GET", "POST"] {
        assert_eq!(ask(&world, "t-2", method, &id).await.status, 404, "another class");
        assert_eq!(ask(&world, "t-1", method, "no-such-id").await.status, 404, "no id");
        assert_eq!(ask(&world, "t-1", method, &id.replace("-1", "-2")).await.status, 404, "no applicant");
        assert_eq!(ask(&world, "somebody", method, &id).await.status, 403, "not of the staff");
    }
}

#[tokio::test]
async fn without_a_token_nobody_is_answered() {
    let world = taught().await;
    let router = router(App { store: world.store.clone(), gate: world.staff_gate() });
    let path = format!("/api/review/applicants/{}/account", applicant(&world));
    assert_eq!(call(&router, Ask::get(&path)).await.status, 401);
}

#[test]
fn the_contract_names_both_routes() {
    let contract = serde_json::to_value(provision::openapi()).unwrap();
    let path = &contract["paths"]["/api/review/applicants/{applicant_id}/account"];
    assert_eq!(
        (&path["get"]["operationId"], &path["post"]["operationId"]),
        (&json!("getAccount"), &json!("retryAccount"))
    );
}
