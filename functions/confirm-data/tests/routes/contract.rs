//! What every route has in common, and the contract.

use crate::ask;
use serde_json::{Value, json};
use testkit::{Ask, World};

#[tokio::test]
async fn what_does_not_exist_is_a_problem_too() {
    let world = World::new().await;
    for (asked, status, code) in [
        (Ask::get("/api/nothing"), 404, "not-found"),
        (Ask::delete("/api/case"), 405, "method"),
        (Ask::post("/api/case/confirmation").body("{}"), 415, "not-json"),
        (Ask::post("/api/case/confirmation").json(&json!({})).body("{"), 400, "unreadable"),
        (Ask::post("/api/case/confirmation").json(&json!({ "error_report": "x".repeat(17_000) })), 413, "too-large"),
        (Ask::get("/api/case").header("if-match", "7"), 400, "if-match"),
    ] {
        let answer = ask(&world, asked).await;
        assert_eq!((answer.status, answer.code()), (status, code));
        assert_eq!(answer.header("content-type"), "application/problem+json", "{code}");
        assert_eq!(answer.header("cache-control"), "no-store", "{code}");
    }
}

#[test]
fn the_contract_names_every_route_its_answers_and_the_cookie() {
    let contract: Value = serde_json::to_value(confirm_data::openapi()).unwrap();
    let paths: Vec<_> = contract["paths"].as_object().unwrap().keys().cloned().collect();
    let all = ["/api/case", "/api/case/confirmation", "/api/case/confirmation/draft", "/api/case/export"];
    assert_eq!(paths, all);
    let confirm = &contract["paths"]["/api/case/confirmation"]["post"];
    let statuses: Vec<_> = confirm["responses"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(statuses, ["200", "400", "401", "403", "404", "409", "412", "413", "415", "422", "500", "503"]);
    assert_eq!(confirm["security"], json!([{ "session": [] }]));
    assert_eq!(contract["components"]["securitySchemes"]["session"]["in"], "cookie");
    assert!(contract["components"]["schemas"]["ProblemView"].is_object());
}
