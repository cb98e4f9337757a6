//! The portal (入口): all that the family's pages show, in one answer.

use api::answers::Read;
use api::{CaseView, Family};
use axum::response::Response;

/// The whole portal.
#[utoipa::path(
    get, path = "/api/case", operation_id = "getCase", tag = "confirm-data", security(("session" = [])),
    responses((status = 200, description = "the case; `ETag` is its version", body = CaseView), Read),
)]
pub(crate) async fn show(family: Family) -> Response {
    family.view()
}
