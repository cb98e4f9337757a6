//! Getting in and out: every refusal is alike, a captcha is used once, a session opens one case.

use e2e::{Cloud, Family, anyone};
use identity::SessionClaims;
use jiff::{SignedDuration, Timestamp};
use reqwest::Method;
use serde_json::{Value, json};

async fn body(change: impl FnOnce(&mut Value)) -> Value {
    let entry = anyone().await;
    let (id, answer) = Family::captcha().await;
    let mut body = json!({
        "school": entry.school, "account": entry.account, "password": entry.password,
        "captcha": { "id": id, "answer": answer },
    });
    change(&mut body);
    body
}

#[tokio::test]
async fn whatever_is_wrong_the_refusal_is_the_same() {
    let wrong_captcha = |body: &mut Value| {
        let right = body["captcha"]["answer"].as_str().unwrap();
        body["captcha"]["answer"] = (if right == "0000" { "0001" } else { "0000" }).into();
    };
    let bodies = [
        body(|b| b["school"] = "nowhere".into()).await,
        body(|b| b["account"] = "P99999999".into()).await,
        body(|b| b["password"] = "A123456789".into()).await,
        body(wrong_captcha).await,
    ];
    let mut seen = Vec::new();
    for body in bodies {
        seen.push(Family::open(body).await.refused(401, "sign-in-refused"));
    }
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "{seen:?}");
}

#[tokio::test]
async fn a_captcha_opens_the_door_once() {
    let body = body(|_| {}).await;
    Family::open(body.clone()).await.with(201);
    Family::open(body).await.refused(401, "sign-in-refused");
}

#[tokio::test]
async fn what_a_hurried_thumb_types_is_understood() {
    let entry = anyone().await;
    let wide = |text: &str| text.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect::<String>();
    let (id, answer) = Family::captcha().await;
    let body = json!({
        "school": entry.school,
        "account": wide(&entry.account.to_lowercase()),
        "password": format!(" {} ", entry.password.to_lowercase()),
        "captcha": { "id": id, "answer": wide(&answer) },
    });
    Family::open(body).await.with(201);
}

#[tokio::test]
async fn a_changed_session_is_refused() {
    let family = Family::anywhere().await;
    let mut forged = family.clone();
    let at = forged.cookie.len() - 20;
    let other = if forged.cookie.as_bytes()[at] == b'A' { "B" } else { "A" };
    forged.cookie.replace_range(at..=at, other);
    forged.send(Method::GET, "/api/case", None, None).await.refused(401, "session-invalid");
    forged.cookie = "unrelated=1".to_owned();
    forged.send(Method::GET, "/api/case", None, None).await.refused(401, "session-missing");
}

/// The same family with a session that this claims, signed as `login` would.
async fn with_session(family: &Family, claims: impl FnOnce(&str, &str) -> SessionClaims) -> Family {
    let form = family.case().await["form"].as_str().unwrap().to_owned();
    let token = claims(&form, &family.entry.school).sign(&Cloud::get().await.session_signer().await).unwrap();
    family.with_cookie(format!("__Host-session={token}"))
}

#[allow(clippy::disallowed_methods, reason = "the deployed stack goes by the machine's clock")]
fn ago(seconds: i64) -> Timestamp {
    Timestamp::now() - SignedDuration::from_secs(seconds)
}

#[tokio::test]
async fn a_session_that_nobody_used_for_fifteen_minutes_is_over() {
    let idle =
        |form: &str, school: &str| SessionClaims::begin(form, "an-idle-session", school, "115-1", ago(15 * 60 + 1));
    let family = with_session(&Family::anywhere().await, idle).await;
    family.send(Method::GET, "/api/case", None, None).await.refused(401, "session-expired");
    family.send(Method::POST, "/api/session/extension", None, None).await.refused(401, "session-expired");
}

#[tokio::test]
async fn a_session_of_four_hours_ago_is_over_however_busy_it_was() {
    let busy = |form: &str, school: &str| {
        SessionClaims::begin(form, "a-busy-session", school, "115-1", ago(4 * 3600 + 1)).extended(ago(60))
    };
    let family = with_session(&Family::anywhere().await, busy).await;
    family.send(Method::GET, "/api/case", None, None).await.refused(401, "session-expired");
}

#[tokio::test]
async fn a_session_is_extended_and_signing_out_ends_all_its_tokens() {
    let first = Family::anywhere().await;
    let family = first.extended().await;
    let told = family.send(Method::POST, "/api/session/extension", None, None).await.with(200);
    assert!((890..=900).contains(&told["idle_seconds"].as_i64().unwrap()), "{told}");
    family.case().await;
    let out = first.send(Method::DELETE, "/api/session", None, None).await;
    assert_eq!((out.status, out.headers["clear-site-data"].to_str().unwrap()), (204, "\"storage\""));
    family.send(Method::GET, "/api/case", None, None).await.refused(401, "signed-out");
    family.send(Method::POST, "/api/session/extension", None, None).await.refused(401, "signed-out");
}

#[tokio::test]
async fn signing_out_ends_this_session_only() {
    let entry = anyone().await;
    let (phone, tablet) = (Family::sign_in(&entry).await, Family::sign_in(&entry).await);
    let out = phone.send(Method::DELETE, "/api/session", None, None).await;
    assert_eq!(out.status, 204);
    phone.send(Method::GET, "/api/case", None, None).await.refused(401, "signed-out");
    tablet.case().await;
}

#[tokio::test]
async fn signing_out_everywhere_ends_all_sessions() {
    let entry = anyone().await;
    let (phone, tablet) = (Family::sign_in(&entry).await, Family::sign_in(&entry).await);
    assert_eq!(phone.send(Method::DELETE, "/api/session?all=true", None, None).await.status, 204);
    tablet.send(Method::GET, "/api/case", None, None).await.refused(401, "signed-out");
    tablet.send(Method::POST, "/api/session/extension", None, None).await.refused(401, "signed-out");
}

#[tokio::test]
async fn the_cookie_is_locked_to_this_host() {
    let answer = Family::try_sign_in(&anyone().await).await;
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    for attribute in ["__Host-session=", "Path=/", "Secure", "HttpOnly", "SameSite=Strict"] {
        assert!(cookie.contains(attribute), "{attribute} in {}", cookie.split_once('=').unwrap().0);
    }
    assert!(!cookie.contains("Domain"));
}

#[tokio::test]
async fn the_list_of_schools_needs_no_session() {
    let schools = Family::of("102").await;
    let list = schools.send(Method::GET, "/api/schools", None, None).await.with(200);
    let demo = list.as_array().unwrap().iter().find(|school| school["id"] == schools.entry.school.as_str()).cloned();
    assert_eq!(demo.expect("the demo school")["state"], "open");
}
