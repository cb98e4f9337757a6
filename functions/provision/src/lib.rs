//! 單一身分驗證帳號: makes the account of who was approved, and answers staff about it.
//!
//! Woken by messages and by the sweep, [`Provision`] loads the case and makes what accounts are due in it, call by call
//! as [`steps`] says. The person, not the mailbox, is the account's key.

mod account;
mod config;
mod pool;
mod provision;
pub mod steps;

pub use config::{Config, Keys};
pub use pool::Pool;
pub use provision::Provision;

use api::StaffGate;
use axum::Router;
use axum::extract::FromRef;
use axum::routing::get;
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
    let account = get(account::state).post(account::try_again);
    api::service(Router::new().route("/api/review/applicants/{applicant_id}/account", account).with_state(app))
}

/// This function's part of the contract.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Contract::openapi()
}

#[derive(OpenApi)]
#[openapi(
    paths(account::state, account::try_again),
    components(schemas(api::ProblemView)),
    tags((name = "provision", description = "單一身分驗證帳號"))
)]
struct Contract;
