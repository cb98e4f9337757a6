//! The way in through the edge. Only the distribution knows the key that it adds to what it sends on, so whoever speaks to
//! the gateway directly is refused, and what the edge says of the caller's address can be trusted.

use crate::Problem;
use aws_lc_rs::constant_time::verify_slices_are_equal;
use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode};
use runtime::{ConfigErrors, Env, Secret};
use std::net::IpAddr;
use std::sync::Arc;

/// Carries the key.
const KEY: &str = "x-edge-key";

/// Carries the caller's address, written by the edge over whatever the caller sent.
const ADDRESS: &str = "x-viewer-ip";

/// The edge, known by its key.
#[derive(Clone, Debug)]
pub struct Edge(Arc<Secret<String>>);

/// The caller's address as the edge saw it; an extension of every request that came through it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewer(pub Option<IpAddr>);

impl Edge {
    /// Known by this key.
    pub fn known_by(key: String) -> Self {
        Edge(Arc::new(Secret::new(key)))
    }

    /// Known by `EDGE_KEY`.
    pub fn read(env: &Env) -> Result<Self, ConfigErrors> {
        env.read(|env| Edge::known_by(env.required("EDGE_KEY")))
    }

    /// The router, reached through the edge alone: 403 `not-through-edge` for all else.
    pub fn before(self, router: Router) -> Router {
        router.layer(from_fn_with_state(self, admit))
    }

    fn sent(&self, headers: &HeaderMap) -> bool {
        let key = headers.get(KEY).map_or(&b""[..], |value| value.as_bytes());
        verify_slices_are_equal(key, self.0.reveal().as_bytes()).is_ok()
    }
}

async fn admit(State(edge): State<Edge>, mut request: Request, next: Next) -> Response {
    if !edge.sent(request.headers()) {
        tracing::warn!(event = "not_through_edge", "a request that did not come through the edge");
        return Problem::new(StatusCode::FORBIDDEN, "not-through-edge", "ask at the site's own address")
            .into_response();
    }
    let address = request.headers().get(ADDRESS).and_then(|value| value.to_str().ok()?.parse().ok());
    request.headers_mut().remove(KEY);
    request.extensions_mut().insert(Viewer(address));
    next.run(request).await
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use axum::Extension;
    use axum::body::Body;
    use axum::routing::get;
    use tower::ServiceExt;

    /// What the handler behind the edge sees: the address, and whether the key is still there.
    async fn seen(headers: &[(&str, &str)]) -> (StatusCode, String) {
        let handler = async |Extension(Viewer(address)): Extension<Viewer>, headers: HeaderMap| {
            format!("{address:?} {}", headers.contains_key(KEY))
        };
        let router = Edge::known_by("the key".to_owned()).before(Router::new().route("/", get(handler)));
        let request =
            headers.iter().fold(http::Request::get("/"), |request, (name, value)| request.header(*name, *value));
        let answer = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let status = answer.status();
        let body = axum::body::to_bytes(answer.into_body(), 1_000).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn what_came_through_the_edge_has_an_address_and_no_key() {
        let (status, seen) = seen(&[(KEY, "the key"), (ADDRESS, "2001:db8::7")]).await;
        assert_eq!((status, seen.as_str()), (StatusCode::OK, "Some(2001:db8::7) false"));
    }

    #[tokio::test]
    async fn what_knows_no_key_or_another_is_refused() {
        for headers in [&[][..], &[(KEY, "")], &[(KEY, "the kez")], &[(KEY, "the key "), (ADDRESS, "192.0.2.1")]] {
            assert_eq!(seen(headers).await.0, StatusCode::FORBIDDEN, "{headers:?}");
        }
    }

    #[tokio::test]
    async fn an_address_that_is_none_is_unknown() {
        assert_eq!(seen(&[(KEY, "the key"), (ADDRESS, "somewhere")]).await.1, "None false");
        assert_eq!(seen(&[(KEY, "the key")]).await.1, "None false");
    }
}
