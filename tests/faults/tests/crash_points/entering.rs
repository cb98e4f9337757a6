//! The entrance: captchas, signing in and out.

use crate::scenario::{Scenario, Wish};
use faults::{Step, Town, password};
use identity::{HandoverClaims, Signer, generate_key};
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Ask, SCHOOL, student};

pub(crate) const SCENARIOS: &[Scenario] = &[
    Scenario {
        name: "createCaptcha",
        step: Step::Login,
        before: |_| Box::pin(async {}),
        wish: Wish::Asked(|_| Ask::post("/api/captchas")),
        after: None,
    },
    Scenario {
        name: "signIn",
        step: Step::Login,
        before: |town| Box::pin(signed_in_yesterday(town)),
        wish: Wish::AskedOnce(typed, 401),
        after: Some(|town| Box::pin(one_can_come_in(town))),
    },
    Scenario {
        name: "signIn, handed over",
        step: Step::Login,
        before: |town| Box::pin(trusting(town)),
        wish: Wish::AskedOnce(handed_over, 401),
        after: Some(|town| Box::pin(one_can_come_in(town))),
    },
    Scenario {
        name: "signIn, wrong password",
        step: Step::Login,
        before: |town| Box::pin(captcha(town)),
        wish: Wish::AskedOnce(mistyped, 401),
        after: Some(|town| Box::pin(one_can_come_in(town))),
    },
    Scenario {
        name: "extendSession",
        step: Step::Login,
        before: |_| Box::pin(async {}),
        wish: Wish::Family(|_| Ask::post("/api/session/extension")),
        after: None,
    },
    Scenario {
        name: "signOut",
        step: Step::Login,
        before: |_| Box::pin(async {}),
        wish: Wish::Asked(|town| town.family(0, Ask::delete("/api/session"))),
        after: Some(|town| Box::pin(sessions(town))),
    },
    Scenario {
        name: "signOut, everywhere",
        step: Step::Login,
        before: |_| Box::pin(async {}),
        wish: Wish::Asked(|town| town.family(0, Ask::delete("/api/session?all=true"))),
        after: Some(|town| Box::pin(sessions(town))),
    },
];

fn form(town: &Town, password: &str) -> Value {
    let captcha = json!({ "id": town.noted("captcha"), "answer": town.noted("answer") });
    json!({ "school": SCHOOL, "account": student(1).number.account(), "password": password, "captcha": captcha })
}

fn typed(town: &Town) -> Ask {
    Ask::post("/api/sessions").json(&form(town, &password(1)))
}

fn mistyped(town: &Town) -> Ask {
    Ask::post("/api/sessions").json(&form(town, &password(2)))
}

fn handed_over(town: &Town) -> Ask {
    let key = Signer::from_secret_json(&generate_key([1; 32]).unwrap().secret_json()).unwrap();
    let claims = HandoverClaims::issue(SCHOOL, student(1).number.as_str(), "a-token-of-its-own", town.now());
    Ask::post("/api/sessions").json(&json!({ "handover": claims.sign(&key).unwrap() }))
}

/// A fresh captcha, read by a person.
async fn captcha(town: &Town) {
    let made = town.granted(Step::Login, Ask::post("/api/captchas")).await;
    let id = made.body["id"].as_str().unwrap();
    let captcha = town.store().peek_captcha(id, town.now()).await.unwrap().unwrap();
    town.note("captcha", id);
    town.note("answer", captcha.answer);
}

async fn signed_in_yesterday(town: &Town) {
    captcha(town).await;
    town.granted(Step::Login, typed(town)).await;
    town.note("yesterday", town.now().to_string());
    town.later(SignedDuration::from_hours(24));
    captcha(town).await;
}

async fn trusting(town: &Town) {
    let keys = serde_json::from_str(&generate_key([1; 32]).unwrap().public_json()).unwrap();
    let campaign = town.world.campaign.clone();
    let record = store::CampaignRecord { campaign, district: "範例區".to_owned(), handover_keys: Some(keys) };
    town.store().put_campaign(&record).await.unwrap();
    town.note("yesterday", "");
}

/// Whatever became of a sign-in, the next one is let in, and the page shows the one before it.
async fn one_can_come_in(town: &Town) -> Value {
    let before = entry(town).await;
    if before[0] == town.now().to_string() {
        let yesterday = town.notes.lock().unwrap().get("yesterday").cloned().unwrap_or_default();
        let known = if yesterday.is_empty() { Value::Null } else { yesterday.into() };
        assert_eq!(before[1], known, "a lost answer does not hide when somebody was here before");
    }
    town.later(SignedDuration::from_mins(1));
    captcha(town).await;
    let answer = town.granted(Step::Login, typed(town)).await;
    let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
    let shown = town.granted(Step::ConfirmData, Ask::get("/api/case").cookie(&cookie)).await;
    json!([answer.status, shown.status])
}

/// The latest sign-in and the one before.
async fn entry(town: &Town) -> [Value; 2] {
    let campaign = &town.world.campaign;
    let (school, id) = (campaign.school.clone(), campaign.id.clone());
    let key = store::PortalKey { case: town.cases[0], school, campaign: id, session: "viewer".to_owned() };
    let entry = town.store().portal(&key, town.now()).await.unwrap().unwrap().entry;
    [entry.last_sign_in, entry.previous_sign_in].map(|at| at.map_or(Value::Null, |at| at.to_string().into()))
}

/// Who of the first family is still in: the one that signed out, and another.
async fn sessions(town: &Town) -> Value {
    let mine = town.ask(Step::ConfirmData, town.family(0, Ask::get("/api/case"))).await.status;
    let other = town.world.cookie_of(town.cases[0], "other", town.now());
    let other = town.ask(Step::ConfirmData, Ask::get("/api/case").cookie(&other)).await.status;
    town.later(SignedDuration::from_secs(2));
    json!([mine, other])
}
