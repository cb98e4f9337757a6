//! A look at a whole ID number, and what was taken out to be printed: both are written down and shown to the registrar.

use crate::{ask, both_parents, id, router, world};
use serde_json::{Value, json};
use testkit::{Answer, Ask, STAFF_CLIENT, World, adult, call};

fn look(applicant: &str, reason: Value) -> Ask {
    Ask::post(&format!("/api/review/applicants/{applicant}/looks")).json(&json!({ "reason": reason }))
}

async fn ask_as(world: &World, username: &str, ask: Ask) -> Answer {
    call(&router(world), ask.staff(STAFF_CLIENT, username)).await
}

#[tokio::test]
async fn the_whole_number_is_answered_with_a_reason_and_the_registrar_sees_who_looked_and_why() {
    let (world, case) = both_parents().await;
    let first = id(&case, 1);
    let answer = ask(&world, look(&first, json!("紙本字跡不清"))).await;
    assert_eq!((answer.status, &answer.body), (200, &json!({ "applicant_id": first, "national_id": adult(1) })));
    assert_eq!(answer.header("cache-control"), "no-store");
    let looks = Ask::get(&format!("/api/review/applicants/{first}/looks"));
    let told = ask_as(&world, "registrar", looks).await.body;
    assert_eq!(told, json!([{ "at": "2026-09-10T10:00:00+08:00", "by": "王老師", "reason": "紙本字跡不清" }]));
    let other = Ask::get(&format!("/api/review/applicants/{}/looks", id(&case, 2)));
    assert_eq!(ask_as(&world, "registrar", other).await.body, json!([]));
}

#[tokio::test]
async fn a_look_needs_a_reason() {
    let (world, case) = both_parents().await;
    for (reason, code) in [(json!(null), "required"), (json!("  "), "required"), (json!("很".repeat(201)), "too-long")]
    {
        let refused = ask(&world, look(&id(&case, 1), reason)).await;
        assert_eq!((refused.status, refused.fields()), (422, vec![format!("/reason {code}")]));
        assert!(!refused.text.contains(&adult(1)));
    }
    assert_eq!(world.stored().await.seq, case.seq, "nothing is written down either");
}

#[tokio::test]
async fn only_staff_of_the_class_look_and_only_at_what_was_sent() {
    let (world, case) = both_parents().await;
    let reason = || json!("核對");
    assert_eq!(ask_as(&world, "teacher-102", look(&id(&case, 1), reason())).await.status, 404);
    assert_eq!(ask_as(&world, "stranger", look(&id(&case, 1), reason())).await.status, 403);
    assert_eq!(call(&router(&world), look(&id(&case, 1), reason())).await.status, 401);
    assert_eq!(ask(&world, look(&id(&case, 9), reason())).await.status, 404);
    assert_eq!(ask(&world, look("nobody", reason())).await.status, 404);
    assert_eq!(world.stored().await.seq, case.seq);
}

#[tokio::test]
async fn who_looked_is_shown_to_nobody_outside_the_class() {
    let (world, case) = both_parents().await;
    let looks = || Ask::get(&format!("/api/review/applicants/{}/looks", id(&case, 1)));
    assert_eq!(ask_as(&world, "teacher-102", looks()).await.status, 404);
    assert_eq!(ask(&world, Ask::get("/api/review/classes/101/forms")).await.status, 200);
    assert_eq!(ask_as(&world, "teacher-102", Ask::get("/api/review/handed-out")).await.body, json!([]));
}

#[tokio::test]
async fn taking_out_the_forms_of_a_class_is_written_down() {
    let world = world().await;
    for _ in 0..2 {
        assert_eq!(ask(&world, Ask::get("/api/review/classes/101/forms")).await.status, 200);
    }
    assert_eq!(ask_as(&world, "teacher-102", Ask::get("/api/review/classes/101/forms")).await.status, 404);
    let told = ask_as(&world, "registrar", Ask::get("/api/review/handed-out")).await.body;
    let one = json!({ "at": "2026-09-10T10:00:00+08:00", "by": "teacher-101", "class": "101", "forms": 1, "codes": 0 });
    assert_eq!(told, json!([one]), "the same request again is one entry");
}
