//! A JSON body: its type, its size and its shape are checked, and what is wrong is named by JSON pointer.

use crate::Problem;
use crate::strict::Strict;
use axum::extract::{FromRequest, Request};
use domain::FieldProblem;
use http::{StatusCode, header};
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::Segment;

/// The largest body of a family's step, in bytes. Two applicants with every field at its limit stay below 8 KiB.
const MAX_BYTES: usize = 16 * 1024;

/// A parsed body of at most `MAX` bytes: an object, whose parts are objects where the form has objects.
#[derive(Debug)]
pub struct Body<T, const MAX: usize = MAX_BYTES>(pub T);

impl<S: Send + Sync, T: DeserializeOwned, const MAX: usize> FromRequest<S> for Body<T, MAX> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let is_json = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).is_some_and(|v| {
            v.split(';').next().is_some_and(|mime| mime.trim().eq_ignore_ascii_case("application/json"))
        });
        if !is_json {
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not-json", "send application/json"));
        }
        let bytes = axum::body::to_bytes(request.into_body(), MAX)
            .await
            .map_err(|_| Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", format!("at most {MAX} bytes")))?;
        parse(&bytes).map(Body)
    }
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|_| Problem::new(StatusCode::BAD_REQUEST, "unreadable", "this is not JSON"))?;
    serde_path_to_error::deserialize(Strict(&value)).map_err(|error| {
        let at: String = error.path().iter().map(segment).collect();
        Problem::fields(vec![shape(at, &error.inner().to_string())])
    })
}

fn segment(segment: &Segment) -> String {
    match segment {
        Segment::Seq { index } => format!("/{index}"),
        Segment::Map { key } => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
        Segment::Enum { .. } | Segment::Unknown => String::new(),
    }
}

/// serde names a missing field in its message only; its pointer is completed from there.
fn shape(at: String, message: &str) -> FieldProblem {
    let named = |prefix: &str| message.strip_prefix(prefix).and_then(|rest| rest.split('`').next());
    if let Some(field) = named("missing field `") {
        return FieldProblem::new(format!("{at}/{field}"), "required");
    }
    if message.starts_with("unknown field") {
        return FieldProblem::new(at, "unknown");
    }
    if message.starts_with("unknown variant") {
        return FieldProblem::new(at, "choice");
    }
    FieldProblem::new(at, "type")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Form {
        #[serde(rename = "list")]
        _list: Vec<Entry>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Entry {
        #[serde(rename = "kind")]
        _kind: Kind,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        This,
    }

    fn problem_of(text: &str) -> (StatusCode, Vec<(String, &'static str)>) {
        let problem = parse::<Form>(text.as_bytes()).unwrap_err();
        (problem.status(), problem.pointers())
    }

    #[test]
    fn a_missing_field_is_named_by_its_pointer() {
        assert_eq!(problem_of(r#"{"list":[{}]}"#).1, [("/list/0/kind".to_owned(), "required")]);
    }

    #[test]
    fn an_unknown_choice_is_named_by_its_pointer() {
        assert_eq!(problem_of(r#"{"list":[{"kind":"that"}]}"#).1, [("/list/0/kind".to_owned(), "choice")]);
    }

    #[test]
    fn an_unknown_field_is_named_by_its_pointer() {
        assert_eq!(problem_of(r#"{"list":[{"kind":"this","x":1}]}"#).1, [("/list/0/x".to_owned(), "unknown")]);
    }

    #[test]
    fn a_wrong_type_is_named_by_its_pointer() {
        assert_eq!(problem_of(r#"{"list":3}"#).1, [("/list".to_owned(), "type")]);
    }

    #[test]
    fn an_array_is_no_object() {
        assert_eq!(problem_of(r#"[[]]"#).1, [(String::new(), "type")]);
        assert_eq!(problem_of(r#"{"list":[["this"]]}"#).1, [("/list/0".to_owned(), "type")]);
    }

    #[test]
    fn what_is_not_json_is_unreadable() {
        for text in ["", "{", "{}x", r#"{"list":[]} {}"#] {
            assert_eq!(problem_of(text).0, StatusCode::BAD_REQUEST, "{text}");
        }
    }
}
