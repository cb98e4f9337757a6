//! A member of staff: signs in at the pool's own page with authorization code and PKCE, and uses the review API.

use crate::{Answer, Stack, Teacher};
use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::BASE64URL_NOPAD;
use reqwest::{Method, header, redirect};
use serde_json::{Value, json};

/// A signed-in member of staff.
#[derive(Clone, Debug)]
pub struct Staff {
    http: reqwest::Client,
    /// The access token.
    pub token: String,
}

impl Staff {
    /// The teacher of this class.
    pub async fn teacher_of(class: &str) -> Staff {
        let stack = Stack::get();
        let teacher = stack.teachers.iter().find(|teacher| teacher.classes.iter().any(|c| c == class));
        Staff::sign_in(teacher.expect("a teacher of this class")).await
    }

    /// The registrar.
    pub async fn registrar() -> Staff {
        Staff::sign_in(&Stack::get().registrar).await
    }

    /// Somebody with this bearer token.
    pub fn with_token(token: &str) -> Staff {
        Staff { http: reqwest::Client::new(), token: token.to_owned() }
    }

    /// Signs in at the staff pool's page.
    pub async fn sign_in(teacher: &Teacher) -> Staff {
        let token = token(&Stack::get().staff_pool, teacher).await;
        Staff::with_token(token["access_token"].as_str().expect("an access token"))
    }

    /// The ID token of a sign-in, which is for the page alone.
    pub async fn id_token(teacher: &Teacher) -> String {
        token(&Stack::get().staff_pool, teacher).await["id_token"].as_str().expect("an ID token").to_owned()
    }

    /// Any request of this person.
    pub async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let asked = format!("{method} {path}");
        let mut request = self.http.request(method, format!("{}{path}", Stack::get().api)).bearer_auth(&self.token);
        if let Some(body) = &body {
            request = request.json(body);
        }
        Answer::read(asked, request.send().await.expect("an answer")).await
    }

    /// A request as raw as the test wants it, with this person's token.
    pub fn raw(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.http.request(method, format!("{}{path}", Stack::get().api)).bearer_auth(&self.token)
    }

    /// The rows of a class.
    pub async fn rows(&self, class: &str, status: &str) -> Vec<Value> {
        let path = format!("/api/review/classes/{class}/applicants?status={status}");
        self.send(Method::GET, &path, None).await.with(200)["items"].as_array().expect("rows").clone()
    }

    /// The row of an applicant, once the list shows it.
    pub async fn row(&self, class: &str, applicant_id: &str) -> Value {
        crate::eventually("the row shows in its class", async || {
            self.rows(class, "all").await.into_iter().find(|row| row["applicant_id"] == applicant_id)
        })
        .await
    }

    /// Decides; the answer's results.
    pub async fn decide(&self, decisions: &[Value]) -> Vec<Value> {
        let answer = self.send(Method::POST, "/api/review/decisions", Some(json!({ "decisions": decisions }))).await;
        answer.with(200)["results"].as_array().expect("results").clone()
    }

    /// Approves one applicant whose paper was checked; its row.
    pub async fn approve(&self, applicant_id: &str) -> Value {
        let decision = json!({ "applicant_id": applicant_id, "outcome": "approve", "paper_checked": true });
        let result = self.decide(&[decision]).await.remove(0);
        assert_eq!(result["ok"], true, "{result}");
        result["row"].clone()
    }

    /// Rejects one applicant for this reason; its row.
    pub async fn reject(&self, applicant_id: &str, reason_code: &str) -> Value {
        let decision = json!({ "applicant_id": applicant_id, "outcome": "reject", "reason_code": reason_code });
        let result = self.decide(&[decision]).await.remove(0);
        assert_eq!(result["ok"], true, "{result}");
        result["row"].clone()
    }
}

/// The tokens of a sign-in at the hosted page.
async fn token(pool: &crate::Pool, teacher: &Teacher) -> Value {
    const VERIFIER: &str = "a-verifier-of-the-end-to-end-tests-0123456789-abcdef";
    let stack = Stack::get();
    let http = reqwest::Client::builder().redirect(redirect::Policy::none()).build().expect("a client");
    let redirect_uri = format!("{}/staff/callback", stack.web);
    let challenge = BASE64URL_NOPAD.encode(digest(&SHA256, VERIFIER.as_bytes()).as_ref());
    let page = http
        .get(format!("{}/oauth2/authorize", stack.aws_endpoint))
        .query(&[
            ("response_type", "code"),
            ("client_id", pool.client_id.as_str()),
            ("redirect_uri", redirect_uri.as_str()),
            ("scope", "openid"),
            ("state", "e2e"),
            ("code_challenge_method", "S256"),
            ("code_challenge", challenge.as_str()),
        ])
        .send()
        .await
        .expect("the sign-in page");
    let page = page.text().await.expect("its form");
    let mut form = hidden_fields(&page);
    form.push(("username".to_owned(), teacher.username.clone()));
    form.push(("password".to_owned(), teacher.password.clone()));
    let entered = http.post(format!("{}/login", stack.aws_endpoint)).form(&form).send().await.expect("an answer");
    let location = entered.headers().get(header::LOCATION).expect("a redirect").to_str().expect("a URL").to_owned();
    let code = location.split(['?', '&']).find_map(|pair| pair.strip_prefix("code=")).expect("a code").to_owned();
    let exchanged = http
        .post(format!("{}/oauth2/token", stack.aws_endpoint))
        .form(&[
            ("grant_type", "authorization_code"),
            ("client_id", pool.client_id.as_str()),
            ("redirect_uri", redirect_uri.as_str()),
            ("code", code.as_str()),
            ("code_verifier", VERIFIER),
        ])
        .send()
        .await
        .expect("tokens");
    exchanged.json().await.expect("tokens")
}

fn hidden_fields(page: &str) -> Vec<(String, String)> {
    let attribute = |tag: &str, name: &str| {
        let from = tag.find(&format!("{name}=\""))? + name.len() + 2;
        Some(tag[from..].split('"').next()?.replace("&amp;", "&"))
    };
    page.split("<input")
        .filter_map(|rest| rest.split('>').next())
        .filter(|tag| tag.contains("type=\"hidden\""))
        .filter_map(|tag| Some((attribute(tag, "name")?, attribute(tag, "value")?)))
        .collect()
}
