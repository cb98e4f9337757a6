//! Whatever is wrong with a sign-in, the answer and the work are the same.

use crate::door::{Door, secret};
use serde_json::Value;
use testkit::student;

/// What a caller sees, and what the table does.
async fn seen(door: &Door, form: &Value) -> (u16, String, Vec<(String, String)>, Vec<String>) {
    door.calls.take();
    let answer = door.sign_in(form).await;
    let headers = answer.headers.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()));
    (answer.status, answer.text.clone(), headers.collect(), door.calls.take())
}

/// A wrong password, with which everything else is compared.
async fn wrong_password() -> (u16, String, Vec<(String, String)>, Vec<String>) {
    let door = Door::open().await;
    seen(&door, &door.form_with("/password", &secret(2)).await).await
}

#[tokio::test]
async fn a_wrong_password_is_refused_after_this_much_work() {
    let (status, text, _, calls) = wrong_password().await;
    assert_eq!(status, 401);
    assert!(text.contains("\"code\":\"sign-in-refused\""));
    let work = [
        "DeleteItem CAPTCHA",
        "BatchGetItem",
        "PutItem THROTTLE",
        "GetItem CAMPAIGN",
        "UpdateItem THROTTLE",
        "PutItem THROTTLE",
        "UpdateItem THROTTLE",
        "PutItem THROTTLE",
    ];
    assert_eq!(calls, work);
}

#[tokio::test]
async fn every_other_wrong_field_looks_the_same() {
    let expected = wrong_password().await;
    let long = "9".repeat(4_000);
    let unknown = student(9).number.account();
    let wrong = [
        ("/school", "no-such-school"),
        ("/school", "學校#"),
        ("/account", unknown.as_str()),
        ("/account", "99001001"),
        ("/account", long.as_str()),
        ("/password", "-"),
        ("/password", long.as_str()),
        ("/captcha/id", "00000000000000000000000000"),
        ("/captcha/id", "a#b"),
        ("/captcha/id", long.as_str()),
        ("/captcha/answer", "four"),
        ("/captcha/answer", "12345"),
    ];
    for (pointer, value) in wrong {
        let door = Door::open().await;
        assert_eq!(seen(&door, &door.form_with(pointer, value).await).await, expected, "{pointer} {value:.30}");
    }
}

#[tokio::test]
async fn a_campaign_ahead_or_over_looks_the_same() {
    let expected = wrong_password().await;
    for at in ["2026-08-31T23:59:59Z", "2026-12-31T16:00:00Z"] {
        let mut door = Door::open().await;
        door.now = at.parse().unwrap();
        assert_eq!(seen(&door, &door.form().await).await, expected, "{at}");
    }
}

#[tokio::test]
async fn a_used_or_expired_captcha_looks_the_same() {
    let (used, other) = (Door::open().await, Door::open().await);
    let form = used.form().await;
    for (door, form) in [(&used, &form), (&other, &other.form().await)] {
        assert_eq!(door.sign_in(form).await.status, 201);
    }
    let wrong = other.form_with("/password", &secret(2)).await;
    assert_eq!(seen(&used, &form).await, seen(&other, &wrong).await, "used");

    let expected = wrong_password().await;
    let mut expired = Door::open().await;
    let form = expired.form().await;
    expired.later(180);
    assert_eq!(seen(&expired, &form).await, expected, "expired");
}

#[tokio::test]
async fn a_right_sign_in_takes_seven_calls_and_the_first_one_six() {
    let door = Door::open().await;
    for expected in [6, 7] {
        let (status, _, _, calls) = seen(&door, &door.form().await).await;
        assert_eq!((status, calls.len(), calls.last().map(String::as_str)), (201, expected, Some("UpdateItem ENTRY")));
    }
}
