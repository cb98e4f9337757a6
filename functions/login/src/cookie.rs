//! The session's cookie: for this host, over TLS, for no script and for no request of another site.

use api::SESSION_COOKIE;

/// The cookie that holds this token for the seconds that it lives.
pub(crate) fn kept(token: &str, seconds: i64) -> String {
    line(token, seconds)
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
        assert_eq!(kept("token", 900), format!("__Host-session=token; {attributes}; Max-Age=900"));
        assert_eq!(cleared(), format!("__Host-session=; {attributes}; Max-Age=0"));
    }
}
