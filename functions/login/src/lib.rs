//! 親子綁定入口: the schools, the captcha, signing in and signing out. The only function that makes sessions.

mod admission;
pub mod captcha;
mod captcha_audio;
mod captchas;
mod config;
mod cookie;
mod handover;
mod keyed;
mod nobody;
mod own_pages;
mod password;
mod schools;
mod session_form;
mod sessions;
mod signing;
mod source;
mod throttle;

pub use config::{Config, PepperSecret};
pub use signing::Signing;

use api::FamilyGate;
use axum::Router;
use axum::extract::FromRef;
use axum::routing::{delete, get, post};
use domain::FieldError;
use identity::{Pepper, WeakSecret};
use keyed::Keyed;
use nobody::Nobody;
use runtime::{Cached, Secret, ids};
use std::sync::Arc;
use store::SchoolListing;
use utoipa::OpenApi;

/// What the handlers share.
#[derive(Clone, Debug)]
pub struct App {
    gate: FamilyGate,
    signing: Signing,
    pepper: Arc<Pepper>,
    keyed: Arc<Keyed>,
    nobody: Arc<Nobody>,
    schools: Arc<Cached<Vec<SchoolListing>>>,
}

/// Why the function cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The pepper hides nothing.
    #[error(transparent)]
    Pepper(#[from] WeakSecret),
    /// The names of nobody are no names.
    #[error("no name for nobody")]
    Nobody(#[from] FieldError),
}

impl App {
    /// All that the handlers need.
    pub fn new(gate: FamilyGate, signing: Signing, pepper: &Secret<String>) -> Result<Self, StartError> {
        Ok(App {
            gate,
            signing,
            pepper: Arc::new(Pepper::new(pepper.reveal())?),
            keyed: Arc::new(Keyed::new(pepper.reveal())),
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

struct CookieSession;

impl utoipa::Modify for CookieSession {
    fn modify(&self, contract: &mut utoipa::openapi::OpenApi) {
        contract.components.get_or_insert_default().add_security_scheme("session", api::cookie_session());
    }
}
