//! A request, and its answer read.

use axum::Router;
use axum::body::Body;
use http::{HeaderMap, Request, header};
use http_body_util::BodyExt;
use lambda_http::request::RequestContext;
use serde_json::{Value, json};
use tower::ServiceExt;

/// A request in the making. It says that it comes from our own pages, unless told otherwise.
#[derive(Debug)]
pub struct Ask(Request<Body>);

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body's text.
    pub text: String,
    /// The body's JSON, or null when it is none.
    pub body: Value,
}

/// Asks the router.
pub async fn call(router: &Router, ask: Ask) -> Answer {
    let response = router.clone().oneshot(ask.0).await.unwrap();
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let body = serde_json::from_str(&text).unwrap_or(Value::Null);
    Answer { status, headers, text, body }
}

impl Ask {
    /// Any method.
    pub fn of(method: &str, path: &str) -> Self {
        let request = Request::builder().method(method).uri(path).header("sec-fetch-site", "same-origin");
        Ask(request.body(Body::empty()).unwrap())
    }

    /// `GET`
    pub fn get(path: &str) -> Self {
        Ask::of("GET", path)
    }

    /// `POST`
    pub fn post(path: &str) -> Self {
        Ask::of("POST", path)
    }

    /// `PUT`
    pub fn put(path: &str) -> Self {
        Ask::of("PUT", path)
    }

    /// `PATCH`
    pub fn patch(path: &str) -> Self {
        Ask::of("PATCH", path)
    }

    /// `DELETE`
    pub fn delete(path: &str) -> Self {
        Ask::of("DELETE", path)
    }

    /// With a session.
    pub fn cookie(self, cookie: &str) -> Self {
        self.header("cookie", cookie)
    }

    /// With a JSON body.
    pub fn json(self, body: &Value) -> Self {
        self.header(header::CONTENT_TYPE.as_str(), "application/json").body(body.to_string())
    }

    /// With a body as it is.
    pub fn body(mut self, body: impl Into<String>) -> Self {
        *self.0.body_mut() = Body::from(body.into());
        self
    }

    /// With the version that the person saw.
    pub fn if_match(self, version: u64) -> Self {
        self.header("if-match", &format!("\"{version}\""))
    }

    /// With a header, instead of what it said before.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name: header::HeaderName = name.parse().unwrap();
        self.0.headers_mut().insert(name, value.parse().unwrap());
        self
    }

    /// Without a header.
    pub fn without(mut self, name: &str) -> Self {
        self.0.headers_mut().remove(name);
        self
    }

    /// With the claims that the API's authorizer read from a staff token.
    pub fn staff(mut self, client_id: &str, username: &str) -> Self {
        let claims = json!({ "token_use": "access", "client_id": client_id, "username": username });
        let context = json!({
            "requestId": "request-1",
            "timeEpoch": 0,
            "http": { "method": "GET", "path": "/", "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1", "userAgent": "test" },
            "authorizer": { "jwt": { "claims": claims, "scopes": null } },
        });
        let context = RequestContext::ApiGatewayV2(serde_json::from_value(context).unwrap());
        self.0.extensions_mut().insert(context);
        self
    }

    /// With the gateway's id of the request.
    pub fn request_id(mut self, id: &str) -> Self {
        let mut context = match self.0.extensions_mut().remove() {
            Some(RequestContext::ApiGatewayV2(context)) => context,
            _ => Default::default(),
        };
        context.request_id = Some(id.to_owned());
        self.0.extensions_mut().insert(RequestContext::ApiGatewayV2(context));
        self
    }
}

impl Answer {
    /// The problem's code.
    pub fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    /// The wrong fields as `pointer code`, in order.
    pub fn fields(&self) -> Vec<String> {
        let errors = self.body["errors"].as_array().cloned().unwrap_or_default();
        let text = |error: &Value, name: &str| error[name].as_str().unwrap_or_default().to_owned();
        errors.iter().map(|error| format!("{} {}", text(error, "pointer"), text(error, "code"))).collect()
    }

    /// A header's text, empty when it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}
