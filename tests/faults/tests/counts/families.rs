//! What families ask for, and what it sets going.

use crate::cost::Counter;
use faults::{Step, password, steps};
use jiff::SignedDuration;
use serde_json::json;
use store::{Captcha, CaptchaKind};
use testkit::{Ask, SCHOOL, applicant, student};

/// A family signs in, does what has to be done, and sends; the mail that says so goes out.
pub(crate) async fn applying(counter: &mut Counter<'_>) {
    let cookie = &signing_in(counter).await;
    let father = json!({ "arrangement": "one_parent", "applicants": [applicant(1, "father")] });
    let confirmed = || Ask::post("/api/case/confirmation").json(&steps::confirmation()).cookie(cookie);
    let agreed = || Ask::post("/api/case/consent").json(&steps::consent("agree")).cookie(cookie);
    let named = || Ask::put("/api/case/applicants").json(&father).cookie(cookie);
    counter.ask("GET /api/case", Step::ConfirmData, || Ask::get("/api/case").cookie(cookie)).await;
    counter.ask("POST /api/case/confirmation", Step::ConfirmData, confirmed).await;
    counter.ask("GET /api/notice", Step::Submit, || Ask::get("/api/notice").cookie(cookie)).await;
    counter.ask("POST /api/case/consent", Step::Submit, agreed).await;
    counter.ask("PUT /api/case/applicants", Step::Submit, named).await;
    counter.ask("POST /api/case/submission", Step::Submit, || Ask::post("/api/case/submission").cookie(cookie)).await;
    counter.message("mail: received", Step::Notify, "submitted").await;
}

/// The session's cookie.
async fn signing_in(counter: &mut Counter<'_>) -> String {
    let made = counter.ask("POST /api/captchas", Step::Login, || Ask::post("/api/captchas")).await;
    let (town, id) = (counter.town, made.body["id"].as_str().unwrap());
    let answer = town.store().peek_captcha(id, town.now()).await.unwrap().unwrap().answer;
    let form = json!({ "school": SCHOOL, "account": student(1).number.account(), "password": password(1), "captcha": { "id": id, "answer": answer } });
    let answer = counter.ask("POST /api/sessions", Step::Login, || Ask::post("/api/sessions").json(&form)).await;
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}

/// Who is the first in a while, looks for the school, and cannot see the picture.
pub(crate) async fn entering(counter: &mut Counter<'_>) {
    let portal = counter.town.family(0, Ask::get("/api/case"));
    counter.first("GET /api/case, of a function that just started", Step::ConfirmData, portal).await;
    let schools = || Ask::get("/api/schools");
    counter.ask("GET /api/schools", Step::Login, schools).await;
    counter.first("GET /api/schools, not asked for ten seconds", Step::Login, schools()).await;
    // Of a number and digits that are always the same: how long they are spoken depends on both.
    let (id, expires_at) = ("A".repeat(26), counter.town.now() + SignedDuration::from_mins(3));
    let captcha = Captcha { id, kind: CaptchaKind::Digits, answer: "2468".to_owned(), expires_at };
    counter.town.store().put_captcha(&captcha).await.unwrap();
    let heard = || Ask::get(&format!("/api/captchas/{}/audio", captcha.id));
    counter.ask("GET /api/captchas/{id}/audio", Step::Login, heard).await;
}

/// While somebody types.
pub(crate) async fn typing(counter: &mut Counter<'_>) {
    let typed = || Ask::put("/api/case/confirmation/draft").json(&steps::confirmation());
    counter.family("PUT /api/case/confirmation/draft", Step::ConfirmData, typed).await;
    steps::agree(counter.town, 0).await;
    let typed = || Ask::put("/api/case/applicants/draft").json(&steps::father());
    counter.family("PUT /api/case/applicants/draft", Step::Submit, typed).await;
    let named = || Ask::put("/api/case/applicants").json(&steps::father());
    counter.family("PUT /api/case/applicants, with a draft", Step::Submit, named).await;
}

/// A family that takes its copy, stays and leaves.
pub(crate) async fn leaving(counter: &mut Counter<'_>) {
    counter.family("GET /api/case/export", Step::ConfirmData, || Ask::get("/api/case/export")).await;
    let longer = || Ask::post("/api/session/extension");
    counter.family("POST /api/session/extension", Step::Login, longer).await;
    counter.family("DELETE /api/session", Step::Login, || Ask::delete("/api/session")).await;
}

/// A family that names two, then one, then nobody.
pub(crate) async fn withdrawing(counter: &mut Counter<'_>) {
    let town = counter.town;
    steps::name(town, 0, &steps::both_parents()).await;
    counter.message("message: applicants named", Step::Notify, "applicants_named").await;
    let mother = || Ask::delete(&format!("/api/case/applicants/{}", town.applicant(0, 2)));
    counter.family("DELETE /api/case/applicants/{applicant_id}", Step::Submit, mother).await;
    counter.family("DELETE /api/case/consent", Step::Submit, || Ask::delete("/api/case/consent")).await;
}

/// A family that has sent, corrects a mailbox, and takes all of it back.
pub(crate) async fn correcting(counter: &mut Counter<'_>) {
    let town = counter.town;
    steps::send(town, 0, &steps::father()).await;
    let path = format!("/api/case/applicants/{}", town.applicant(0, 1));
    let mailbox = || Ask::patch(&path).json(&json!({ "email": "another@example.com" }));
    counter.family("PATCH /api/case/applicants/{applicant_id}", Step::Submit, mailbox).await;
    counter.family("DELETE /api/case/submission", Step::Submit, || Ask::delete("/api/case/submission")).await;
}
