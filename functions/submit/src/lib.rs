//! `submit`: the notice and its answer, who applies, sending it to the school and pulling it back.

mod applicants;
mod applicants_form;
mod choices;
mod consent;
mod draft;
mod notice;
mod submission;

pub use notice::VERSION as NOTICE_VERSION;

use api::{CookieSession, FamilyGate, service};
use axum::Router;
use axum::routing::{get, patch, post, put};
use utoipa::OpenApi;

/// All routes of this function.
pub fn router(gate: FamilyGate) -> Router {
    let routes = Router::new()
        .route("/api/notice", get(notice::show))
        .route("/api/case/consent", post(consent::answer).delete(consent::withdraw))
        .route("/api/case/applicants/draft", put(draft::save))
        .route("/api/case/applicants", put(applicants::name))
        .route("/api/case/applicants/{applicant_id}", patch(applicants::correct).delete(applicants::drop_one))
        .route("/api/case/submission", post(submission::send).delete(submission::pull_back))
        .with_state(gate);
    service(routes)
}

/// This function's part of the contract.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Contract::openapi()
}

#[derive(OpenApi)]
#[openapi(
    paths(
        notice::show,
        consent::answer,
        consent::withdraw,
        draft::save,
        applicants::name,
        applicants::correct,
        applicants::drop_one,
        submission::send,
        submission::pull_back,
    ),
    components(schemas(api::ProblemView)),
    modifiers(&CookieSession),
)]
struct Contract;
