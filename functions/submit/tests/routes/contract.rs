//! What every route has in common, and the contract.

use crate::{ask, both_parents, consent, router};
use serde_json::{Value, json};
use testkit::{Ask, World, call};

/// Every route that needs a session.
fn writes(world: &World) -> Vec<Ask> {
    let one = format!("/api/case/applicants/{}-1", world.case);
    vec![
        Ask::post("/api/case/consent").json(&consent("agree")),
        Ask::delete("/api/case/consent"),
        Ask::put("/api/case/applicants/draft").json(&both_parents()),
        Ask::put("/api/case/applicants").json(&both_parents()),
        Ask::patch(&one).json(&json!({ "email": null })),
        Ask::delete(&one),
        Ask::post("/api/case/submission"),
        Ask::delete("/api/case/submission"),
    ]
}

#[tokio::test]
async fn nothing_is_written_without_a_session() {
    let world = World::new().await;
    for asked in writes(&world) {
        let refused = call(&router(&world), asked).await;
        assert_eq!((refused.status, refused.code()), (401, "session-missing"));
    }
    assert_eq!(world.stored().await.seq, 1);
}

#[tokio::test]
async fn nothing_is_written_for_other_pages() {
    let world = World::new().await;
    for asked in writes(&world) {
        let refused = ask(&world, asked.header("sec-fetch-site", "cross-site")).await;
        assert_eq!((refused.status, refused.code()), (403, "cross-origin"));
    }
    assert_eq!(world.stored().await.seq, 1);
}

#[tokio::test]
async fn what_cannot_be_read_is_a_problem_and_is_not_cached() {
    let world = World::new().await;
    let path = "/api/case/applicants";
    for (asked, status, code) in [
        (Ask::get("/api/case/nothing"), 404, "not-found"),
        (Ask::get("/api/case/submission"), 405, "method"),
        (Ask::put(path).body("{}"), 415, "not-json"),
        (Ask::put(path).json(&json!({})).body("{\"applicants\":"), 400, "unreadable"),
        (Ask::put(path).json(&json!({ "arrangement": "x".repeat(17_000) })), 413, "too-large"),
        (Ask::post("/api/case/submission").header("if-match", "W/\"1\""), 400, "if-match"),
    ] {
        let answer = ask(&world, asked).await;
        assert_eq!((answer.status, answer.code()), (status, code));
        assert_eq!(answer.header("content-type"), "application/problem+json", "{code}");
        assert_eq!(answer.header("cache-control"), "no-store", "{code}");
    }
}

#[test]
fn the_contract_names_every_route_and_only_the_notice_needs_no_cookie() {
    let contract: Value = serde_json::to_value(submit::openapi()).unwrap();
    let mut routes = Vec::new();
    for (path, methods) in contract["paths"].as_object().unwrap() {
        for (method, route) in methods.as_object().unwrap().iter().filter(|(_, route)| route.is_object()) {
            let open = route["security"].is_null();
            routes.push(format!("{method} {path}{}", if open { " (open)" } else { "" }));
        }
    }
    routes.sort();
    assert_eq!(
        routes,
        [
            "delete /api/case/applicants/{applicant_id}",
            "delete /api/case/consent",
            "delete /api/case/submission",
            "get /api/notice (open)",
            "patch /api/case/applicants/{applicant_id}",
            "post /api/case/consent",
            "post /api/case/submission",
            "put /api/case/applicants",
            "put /api/case/applicants/draft",
        ]
    );
    let schema = &contract["components"]["schemas"]["ConsentForm"];
    assert_eq!(schema["properties"]["choice"]["enum"], json!(["agree", "decline"]));
    assert_eq!(schema["required"], json!(["notice_version", "choice"]));
}
