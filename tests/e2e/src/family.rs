//! A family at its phone: signs in with the captcha that is shown, and does what the pages do.

use crate::{Answer, Cloud, Entry, Stack};
use reqwest::Method;
use serde_json::{Value, json};

/// A signed-in family.
#[derive(Clone, Debug)]
pub struct Family {
    http: reqwest::Client,
    api: String,
    /// The session's cookie, as sent.
    pub cookie: String,
    /// The entry.
    pub entry: Entry,
}

impl Family {
    /// A pupil of this class whose family has just signed in.
    pub async fn of(class: &str) -> Family {
        Family::sign_in(&Stack::get().pupil(class)).await
    }

    /// A pupil of any school whose family has just signed in.
    pub async fn anywhere() -> Family {
        Family::sign_in(&crate::anyone().await).await
    }

    /// Signs in.
    pub async fn sign_in(entry: &Entry) -> Family {
        let answer = Family::try_sign_in(entry).await;
        let cookie = cookie(&answer).unwrap_or_else(|| panic!("no session: {} {}", answer.status, answer.body));
        Family { http: reqwest::Client::new(), api: Stack::get().api.clone(), cookie, entry: entry.clone() }
    }

    /// The same family with another session.
    pub fn with_cookie(&self, cookie: String) -> Family {
        Family { cookie, ..self.clone() }
    }

    /// Goes on for another fifteen minutes, as the page asks for.
    pub async fn extended(&self) -> Family {
        let answer = self.send(Method::POST, "/api/session/extension", None, None).await;
        self.with_cookie(cookie(&answer).unwrap_or_else(|| panic!("not extended: {} {}", answer.status, answer.body)))
    }

    /// Tries to sign in, with a fresh captcha solved by whoever reads the table.
    pub async fn try_sign_in(entry: &Entry) -> Answer {
        let (id, answer) = Family::captcha().await;
        let Entry { school, account, password, .. } = entry;
        let captcha = json!({ "id": id, "answer": answer });
        Family::open(json!({ "school": school, "account": account, "password": password, "captcha": captcha })).await
    }

    /// A new captcha and its answer.
    pub async fn captcha() -> (String, String) {
        let shown = send(&reqwest::Client::new(), Method::POST, "/api/captchas", None, Some(json!({})), None).await;
        let id = shown.with(201)["id"].as_str().expect("an id").to_owned();
        let answer = Cloud::get().await.captcha(&id).await;
        (id, answer)
    }

    /// `POST /api/sessions` with this body.
    pub async fn open(body: Value) -> Answer {
        send(&reqwest::Client::new(), Method::POST, "/api/sessions", None, Some(body), None).await
    }

    /// Any request of this family.
    pub async fn send(&self, method: Method, path: &str, body: Option<Value>, version: Option<u64>) -> Answer {
        send(&self.http, method, path, Some(&self.cookie), body, version).await
    }

    /// A request as raw as the test wants it; the session's cookie is added.
    pub fn raw(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.http.request(method, format!("{}{path}", self.api)).header("cookie", &self.cookie)
    }

    /// `GET /api/case`
    pub async fn case(&self) -> Value {
        self.send(Method::GET, "/api/case", None, None).await.with(200)
    }

    /// Confirms that the data is right, with these contacts.
    pub async fn confirm(&self) -> Answer {
        let body = json!({ "registry_correct": true, "contact": contact() });
        self.send(Method::POST, "/api/case/confirmation", Some(body), None).await
    }

    /// Answers the notice.
    pub async fn consent(&self, choice: &str) -> Answer {
        let notice = self.send(Method::GET, "/api/notice?language=zh-Hant", None, None).await.with(200);
        let body = json!({ "notice_version": notice["version"], "language": "zh-Hant", "choice": choice });
        self.send(Method::POST, "/api/case/consent", Some(body), None).await
    }

    /// Names who applies.
    pub async fn name(&self, arrangement: &str, applicants: &[Value]) -> Answer {
        let body = json!({ "arrangement": arrangement, "applicants": applicants });
        self.send(Method::PUT, "/api/case/applicants", Some(body), None).await
    }

    /// 送出申請
    pub async fn submit(&self) -> Answer {
        self.send(Method::POST, "/api/case/submission", None, None).await
    }

    /// The whole way from sign-in to sent.
    pub async fn apply(&self, arrangement: &str, applicants: &[Value]) -> Value {
        self.confirm().await.with(200);
        self.consent("agree").await.with(200);
        self.name(arrangement, applicants).await.with(200);
        self.submit().await.with(200)
    }
}

/// Contact data that passes.
pub(crate) fn contact() -> Value {
    json!({
        "household_address": "臺北市示範區測試路 1 號",
        "mailing_address": "臺北市示範區測試路 1 號",
        "home_phone": "02-23456789",
        "emergency_contact_name": "測試緊急",
        "emergency_contact_mobile": "0912345678",
    })
}

/// The session's cookie out of an answer, as it is sent back.
pub(crate) fn cookie(answer: &Answer) -> Option<String> {
    let set = answer.headers.get("set-cookie")?.to_str().ok()?;
    (answer.status < 300).then(|| set.split(';').next().map(str::to_owned)).flatten()
}

async fn send(
    http: &reqwest::Client,
    method: Method,
    path: &str,
    cookie: Option<&str>,
    body: Option<Value>,
    version: Option<u64>,
) -> Answer {
    let asked = format!("{method} {path}");
    let mut request = http
        .request(method, format!("{}{path}", Stack::get().api))
        .header("origin", &Stack::get().web)
        .header("sec-fetch-site", "same-origin");
    if let Some(cookie) = cookie {
        request = request.header("cookie", cookie);
    }
    if let Some(body) = &body {
        request = request.json(body);
    }
    if let Some(version) = version {
        request = request.header("if-match", format!("\"{version}\""));
    }
    Answer::read(asked, request.send().await.expect("an answer")).await
}
