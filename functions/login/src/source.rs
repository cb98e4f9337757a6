//! Where a request comes from, as the gateway saw it. A header could be invented by the caller, so none is asked.

use axum::extract::FromRequestParts;
use http::request::Parts;
use lambda_http::request::RequestContext;
use std::convert::Infallible;
use std::net::IpAddr;

/// An address; of IPv6 only the network of 64 bits, which one subscriber has whole.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Source(String);

impl Source {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    fn of(address: Option<&str>) -> Self {
        let address = address.and_then(|text| text.parse::<IpAddr>().ok()).map(|address| address.to_canonical());
        Source(match address {
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
        Ok(Source::of(match parts.extensions.get::<RequestContext>() {
            Some(RequestContext::ApiGatewayV2(context)) => context.http.source_ip.as_deref(),
            _ => None,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subscriber_is_one_source_whatever_the_device() {
        let source = |text| Source::of(Some(text)).0;
        assert_eq!(source("2001:db8:1:2:aaaa::1"), source("2001:db8:1:2:bbbb::9"));
        assert_ne!(source("2001:db8:1:2::1"), source("2001:db8:1:3::1"));
        assert_eq!(source("::ffff:192.0.2.7"), "192.0.2.7");
    }

    #[test]
    fn what_is_no_address_is_one_unknown_source() {
        assert_eq!(Source::of(None).0, "unknown");
        assert_eq!(Source::of(Some("somewhere")).0, "unknown");
    }
}
