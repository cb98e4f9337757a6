//! 導師審核: the class list, decisions and what a paper's QR leads to. Behind the staff pool's authorizer.

mod blank_forms;
mod classes;
mod config;
mod decisions;
mod find_form;
mod handed_out;
mod looks;
mod me;
mod rows;
mod students;

pub use config::Config;

use api::StaffGate;
use axum::Router;
use axum::extract::FromRef;
use axum::routing::{get, post, put};
use store::Store;
use utoipa::OpenApi;

/// What the handlers share.
#[derive(Clone, Debug)]
pub struct App {
    /// The table.
    pub store: Store,
    /// Lets staff in.
    pub gate: StaffGate,
}

impl FromRef<App> for StaffGate {
    fn from_ref(app: &App) -> Self {
        app.gate.clone()
    }
}

/// The routes of this function.
pub fn router(app: App) -> Router {
    let routes = Router::new()
        .route("/api/review/me", get(me::read))
        .route("/api/review/classes", get(classes::list))
        .route("/api/review/classes/{class}/applicants", get(rows::list))
        .route("/api/review/classes/{class}/students", get(students::list))
        .route("/api/review/classes/{class}/students/{student_number}/paper", put(students::paper))
        .route("/api/review/classes/{class}/forms", get(blank_forms::list))
        .route("/api/review/forms/{reference}", get(find_form::find))
        .route("/api/review/handed-out", get(handed_out::list))
        .route("/api/review/applicants/{applicant_id}/looks", get(looks::list).post(looks::look))
        .route("/api/review/decisions", post(decisions::decide_many))
        .route("/api/review/decisions/{applicant_id}/undo", post(decisions::undo))
        .with_state(app);
    api::service(routes)
}

/// This function's part of the contract.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Contract::openapi()
}

#[derive(OpenApi)]
#[openapi(
    paths(
        me::read,
        classes::list,
        rows::list,
        students::list,
        students::paper,
        blank_forms::list,
        find_form::find,
        handed_out::list,
        looks::list,
        looks::look,
        decisions::decide_many,
        decisions::undo
    ),
    components(schemas(api::ProblemView)),
    tags((name = "review", description = "導師審核"))
)]
struct Contract;
