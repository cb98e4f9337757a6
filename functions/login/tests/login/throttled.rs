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
async fn the_wait_that_is_told_is_the_one_that_is_left() {
    let mut door = Door::open().await;
    fails(&door, "198.51.100.7", 5).await;
    door.later(600);
    assert_eq!(from(&door, "198.51.100.7", &secret(1)).await.header("retry-after"), "300");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_twenty_guesses_at_once_five_are_looked_at() {
    let door = Door::open().await;
    let mut forms = Vec::new();
    for _ in 0..20 {
        forms.push(door.form_with("/password", &secret(2)).await);
    }
    let guesses = forms.iter().map(|form| {
        let router = door.router_from("198.51.100.7");
        async move { call(&router, Ask::post("/api/sessions").json(form)).await.status }
    });
    let mut answers = futures::future::join_all(guesses).await;
    answers.sort_unstable();
    assert_eq!(answers, [[401; 5].as_slice(), &[429; 15]].concat());
}

#[tokio::test]
async fn another_account_of_the_same_household_is_not_affected_nor_is_another_source() {
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

/// One wrong sign-in at an account that nobody has, by this address.
async fn stranger(door: &Door, address: &str, n: usize) -> u16 {
    let mut form = door.form_with("/password", &secret(2)).await;
    form["account"] = format!("P{n:08}").into();
    call(&door.router_from(address), Ask::post("/api/sessions").json(&form)).await.status
}

#[tokio::test]
async fn who_goes_through_a_list_is_stopped_after_three_hundred_and_nobody_else_is() {
    let mut door = Door::open().await;
    for n in 0..300 {
        assert_eq!(stranger(&door, &format!("2001:db8:1:2::{n:x}"), n).await, 401, "{n}");
    }
    assert_eq!(stranger(&door, "2001:db8:1:2::ffff", 300).await, 429);
    assert_eq!(from(&door, "2001:db8:1:2::ffff", &secret(1)).await.status, 429);
    assert_eq!(from(&door, "2001:db8:1:3::1", &secret(1)).await.status, 201);
    door.later(900);
    assert_eq!(from(&door, "2001:db8:1:2::ffff", &secret(1)).await.status, 201);
}

#[tokio::test]
async fn the_work_grows_with_the_failures_of_a_source_up_to_eight_times() {
    let door = Door::open().await;
    let difficulty = async |address: &str| {
        let ask = Ask::post("/api/captchas").json(&serde_json::json!({ "kind": "work" }));
        call(&door.router_from(address), ask).await.body["difficulty"].as_u64().unwrap()
    };
    let mut seen = vec![difficulty("198.51.100.7").await];
    for n in 0..300 {
        stranger(&door, "198.51.100.7", n).await;
        let now = difficulty("198.51.100.7").await;
        if seen.last() != Some(&now) {
            seen.push(now);
        }
    }
    assert_eq!(seen, [19, 20, 21, 22]);
    assert_eq!(difficulty("203.0.113.9").await, 19);
}

#[tokio::test]
async fn sign_ins_that_a_fault_of_ours_kept_out_are_no_failures() {
    let door = Door::open().await;
    for call in ["BatchGetItem", "GetItem CAMPAIGN"].into_iter().cycle().take(12) {
        let form = door.form().await;
        door.calls.refuse(call);
        assert_eq!(door.sign_in(&form).await.status, 503);
        door.calls.allow_all();
    }
    assert_eq!(door.sign_in(&door.form().await).await.status, 201);
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
