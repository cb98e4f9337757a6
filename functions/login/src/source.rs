//! Where a request comes from, as the edge saw it. What a caller could invent is not asked.

use api::Viewer;
use axum::extract::FromRequestParts;
use http::request::Parts;
use std::convert::Infallible;
use std::net::IpAddr;

/// An address; of IPv6 only the network of 64 bits, which one subscriber has whole.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Source(String);

impl Source {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    fn of(address: Option<IpAddr>) -> Self {
        Source(match address.map(|address| address.to_canonical()) {
            Some(IpAddr::V4(address)) => address.to_string(),
            Some(IpAddr::V6(address)) => {
                let [a, b, c, d, ..] = address.segments();
                format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
            }
            None => "unknown".to_owned(),
        })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Source {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Source::of(parts.extensions.get::<Viewer>().and_then(|Viewer(address)| *address)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subscriber_is_one_source_whatever_the_device() {
        let source = |text: &str| Source::of(text.parse().ok()).0;
        assert_eq!(source("2001:db8:1:2:aaaa::1"), source("2001:db8:1:2:bbbb::9"));
        assert_ne!(source("2001:db8:1:2::1"), source("2001:db8:1:3::1"));
        assert_eq!(source("::ffff:192.0.2.7"), "192.0.2.7");
    }

    #[test]
    fn whoever_has_no_address_is_one_unknown_source() {
        assert_eq!(Source::of(None).0, "unknown");
    }
}
