//! Who reaches what: own classes, today, in the own school.

use crate::{approve, both_parents, id, router, world};
use jiff::civil::date;
use serde_json::json;
use testkit::{Ask, STAFF_CLIENT, call, teacher_record};

#[tokio::test]
async fn another_class_does_not_exist_for_a_teacher() {
    let (world, case) = both_parents().await;
    let router = router(&world);
    let ask = |ask: Ask| ask.staff(STAFF_CLIENT, "teacher-102");
    let paths = [
        "/api/review/classes/101/applicants".to_owned(),
        "/api/review/classes/101/students".to_owned(),
        "/api/review/classes/101/forms".to_owned(),
        format!("/api/review/forms/{}", case.id),
        format!("/api/review/forms/{}", case.check_code().unwrap()),
    ];
    for path in paths {
        assert_eq!(call(&router, ask(Ask::get(&path))).await.status, 404, "{path}");
    }
    let body = json!({ "decisions": [approve(&id(&case, 1))] });
    let decided = call(&router, ask(Ask::post("/api/review/decisions").json(&body))).await;
    assert_eq!(decided.body["results"], json!([{ "applicant_id": id(&case, 1), "ok": false, "code": "not-found" }]));
    assert_eq!(world.stored().await.seq, case.seq);
}

#[tokio::test]
async fn a_registrar_reaches_the_whole_school() {
    let (world, case) = both_parents().await;
    let body = json!({ "decisions": [approve(&id(&case, 1))] });
    let ask = Ask::post("/api/review/decisions").json(&body).staff(STAFF_CLIENT, "registrar");
    assert_eq!(call(&router(&world), ask).await.body["results"][0]["ok"], true);
}

#[tokio::test]
async fn an_assignment_that_has_ended_opens_nothing() {
    let world = world().await;
    let mut substitute = teacher_record("substitute");
    substitute.classes[0].until = Some(date(2026, 9, 9));
    world.store.put_staff(&substitute).await.unwrap();
    let ask = Ask::get("/api/review/classes/101/students").staff(STAFF_CLIENT, "substitute");
    assert_eq!(call(&router(&world), ask).await.status, 404);
}

#[tokio::test]
async fn a_token_for_another_client_names_nobody() {
    let world = world().await;
    let ask = Ask::get("/api/review/classes").staff("another-client", "teacher-101");
    assert_eq!(call(&router(&world), ask).await.code(), "staff-token");
    assert_eq!(call(&router(&world), Ask::get("/api/review/classes")).await.code(), "staff-token");
}

#[tokio::test]
async fn somebody_unknown_to_every_school_is_refused() {
    let world = world().await;
    let ask = Ask::get("/api/review/classes").staff(STAFF_CLIENT, "stranger");
    let answer = call(&router(&world), ask).await;
    assert_eq!((answer.status, answer.code()), (403, "not-staff"));
}
