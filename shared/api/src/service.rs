//! What every answer has in common: no caching, no sniffing, one log line without personal data, problems for what does
//! not exist; and the security schemes of the contract.

use crate::Problem;
use crate::cause::{CORRELATION_ID, read};
use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use domain::Cause;
use http::{HeaderValue, StatusCode, header};
use tracing::Instrument;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};

/// The function's router with what all of them share.
pub fn service(router: Router) -> Router {
    router.fallback(missing).method_not_allowed_fallback(wrong_method).layer(from_fn(answer))
}

async fn missing() -> Problem {
    Problem::not_found()
}

async fn wrong_method() -> Problem {
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method", "this path has other methods")
}

async fn answer(mut request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned()).unwrap_or_default();
    let cause = read(request.extensions(), request.headers());
    request.extensions_mut().insert(cause.clone());
    let Cause { request_id, correlation_id } = cause;
    // Of the highest level, so that what is logged at any level has it.
    let span = tracing::error_span!("request", request_id, correlation_id);
    let mut response = next.run(request).instrument(span.clone()).await.into_response();
    let headers = response.headers_mut();
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    for (name, id) in [("x-request-id", request_id), (CORRELATION_ID, correlation_id)] {
        if let Ok(value) = HeaderValue::try_from(id) {
            headers.insert(name, value);
        }
    }
    span.in_scope(|| tracing::info!(%method, route, status = response.status().as_u16(), "answered"));
    response
}

/// The family's cookie, in the contract.
pub fn cookie_session() -> SecurityScheme {
    SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(crate::SESSION_COOKIE)))
}

/// Adds that cookie to a function's part of the contract.
#[derive(Debug)]
pub struct CookieSession;

impl utoipa::Modify for CookieSession {
    fn modify(&self, contract: &mut utoipa::openapi::OpenApi) {
        contract.components.get_or_insert_default().add_security_scheme("session", cookie_session());
    }
}

/// The staff pool's access token, in the contract.
pub fn bearer() -> SecurityScheme {
    SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build())
}
