//! Signing out, here or everywhere.

use crate::door::Door;
use testkit::{Answer, Ask, call};

const CLEARED: &str = "__Host-session=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0";

async fn sign_out(door: &Door, path: &str, cookie: &str) -> Answer {
    call(&door.router(), Ask::delete(path).cookie(cookie)).await
}

#[tokio::test]
async fn signing_out_ends_this_session_only() {
    let door = Door::open().await;
    let (mine, theirs) = (door.signed_in().await, door.signed_in().await);
    let answer = sign_out(&door, "/api/session", &mine).await;
    assert_eq!((answer.status, answer.header("set-cookie"), answer.text.as_str()), (204, CLEARED, ""));
    assert_eq!(answer.header("clear-site-data"), "\"storage\"");
    assert_eq!(door.opens(&mine).await, Err(401));
    assert_eq!(door.opens(&theirs).await, Ok(door.case));
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session_of_the_case() {
    let door = Door::open().await;
    door.open_case(&door.campaign, 2).await;
    let (mine, theirs) = (door.signed_in().await, door.signed_in().await);
    assert_eq!(sign_out(&door, "/api/session?all=true", &mine).await.status, 204);
    assert_eq!([door.opens(&mine).await, door.opens(&theirs).await], [Err(401), Err(401)]);
}

#[tokio::test]
async fn one_can_sign_in_again_within_the_same_second() {
    let door = Door::open().await;
    let old = door.signed_in().await;
    sign_out(&door, "/api/session?all=true", &old).await;
    let new = door.signed_in().await;
    assert_eq!((door.opens(&old).await, door.opens(&new).await), (Err(401), Ok(door.case)));
}

#[tokio::test]
async fn a_signed_out_session_cannot_sign_out_the_others() {
    let door = Door::open().await;
    let (old, other) = (door.signed_in().await, door.signed_in().await);
    sign_out(&door, "/api/session", &old).await;
    assert_eq!(sign_out(&door, "/api/session?all=true", &old).await.status, 204);
    assert_eq!(door.opens(&other).await, Ok(door.case));
}

#[tokio::test]
async fn who_is_not_signed_in_is_signed_out_already() {
    let door = Door::open().await;
    for cookie in ["", "__Host-session=nonsense", "other=1"] {
        let answer = sign_out(&door, "/api/session", cookie).await;
        assert_eq!((answer.status, answer.header("set-cookie")), (204, CLEARED), "{cookie}");
    }
}

#[tokio::test]
async fn only_our_own_pages_sign_anybody_out() {
    let door = Door::open().await;
    let cookie = door.signed_in().await;
    for ask in [
        Ask::delete("/api/session").cookie(&cookie).header("sec-fetch-site", "same-site"),
        Ask::delete("/api/session").cookie(&cookie).without("sec-fetch-site"),
        Ask::delete("/api/session").header("sec-fetch-site", "cross-site"),
    ] {
        let answer = call(&door.router(), ask).await;
        assert_eq!((answer.status, answer.header("set-cookie")), (403, ""));
    }
    assert_eq!(door.opens(&cookie).await, Ok(door.case));
}

#[tokio::test]
async fn an_unreadable_wish_signs_nobody_out() {
    let door = Door::open().await;
    let cookie = door.signed_in().await;
    let answer = sign_out(&door, "/api/session?all=perhaps", &cookie).await;
    assert_eq!((answer.status, answer.fields()), (422, vec!["/all type".to_owned()]));
    assert_eq!(door.opens(&cookie).await, Ok(door.case));
}

#[tokio::test]
async fn an_unreadable_wish_is_one_for_who_is_not_signed_in_too() {
    let door = Door::open().await;
    assert_eq!(sign_out(&door, "/api/session?all=perhaps", "").await.status, 422);
}
