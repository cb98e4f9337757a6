//! 通知: writes to applicants what became of their application, and answers staff about it.
//!
//! Woken by messages and by the sweep, [`Notify`] loads the case and sends what mails are due in it. A [`Letter`] holds
//! facts alone, [`render`] puts them into the reader's words, [`Mailer`] hands them over.

mod address;
mod config;
mod discreet;
mod history;
mod letter;
mod mailer;
mod notifications;
mod notify;
mod render;

pub use config::Config;
pub use letter::{About, Approved, Composer, Letter, Linked, Password, Rejected, Says, Unsaid};
pub use mailer::{Handed, Mailer};
pub use notify::Notify;
pub use render::{Message, render};

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
    let notifications = get(notifications::list).post(notifications::resend);
    let path = "/api/review/applicants/{applicant_id}/notifications";
    api::service(Router::new().route(path, notifications).with_state(app))
}

/// This function's part of the contract.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Contract::openapi()
}

#[derive(OpenApi)]
#[openapi(
    paths(notifications::list, notifications::resend),
    components(schemas(api::ProblemView)),
    tags((name = "notify", description = "通知"))
)]
struct Contract;
