//! Before anything else of a request is read: it does not come from somebody else's page.

use api::{FamilyGate, Problem};
use axum::extract::{FromRef, FromRequestParts};
use http::request::Parts;

/// A request that acts without a cookie and is not known to come from elsewhere.
pub(crate) struct OwnPages;

impl<S> FromRequestParts<S> for OwnPages
where
    S: Send + Sync,
    FamilyGate: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        FamilyGate::from_ref(state).origins.refuse_foreign(&parts.headers).map(|()| OwnPages)
    }
}
