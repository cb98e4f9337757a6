//! `ETag` and `If-Match`: the version that a person saw. Without `If-Match` nothing is compared.

use crate::Problem;
use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderValue, StatusCode, header};

/// The version that the caller saw, if said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected(pub Option<u64>);

impl<S: Send + Sync> FromRequestParts<S> for Expected {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Some(value) = parts.headers.get(header::IF_MATCH) else { return Ok(Expected(None)) };
        let unreadable = || Problem::new(StatusCode::BAD_REQUEST, "if-match", "If-Match is `*` or one quoted version");
        match value.to_str().map_err(|_| unreadable())?.trim() {
            "*" => Ok(Expected(None)),
            tag => {
                let version = tag.strip_prefix('"').and_then(|tag| tag.strip_suffix('"')).ok_or_else(unreadable)?;
                version.parse().map(|version| Expected(Some(version))).map_err(|_| unreadable())
            }
        }
    }
}

/// The answer with its version as `ETag`.
pub fn versioned(version: u64, body: impl IntoResponse) -> Response {
    let mut response = body.into_response();
    if let Ok(tag) = HeaderValue::try_from(format!("\"{version}\"")) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}
