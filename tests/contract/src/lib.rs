//! The HTTP contract of the whole suite: what each function says of itself, merged into one document.

use utoipa::openapi::{Components, Info, License, OpenApi};

const DESCRIPTION: &str = "校務系統親子綁定: binds guardians to students. All paths on the site's own origin. A request may have \
     an `X-Correlation-Id`, a UUID of the caller's; every answer has it too, and an `X-Request-Id` of ours: both stand in the logs.";

/// Each function with its part of the contract, in the order of the journey.
pub fn parts() -> [(&'static str, OpenApi); 6] {
    [
        ("login", login::openapi()),
        ("confirm-data", confirm_data::openapi()),
        ("submit", submit::openapi()),
        ("review", review::openapi()),
        ("provision", provision::openapi()),
        ("notify", notify::openapi()),
    ]
}

/// The merged document.
pub fn document() -> OpenApi {
    let mut info = Info::new("guardian-link", env!("CARGO_PKG_VERSION"));
    info.description = Some(DESCRIPTION.to_owned());
    info.license = Some(License::new("MIT OR Apache-2.0"));
    let mut whole = OpenApi::new(info, utoipa::openapi::Paths::new());
    for (_, part) in parts() {
        whole.merge(part);
    }
    let components = whole.components.get_or_insert_with(Components::new);
    components.add_security_scheme("session", api::cookie_session());
    components.add_security_scheme("staff", api::bearer());
    whole
}

/// The merged document as committed: pretty JSON with a last line break.
pub fn text() -> Result<String, serde_json::Error> {
    Ok(document().to_pretty_json()? + "\n")
}
