//! Signing in with what a person types.

use crate::door::{Door, secret};
use serde_json::{Value, json};
use testkit::{Ask, SCHOOL, call, student};

#[tokio::test]
async fn the_right_sign_in_opens_the_case() {
    let door = Door::open().await;
    let answer = door.sign_in(&door.form().await).await;
    assert_eq!(
        (answer.status, &answer.body),
        (201, &json!({ "expires_at": "2026-09-10T14:00:00+08:00", "idle_seconds": 900 }))
    );
    let cookie = answer.header("set-cookie").split(';').next().unwrap();
    assert_eq!(door.opens(cookie).await, Ok(door.case));
}

#[tokio::test]
async fn the_cookie_has_exactly_the_attributes_it_should() {
    let door = Door::open().await;
    let answer = door.sign_in(&door.form().await).await;
    let (pair, attributes) = answer.header("set-cookie").split_once("; ").unwrap();
    assert!(pair.starts_with("__Host-session=ey"));
    assert_eq!(attributes, "Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=900");
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn full_width_and_lower_case_are_accepted() {
    let door = Door::open().await;
    let wide =
        |text: &str| -> String { text.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap()).collect() };
    let mut form = door.form().await;
    form["account"] = json!(wide(&student(1).number.account()));
    form["password"] = json!(secret(1).to_lowercase());
    form["captcha"]["answer"] = json!(wide(form["captcha"]["answer"].as_str().unwrap()));
    assert_eq!(door.sign_in(&form).await.status, 201);
    form = door.form_with("/account", &student(1).number.account().to_lowercase()).await;
    assert_eq!(door.sign_in(&form).await.status, 201);
}

#[tokio::test]
async fn each_sign_in_is_noted_on_the_case() {
    let mut door = Door::open().await;
    let first = door.now;
    door.signed_in().await;
    door.later(60);
    let entry = door.family(&door.signed_in().await).await.unwrap().portal.entry;
    assert_eq!((entry.previous_sign_in, entry.last_sign_in), (Some(first), Some(door.now)));
}

#[tokio::test]
async fn after_the_deadline_one_may_still_come_in_to_read() {
    let mut door = Door::open().await;
    door.now = door.campaign.closes;
    assert_eq!(door.sign_in(&door.form().await).await.status, 201);
}

#[tokio::test]
async fn a_missing_or_empty_field_is_named_by_its_pointer() {
    let door = Door::open().await;
    let all = ["/school", "/account", "/password", "/captcha/id", "/captcha/answer"].map(|at| format!("{at} required"));
    assert_eq!(door.sign_in(&json!({})).await.fields(), all);
    let empty = json!({ "school": " ", "account": "", "password": "", "captcha": { "id": "", "answer": "" } });
    assert_eq!(door.sign_in(&empty).await.fields(), all);
    assert_eq!(door.sign_in(&json!({ "handover": "" })).await.fields(), ["/handover required"]);
    assert_eq!(door.sign_in(&json!({ "school": 3 })).await.fields(), ["/school type"]);
}

#[tokio::test]
async fn another_site_cannot_sign_anybody_in() {
    let door = Door::open().await;
    let ask = |form: &Value| Ask::post("/api/sessions").json(form);
    let form = door.form().await;
    let answer = call(&door.router(), ask(&form).header("sec-fetch-site", "cross-site")).await;
    assert_eq!((answer.status, answer.code()), (403, "cross-origin"));
    let foreign = ask(&form).without("sec-fetch-site").header("origin", "https://elsewhere.example");
    assert_eq!(call(&door.router(), foreign).await.status, 403);
    assert_eq!(call(&door.router(), ask(&form).without("sec-fetch-site")).await.status, 201, "and used nothing up");
}

#[tokio::test]
async fn the_school_is_part_of_the_account() {
    let door = Door::open().await;
    let mut other = door.campaign.clone();
    other.school = domain::SchoolId::parse("other-school").unwrap();
    door.enter(&other, None).await;
    let form = door.form_with("/school", "other-school").await;
    assert_eq!(door.sign_in(&form).await.status, 401);
    assert_eq!(door.sign_in(&door.form_with("/school", SCHOOL).await).await.status, 201);
}
