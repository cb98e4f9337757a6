//! `confirm-data`: the portal, and the answer about the child's data.

mod case;
mod confirmation;
mod confirmation_form;
mod export;
mod export_events;

use api::{CookieSession, FamilyGate, service};
use axum::Router;
use axum::routing::{get, post, put};
use utoipa::OpenApi;

/// All routes of this function.
pub fn router(gate: FamilyGate) -> Router {
    let routes = Router::new()
        .route("/api/case", get(case::show))
        .route("/api/case/export", get(export::export))
        .route("/api/case/confirmation/draft", put(confirmation::save_draft))
        .route("/api/case/confirmation", post(confirmation::confirm))
        .with_state(gate);
    service(routes)
}

/// This function's part of the contract.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Contract::openapi()
}

#[derive(OpenApi)]
#[openapi(
    paths(case::show, export::export, confirmation::save_draft, confirmation::confirm),
    components(schemas(api::ProblemView)),
    modifiers(&CookieSession),
)]
struct Contract;
