//! 親子綁定入口: the schools, the captcha, signing in and signing out. The only function that makes sessions.

mod admission;
pub mod captcha;
mod captcha_audio;
mod captchas;
mod config;
mod cookie;
mod handover;
mod nobody;
mod own_pages;
mod password;
mod schools;
mod session_form;
mod sessions;
mod source;
mod throttle;

pub use config::Config;

use api::{CookieSession, FamilyGate};
use axum::Router;
use axum::extract::FromRef;
use axum::routing::{delete, get, post};
use domain::FieldError;
use identity::{Pepper, Signer};
use nobody::Nobody;
use runtime::{Cached, KeptSecret, ids};
use std::sync::Arc;
use store::SchoolListing;
use utoipa::OpenApi;

/// What the handlers share.
#[derive(Clone, Debug)]
pub struct App {
    gate: FamilyGate,
    signing: KeptSecret<Signer>,
    pepper: KeptSecret<Pepper>,
    nobody: Arc<Nobody>,
    schools: Arc<Cached<Vec<SchoolListing>>>,
}

impl App {
    /// All that the handlers need: `signing` makes sessions, `pepper` is behind passwords and the names of throttles. An
    /// error: the names of nobody would be no names.
    pub fn new(gate: FamilyGate, signing: KeptSecret<Signer>, pepper: KeptSecret<Pepper>) -> Result<Self, FieldError> {
        Ok(App {
            gate,
            signing,
            pepper,
            nobody: Arc::new(Nobody::named(&ids::new_id())?),
            schools: Arc::new(Cached::new(schools::FRESH)),
        })
    }
}

impl FromRef<App> for FamilyGate {
    fn from_ref(app: &App) -> Self {
        app.gate.clone()
    }
}

/// The routes of this function.
pub fn router(app: App) -> Router {
    let routes = Router::new()
        .route("/api/schools", get(schools::list))
        .route("/api/captchas", post(captchas::make))
        .route("/api/captchas/{id}/audio", get(captcha_audio::speak))
        .route("/api/sessions", post(sessions::begin))
        .route("/api/session", delete(sessions::end))
        .route("/api/session/extension", post(sessions::extend))
        .with_state(app);
    api::service(routes)
}

/// This function's part of the contract.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Contract::openapi()
}

#[derive(OpenApi)]
#[openapi(
    paths(schools::list, captchas::make, captcha_audio::speak, sessions::begin, sessions::end,
        sessions::extend),
    components(schemas(api::ProblemView)),
    modifiers(&CookieSession),
    tags((name = "login", description = "親子綁定入口"))
)]
struct Contract;
