//! The edge in front of the API: nobody gets around it, and nobody tells it who he is.

use e2e::{Family, Stack};
use serde_json::json;

#[tokio::test]
async fn the_gateway_behind_the_edge_answers_nobody() {
    let stack = Stack::get();
    for path in ["/api/schools", "/api/case", "/api/notice", "/api/nothing"] {
        let answer = reqwest::get(format!("{}{path}", stack.gateway)).await.unwrap();
        assert!([403, 404].contains(&answer.status().as_u16()), "{path}: {}", answer.status());
        let key = reqwest::Client::new().get(format!("{}{path}", stack.gateway)).header("x-edge-key", "guessed");
        assert!([403, 404].contains(&key.send().await.unwrap().status().as_u16()), "{path}");
    }
}

#[tokio::test]
async fn a_caller_cannot_say_where_a_request_comes_from() {
    let stack = Stack::get();
    let mut entry = stack.pupil("102");
    entry.password = "Y190000000".to_owned();
    let mut last = 0;
    for n in 1..=6 {
        let (id, answer) = Family::captcha().await;
        let captcha = json!({ "id": id, "answer": answer });
        let body =
            json!({ "school": entry.school, "account": entry.account, "password": entry.password, "captcha": captcha });
        let request = reqwest::Client::new().post(format!("{}/api/sessions", stack.api)).json(&body);
        let request = request.header("origin", &stack.web).header("sec-fetch-site", "same-origin");
        let request =
            request.header("x-viewer-ip", format!("203.0.113.{n}")).header("x-forwarded-for", format!("203.0.113.{n}"));
        last = request.send().await.unwrap().status().as_u16();
    }
    assert_eq!(last, 429, "the sixth failure in a row is locked out, whatever address it claims");
}

#[tokio::test]
async fn pages_and_answers_carry_what_keeps_browsers_safe() {
    let stack = Stack::get();
    for path in ["/", "/staff", "/portal", "/config.json", "/api/schools"] {
        let answer = reqwest::get(format!("{}{path}", stack.web)).await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        let headers = answer.headers();
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(headers["referrer-policy"], "same-origin", "{path}");
        assert!(policy.contains("base-uri 'none'"), "{path}: {policy}");
        let transport = headers["strict-transport-security"].to_str().unwrap();
        assert!(
            transport.contains("max-age=63072000") && transport.contains("includeSubDomains"),
            "{path}: {transport}"
        );
        assert!(headers.contains_key("permissions-policy"), "{path}");
    }
}

#[tokio::test]
async fn no_other_site_may_read_an_answer() {
    let http = reqwest::Client::new();
    for path in ["/", "/config.json", "/api/schools", "/api/case", "/api/review/me"] {
        let asked = http.get(format!("{}{path}", Stack::get().web)).header("origin", "https://elsewhere.example");
        let answer = asked.send().await.unwrap();
        assert!(!answer.headers().contains_key("access-control-allow-origin"), "{path}");
    }
}

#[tokio::test]
async fn what_has_a_hash_is_kept_and_pages_are_asked_for_again() {
    let stack = Stack::get();
    let page = reqwest::get(format!("{}/apply/who", stack.web)).await.unwrap();
    assert_eq!(page.headers()["cache-control"], "no-cache");
    let page = page.text().await.unwrap();
    let script = page.split("src=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a script");
    let script = reqwest::get(format!("{}{script}", stack.web)).await.unwrap();
    assert_eq!(script.headers()["cache-control"], "public, max-age=31536000, immutable");
}

#[tokio::test]
async fn a_path_of_the_api_that_is_not_there_is_no_page() {
    let answer = reqwest::get(format!("{}/api/nothing", Stack::get().web)).await.unwrap();
    assert_eq!(answer.status(), 404);
    assert!(!answer.text().await.unwrap().contains("<html"));
}
