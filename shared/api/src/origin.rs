//! Unsafe methods come from our own pages: `Sec-Fetch-Site`, or `Origin` where a browser does not send it.

use crate::Problem;
use http::{HeaderMap, Method, StatusCode, header};

/// The origins that the site is served from.
#[derive(Clone, Debug)]
pub struct Origins(Vec<String>);

impl Origins {
    /// Origins as browsers write them: `https://binding.example.tw`, no trailing slash.
    pub fn new(origins: impl IntoIterator<Item = String>) -> Self {
        Origins(origins.into_iter().map(|origin| origin.trim_end_matches('/').to_owned()).collect())
    }

    /// For requests that act by a cookie: refuses unless the request states that it comes from our own pages.
    pub fn require(&self, method: &Method, headers: &HeaderMap) -> Result<(), Problem> {
        if method.is_safe() || self.stated(headers) == Some(true) { Ok(()) } else { Err(foreign()) }
    }

    /// For requests without a cookie: refuses only what states that it comes from somewhere else.
    pub fn refuse_foreign(&self, headers: &HeaderMap) -> Result<(), Problem> {
        if self.stated(headers) == Some(false) { Err(foreign()) } else { Ok(()) }
    }

    fn stated(&self, headers: &HeaderMap) -> Option<bool> {
        let text = |name| headers.get(name).map(|value: &http::HeaderValue| value.to_str().unwrap_or(""));
        match (text("sec-fetch-site"), text(header::ORIGIN.as_str())) {
            (Some(site), _) => Some(site == "same-origin"),
            (None, Some(origin)) => Some(self.0.iter().any(|ours| ours == origin)),
            (None, None) => None,
        }
    }
}

fn foreign() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "cross-origin", "this request does not come from our own pages")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn verdict(headers: &[(&'static str, &str)]) -> bool {
        let ours = Origins::new(["https://binding.example/".to_owned()]);
        let headers = headers.iter().map(|(k, v)| ((*k).parse().unwrap(), v.parse().unwrap())).collect();
        ours.require(&Method::POST, &headers).is_ok()
    }

    #[test]
    fn our_own_pages_pass() {
        assert!(verdict(&[("sec-fetch-site", "same-origin")]));
        assert!(verdict(&[("origin", "https://binding.example")]));
    }

    #[test]
    fn other_pages_do_not_pass() {
        assert!(!verdict(&[("sec-fetch-site", "cross-site")]));
        assert!(!verdict(&[("sec-fetch-site", "same-site"), ("origin", "https://binding.example")]));
        assert!(!verdict(&[("origin", "https://evil.example")]));
        assert!(!verdict(&[("origin", "null")]));
    }

    #[test]
    fn a_request_that_says_nothing_does_not_act_by_cookie() {
        assert!(!verdict(&[]));
    }

    #[test]
    fn reading_needs_no_origin() {
        assert!(Origins::new([]).require(&Method::GET, &HeaderMap::new()).is_ok());
    }
}
