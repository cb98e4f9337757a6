//! The session's cookie: for this host, over TLS, for no script and for no request of another site.

use api::SESSION_COOKIE;
use identity::session::ABSOLUTE_LIFE;

/// The cookie that holds this token for as long as it lives.
pub(crate) fn kept(token: &str) -> String {
    line(token, ABSOLUTE_LIFE.as_secs())
}

/// The same cookie, gone.
pub(crate) fn cleared() -> String {
    line("", 0)
}

fn line(value: &str, seconds: i64) -> String {
    format!("{SESSION_COOKIE}={value}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age={seconds}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_has_exactly_these_attributes() {
        let attributes = "Path=/; Secure; HttpOnly; SameSite=Strict";
        assert_eq!(kept("token"), format!("__Host-session=token; {attributes}; Max-Age=14400"));
        assert_eq!(cleared(), format!("__Host-session=; {attributes}; Max-Age=0"));
    }
}
