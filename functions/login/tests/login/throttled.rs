//! Failures slow the next sign-ins down, by account and source.

use crate::door::{Door, secret};
use testkit::{Answer, Ask, call, student};

async fn from(door: &Door, address: &str, password: &str) -> Answer {
    let form = door.form_with("/password", password).await;
    call(&door.router_from(address), Ask::post("/api/sessions").json(&form)).await
}

async fn fails(door: &Door, address: &str, times: usize) {
    for _ in 0..times {
        assert_eq!(from(door, address, &secret(2)).await.status, 401);
    }
}

#[tokio::test]
async fn after_five_failures_even_the_right_password_waits() {
    let door = Door::open().await;
    fails(&door, "198.51.100.7", 5).await;
    let answer = from(&door, "198.51.100.7", &secret(1)).await;
    assert_eq!((answer.status, answer.code(), answer.header("retry-after")), (429, "throttled", "900"));
}

#[tokio::test]
async fn four_failures_do_not_lock_anybody_out() {
    let door = Door::open().await;
    fails(&door, "198.51.100.7", 4).await;
    assert_eq!(from(&door, "198.51.100.7", &secret(1)).await.status, 201);
}

#[tokio::test]
async fn a_success_does_not_forget_the_failures() {
    let door = Door::open().await;
    fails(&door, "198.51.100.7", 4).await;
    from(&door, "198.51.100.7", &secret(1)).await;
    fails(&door, "198.51.100.7", 1).await;
    assert_eq!(from(&door, "198.51.100.7", &secret(1)).await.status, 429);
}

#[tokio::test]
async fn the_lock_holds_fifteen_minutes_from_the_fifth_failure() {
    let mut door = Door::open().await;
    fails(&door, "198.51.100.7", 4).await;
    door.later(899);
    fails(&door, "198.51.100.7", 1).await;
    door.later(899);
    assert_eq!(from(&door, "198.51.100.7", &secret(1)).await.status, 429);
    door.later(1);
    assert_eq!(from(&door, "198.51.100.7", &secret(1)).await.status, 201);
}

#[tokio::test]
async fn another_source_or_account_is_not_affected() {
    let door = Door::open().await;
    door.open_case(&door.campaign, 2).await;
    fails(&door, "198.51.100.7", 5).await;
    assert_eq!(from(&door, "203.0.113.9", &secret(1)).await.status, 201);
    let mut form = door.form_with("/password", &secret(2)).await;
    form["account"] = student(2).number.account().into();
    assert_eq!(call(&door.router_from("198.51.100.7"), Ask::post("/api/sessions").json(&form)).await.status, 201);
}

#[tokio::test]
async fn an_account_is_one_account_however_it_is_typed() {
    let door = Door::open().await;
    let router = door.router_from("198.51.100.7");
    for account in ["p99001001", "P 99001001", "Ｐ99001001", "P-99001001", "P99001001"] {
        let mut form = door.form_with("/password", &secret(2)).await;
        form["account"] = account.into();
        assert_eq!(call(&router, Ask::post("/api/sessions").json(&form)).await.status, 401, "{account}");
    }
    assert_eq!(from(&door, "198.51.100.7", &secret(1)).await.status, 429);
}

#[tokio::test]
async fn fifty_failures_from_everywhere_lock_the_account() {
    let door = Door::open().await;
    for source in 0..10 {
        fails(&door, &format!("2001:db8:0:{source}::1"), 5).await;
    }
    assert_eq!(from(&door, "203.0.113.9", &secret(1)).await.status, 429);
}

#[tokio::test]
async fn a_throttled_try_uses_its_captcha_up() {
    let door = Door::open().await;
    fails(&door, "198.51.100.7", 5).await;
    let form = door.form().await;
    let router = door.router_from("198.51.100.7");
    assert_eq!(call(&router, Ask::post("/api/sessions").json(&form)).await.status, 429);
    let elsewhere = door.router_from("203.0.113.9");
    assert_eq!(call(&elsewhere, Ask::post("/api/sessions").json(&form)).await.status, 401);
}
