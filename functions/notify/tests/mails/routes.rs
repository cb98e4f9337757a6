//! What staff see of an applicant's mails, and sending one again.

use crate::setting::{MAILBOX, NO, Setting};
use domain::{Command, Email};
use notify::{App, router};
use serde_json::{Value, json};
use testkit::{Answer, Ask, STAFF_CLIENT, call, teacher_record};

async fn ask(setting: &Setting, username: &str, method: &str, id: &str) -> Answer {
    let world = &setting.world;
    let router = router(App { store: world.store.clone(), gate: world.staff_gate() });
    let path = format!("/api/review/applicants/{id}/notifications");
    call(&router, Ask::of(method, &path).staff(STAFF_CLIENT, username)).await
}

/// The mails in short: kind, state and address.
fn short(answer: &Answer) -> Vec<String> {
    let items = answer.body["items"].as_array().unwrap();
    let text = |item: &Value, name: &str| item[name].as_str().unwrap_or("-").to_owned();
    items.iter().map(|item| ["kind", "state", "to"].map(|name| text(item, name)).join(" ")).collect()
}

#[tokio::test]
async fn a_teacher_sees_what_became_of_the_mails() {
    let setting = Setting::received().await;
    let id = setting.applicant().to_string();
    let answer = ask(&setting, "t-1", "GET", &id).await;
    let mail = &setting.world.stored().await.notifications[0].id;
    let at = "2026-09-10T10:00:00+08:00";
    let item = json!({ "notification_id": mail, "kind": "received", "state": "sent", "due_at": at, "at": at,
        "to": "a***@example.com" });
    assert_eq!((answer.status, answer.body), (200, json!({ "applicant_id": id, "items": [item] })));
}

#[tokio::test]
async fn each_mail_keeps_the_address_it_went_to() {
    let setting = Setting::received().await;
    let email = Some(Email::parse("new@example.org").unwrap());
    setting.family(Command::CorrectEmail { no: NO, email }).await;
    setting.work().await.unwrap();
    let answer = ask(&setting, "t-1", "GET", &setting.applicant().to_string()).await;
    let expected = [
        "received sent a***@example.com",
        "email_changed sent n***@example.org",
        "email_changed sent a***@example.com",
    ];
    assert_eq!(short(&answer), expected);
    assert!(!answer.text.contains(MAILBOX));
}

#[tokio::test]
async fn a_mail_is_queued_again_once_however_often_it_is_asked() {
    let setting = Setting::received().await;
    let id = setting.applicant().to_string();
    for _ in 0..2 {
        let answer = ask(&setting, "t-1", "POST", &id).await;
        let expected = ["received sent a***@example.com", "received queued a***@example.com"];
        assert_eq!((answer.status, short(&answer)), (200, expected.map(str::to_owned).to_vec()));
    }
    setting.work().await.unwrap();
    assert_eq!(setting.subjects().len(), 2);
}

#[tokio::test]
async fn without_a_mailbox_there_is_nothing_to_send_again() {
    let setting = Setting::received().await;
    setting.family(Command::CorrectEmail { no: NO, email: None }).await;
    let answer = ask(&setting, "t-1", "POST", &setting.applicant().to_string()).await;
    assert_eq!((answer.status, answer.code()), (409, "nothing-to-resend"));
}

#[tokio::test]
async fn what_is_not_of_their_class_does_not_exist_for_a_teacher() {
    let setting = Setting::received().await;
    let mut other = teacher_record("t-2");
    other.classes.clear();
    setting.world.store.put_staff(&other).await.unwrap();
    let id = setting.applicant().to_string();
    for method in ["GET", "POST"] {
        assert_eq!(ask(&setting, "t-2", method, &id).await.status, 404, "another class");
        assert_eq!(ask(&setting, "t-1", method, "no-such-id").await.status, 404, "no id");
        assert_eq!(ask(&setting, "t-1", method, &id.replace("-1", "-2")).await.status, 404, "no applicant");
        assert_eq!(ask(&setting, "somebody", method, &id).await.status, 403, "not of the staff");
    }
}

#[tokio::test]
async fn without_a_token_nobody_is_answered() {
    let setting = Setting::received().await;
    let router = router(App { store: setting.world.store.clone(), gate: setting.world.staff_gate() });
    for method in ["GET", "POST"] {
        let path = format!("/api/review/applicants/{}/notifications", setting.applicant());
        assert_eq!(call(&router, Ask::of(method, &path)).await.status, 401);
    }
}

#[test]
fn the_contract_names_both_routes() {
    let contract = serde_json::to_value(notify::openapi()).unwrap();
    let path = &contract["paths"]["/api/review/applicants/{applicant_id}/notifications"];
    let ids = (&path["get"]["operationId"], &path["post"]["operationId"]);
    assert_eq!(ids, (&json!("listNotifications"), &json!("resendNotification")));
}
