//! Captchas: read, heard or worked out, each once.

use crate::door::Door;
use aws_lc_rs::digest::{SHA256, digest};
use axum::body::Body;
use data_encoding::BASE64;
use http_body_util::BodyExt;
use lambda_http::IntoResponse;
use serde_json::{Value, json};
use testkit::{Ask, call};
use tower::ServiceExt;

async fn made(door: &Door, ask: Ask) -> Value {
    let answer = call(&door.router(), ask).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.body
}

/// The sound as bytes, with status, type and language.
async fn heard(door: &Door, path: &str) -> (u16, String, Vec<u8>) {
    let request = http::Request::get(path).body(Body::empty()).unwrap();
    let response = door.router().oneshot(request).await.unwrap();
    let said = |name: &str| response.headers().get(name).map_or("-", |v| v.to_str().unwrap()).to_owned();
    let headers = format!("{} {} {}", said("content-type"), said("content-language"), said("cache-control"));
    let status = response.status().as_u16();
    (status, headers, response.into_body().collect().await.unwrap().to_bytes().to_vec())
}

#[tokio::test]
async fn a_picture_is_made_on_demand_and_always_new() {
    let door = Door::open().await;
    let (one, other) = (made(&door, Ask::post("/api/captchas")).await, made(&door, Ask::post("/api/captchas")).await);
    assert!(one["id"] != other["id"] && one["image"] != other["image"]);
    let png = BASE64.decode(one["image"].as_str().unwrap().strip_prefix("data:image/png;base64,").unwrap().as_bytes());
    assert!(png.unwrap().starts_with(b"\x89PNG"));
    assert_eq!(one["audio"], format!("/api/captchas/{}/audio", one["id"].as_str().unwrap()));
    assert_eq!(one["expires_at"], "2026-09-10T10:03:00+08:00");
}

#[tokio::test]
async fn a_picture_is_what_one_gets_unless_asked_otherwise() {
    let door = Door::open().await;
    for ask in [
        Ask::post("/api/captchas").json(&json!({})),
        Ask::post("/api/captchas").json(&Value::Null),
        Ask::post("/api/captchas").json(&json!({ "kind": "picture" })),
        Ask::post("/api/captchas").header("content-type", "application/json"),
    ] {
        assert!(made(&door, ask).await["image"].is_string());
    }
    let unknown = call(&door.router(), Ask::post("/api/captchas").json(&json!({ "kind": "dance" }))).await;
    assert_eq!((unknown.status, unknown.fields()), (422, vec!["/kind choice".to_owned()]));
}

#[tokio::test]
async fn another_site_gets_no_captcha() {
    let door = Door::open().await;
    let answer = call(&door.router(), Ask::post("/api/captchas").header("sec-fetch-site", "cross-site")).await;
    assert_eq!((answer.status, answer.code()), (403, "cross-origin"));
}

#[tokio::test]
async fn work_done_by_the_browser_signs_in() {
    let door = Door::open().await;
    let work = made(&door, Ask::post("/api/captchas").json(&json!({ "kind": "work" }))).await;
    let (challenge, bits) = (work["challenge"].as_str().unwrap(), work["difficulty"].as_u64().unwrap() as u32);
    let solves = |nonce: &u64| {
        let hash = digest(&SHA256, format!("{challenge}:{nonce}").as_bytes());
        u64::from_be_bytes(hash.as_ref()[..8].try_into().unwrap()).leading_zeros() >= bits
    };
    let nonce = (0..).find(solves).unwrap();
    let mut form = door.form().await;
    form["captcha"] = json!({ "id": work["id"], "answer": nonce.to_string() });
    assert_eq!(door.sign_in(&form).await.status, 201);
    assert_eq!(door.sign_in(&form).await.status, 401, "once");
}

#[tokio::test]
async fn work_not_done_does_not_sign_in() {
    let door = Door::open().await;
    let work = made(&door, Ask::post("/api/captchas").json(&json!({ "kind": "work" }))).await;
    let mut form = door.form().await;
    form["captcha"] = json!({ "id": work["id"], "answer": work["challenge"] });
    assert_eq!(door.sign_in(&form).await.status, 401);
}

#[tokio::test]
async fn a_picture_can_be_heard_and_still_be_answered() {
    let door = Door::open().await;
    let form = door.form().await;
    let path = format!("/api/captchas/{}/audio", form["captcha"]["id"].as_str().unwrap());
    let (status, headers, wav) = heard(&door, &path).await;
    assert_eq!((status, headers.as_str()), (200, "audio/wav zh-Hant no-store"));
    assert!(wav.starts_with(b"RIFF") && &wav[8..12] == b"WAVE" && wav.len() > 10_000);
    assert_eq!(heard(&door, &path).await.2, wav, "the same noise again");
    assert_eq!(heard(&door, &format!("{path}?language=th")).await.1, "audio/wav en no-store");
    assert_eq!(heard(&door, &format!("{path}?language=xx")).await.0, 422);
    assert_eq!(door.sign_in(&form).await.status, 201);
}

#[tokio::test]
async fn the_gateway_gets_the_sound_in_base64() {
    let door = Door::open().await;
    let path = format!("/api/captchas/{}/audio", door.captcha().await["id"].as_str().unwrap());
    let request = http::Request::get(path).body(Body::empty()).unwrap();
    let response = door.router().oneshot(request).await.unwrap().into_response().await;
    assert!(matches!(response.body(), lambda_http::Body::Binary(wav) if wav.starts_with(b"RIFF")));
}

#[tokio::test]
async fn what_is_unknown_over_used_or_work_is_not_heard() {
    let mut door = Door::open().await;
    let work = made(&door, Ask::post("/api/captchas").json(&json!({ "kind": "work" }))).await;
    let (over, form) = (door.captcha().await, door.form().await);
    door.sign_in(&form).await;
    door.later(180);
    let ids =
        [&json!("nonsense"), &json!("00000000000000000000000000"), &work["id"], &over["id"], &form["captcha"]["id"]];
    for id in ids {
        let (status, headers, _) = heard(&door, &format!("/api/captchas/{}/audio", id.as_str().unwrap())).await;
        assert_eq!((status, headers.as_str()), (404, "application/problem+json - no-store"), "{id}");
    }
}
