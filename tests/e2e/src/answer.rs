//! An HTTP answer, read once, with the assertions that tests make about it.

use reqwest::header::HeaderMap;
use serde_json::Value;

/// Status, headers and JSON body of an answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, or null when it is not JSON.
    pub body: Value,
    /// What was asked, for messages.
    asked: String,
}

impl Answer {
    /// Reads an answer.
    pub async fn read(asked: String, response: reqwest::Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.expect("a body");
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        Answer { status, headers, body, asked }
    }

    /// The body of an answer with this status; anything else fails the test.
    #[track_caller]
    pub fn with(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{} answered {}", self.asked, self.body);
        self.body
    }

    /// Asserts a problem with this status and code, and that it is an RFC 9457 body.
    #[track_caller]
    pub fn refused(self, status: u16, code: &str) -> Value {
        assert_eq!((self.status, self.body["code"].as_str()), (status, Some(code)), "{}: {}", self.asked, self.body);
        assert_eq!(self.headers["content-type"], "application/problem+json");
        self.body
    }

    /// The pointers of the fields that were refused, sorted.
    pub fn pointers(&self) -> Vec<&str> {
        let mut pointers: Vec<_> = self.body["errors"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|error| error["pointer"].as_str())
            .collect();
        pointers.sort_unstable();
        pointers
    }
}
