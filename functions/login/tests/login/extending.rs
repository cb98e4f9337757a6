//! A session is extended while somebody is there: fifteen minutes more each time, four hours in all.

use crate::door::Door;
use serde_json::json;
use testkit::{Answer, Ask, call};

async fn extend(door: &Door, cookie: &str) -> Answer {
    call(&door.router(), Ask::post("/api/session/extension").cookie(cookie)).await
}

fn cookie(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_session_lives_on_after_it_was_extended() {
    let mut door = Door::open().await;
    let first = door.signed_in().await;
    door.later(14 * 60);
    let answer = extend(&door, &first).await;
    assert_eq!(
        (answer.status, &answer.body),
        (200, &json!({ "expires_at": "2026-09-10T14:00:00+08:00", "idle_seconds": 900 }))
    );
    assert!(answer.header("set-cookie").ends_with("; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=900"));
    door.later(14 * 60);
    assert_eq!([door.opens(&first).await, door.opens(&cookie(&answer)).await], [Err(401), Ok(door.case)]);
}

#[tokio::test]
async fn a_session_that_ended_is_not_extended() {
    let mut door = Door::open().await;
    let cookie = door.signed_in().await;
    door.later(15 * 60);
    let answer = extend(&door, &cookie).await;
    assert_eq!((answer.status, answer.code(), answer.header("set-cookie")), (401, "session-expired", ""));
    assert_eq!(extend(&door, "").await.code(), "session-missing");
}

#[tokio::test]
async fn four_hours_after_signing_in_it_is_over() {
    let mut door = Door::open().await;
    let mut last = door.signed_in().await;
    for _ in 0..23 {
        door.later(10 * 60);
        last = cookie(&extend(&door, &last).await);
    }
    door.later(5 * 60);
    let answer = extend(&door, &last).await;
    assert_eq!((answer.status, &answer.body["idle_seconds"]), (200, &json!(300)));
    last = cookie(&answer);
    door.later(299);
    assert_eq!(door.opens(&last).await, Ok(door.case));
    door.later(1);
    assert_eq!(door.opens(&last).await, Err(401));
}

#[tokio::test]
async fn signing_out_with_an_older_token_ends_the_extended_ones_too() {
    let mut door = Door::open().await;
    let first = door.signed_in().await;
    door.later(60);
    let extended = cookie(&extend(&door, &first).await);
    call(&door.router(), Ask::delete("/api/session").cookie(&first)).await;
    assert_eq!(extend(&door, &extended).await.code(), "signed-out");
    // The older token's own time is over before the extended one's: the revocation must outlive both.
    door.later(14 * 60 + 30);
    assert_eq!(door.family(&extended).await.map(drop), Err(401));
    assert_eq!(extend(&door, &extended).await.code(), "signed-out");
}

#[tokio::test]
async fn signing_out_everywhere_ends_sessions_extended_before_and_after() {
    let mut door = Door::open().await;
    let (here, there) = (door.signed_in().await, door.signed_in().await);
    door.later(60);
    let extended = cookie(&extend(&door, &there).await);
    call(&door.router(), Ask::delete("/api/session?all=true").cookie(&here)).await;
    door.later(60);
    for token in [&there, &extended] {
        assert_eq!(extend(&door, token).await.code(), "signed-out");
    }
}

#[tokio::test]
async fn only_our_own_pages_extend() {
    let door = Door::open().await;
    let cookie = door.signed_in().await;
    for ask in [
        Ask::post("/api/session/extension").cookie(&cookie).header("sec-fetch-site", "cross-site"),
        Ask::post("/api/session/extension").cookie(&cookie).without("sec-fetch-site"),
    ] {
        let answer = call(&door.router(), ask).await;
        assert_eq!((answer.status, answer.header("set-cookie")), (403, ""));
    }
}
