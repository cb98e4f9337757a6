//! Why something happens: the gateway's id of the request, and the browser's.

use crate::Problem;
use domain::Cause;
use http::request::Parts;
use http::{Extensions, HeaderMap};
use lambda_http::request::RequestContext;
use uuid::Uuid;

/// The browser's own id of a request, a UUID: known to it even when no answer arrives.
pub(crate) const CORRELATION_ID: &str = "x-correlation-id";

/// The gateway's id of the request (`local` when no gateway stands before the function), and the browser's; the gateway's
/// for both when the browser sent none. A text that is no UUID is dropped: it could hold anything.
pub(crate) fn read(extensions: &Extensions, headers: &HeaderMap) -> Cause {
    let request_id = match extensions.get::<RequestContext>() {
        Some(RequestContext::ApiGatewayV2(context)) => context.request_id.clone(),
        _ => None,
    };
    let itself = Cause::itself(request_id.unwrap_or_else(|| "local".to_owned()));
    let named = headers.get(CORRELATION_ID).and_then(|value| Uuid::try_parse_ascii(value.as_bytes()).ok());
    match named {
        Some(uuid) => Cause { correlation_id: uuid.hyphenated().to_string(), ..itself },
        None => itself,
    }
}

/// The cause that the layer around all routes read and handed on.
pub(crate) fn handed_on(parts: &Parts) -> Result<Cause, Problem> {
    parts.extensions.get::<Cause>().cloned().ok_or_else(|| Problem::internal(&NoCause))
}

/// A route outside of [`crate::service`].
#[derive(Debug, thiserror::Error)]
#[error("this route is not in a service, which reads what a request is caused by")]
struct NoCause;

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn named(text: &str) -> String {
        let headers = HeaderMap::from_iter([(CORRELATION_ID.parse().unwrap(), HeaderValue::from_str(text).unwrap())]);
        read(&Extensions::new(), &headers).correlation_id
    }

    #[test]
    fn the_browsers_id_is_taken_in_one_spelling() {
        for spelling in ["3f2a1b9c-0d4e-4f5a-8b6c-7d8e9f001122", "3F2A1B9C-0D4E-4F5A-8B6C-7D8E9F001122"] {
            assert_eq!(named(spelling), "3f2a1b9c-0d4e-4f5a-8b6c-7d8e9f001122");
        }
    }

    #[test]
    fn what_is_no_uuid_is_dropped_and_the_gateways_id_stands_for_both() {
        for text in ["", "parent@example.com", "3f2a1b9c", "0912345678"] {
            assert_eq!(named(text), "local");
        }
        assert_eq!(read(&Extensions::new(), &HeaderMap::new()), Cause::itself("local"));
    }
}
