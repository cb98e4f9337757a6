//! RFC 9457 problems: the one place where errors become HTTP. `code` is stable and the page's words hang on it; nothing
//! internal leaks.

use axum::response::{IntoResponse, Response};
use domain::{FieldProblem, Refusal};
use http::{HeaderValue, StatusCode, header};
use runtime::KeptSecretError;
use serde::Serialize;
use store::{ChangeError, StoreError};
use utoipa::ToSchema;

/// An answer that is not what was asked for.
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    code: &'static str,
    detail: String,
    errors: Vec<FieldProblem>,
    version: Option<u64>,
    retry_after: Option<i64>,
}

/// The body of a problem, as `application/problem+json` (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemView {
    /// `urn:guardian-link:problem:<code>`
    #[serde(rename = "type")]
    pub kind: String,
    /// The status in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// For developers; people read words chosen by `code`.
    pub detail: String,
    /// Stable reason.
    pub code: String,
    /// What is wrong, by field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldView>,
    /// The version now, when the one sent was stale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
}

/// One field that is wrong.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldView {
    /// JSON pointer (RFC 6901) into the body.
    pub pointer: String,
    /// Stable reason.
    pub code: String,
}

impl Problem {
    /// A problem with this status and stable code.
    pub fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Problem { status, code, detail: detail.into(), errors: Vec::new(), version: None, retry_after: None }
    }

    /// 422 with the fields that are wrong.
    pub fn fields(errors: Vec<FieldProblem>) -> Self {
        Problem { errors, ..Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "fields", "some fields are wrong") }
    }

    /// 401: who are you?
    pub fn unauthenticated(code: &'static str) -> Self {
        Problem::new(StatusCode::UNAUTHORIZED, code, "sign in first")
    }

    /// 404, also where existence itself is private.
    pub fn not_found() -> Self {
        Problem::new(StatusCode::NOT_FOUND, "not-found", "there is nothing here for you")
    }

    /// 500; the cause goes into the log, never into the answer.
    pub fn internal(cause: &(dyn std::error::Error + 'static)) -> Self {
        tracing::error!(cause, "internal error");
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "something went wrong on our side")
    }

    /// 503 `try-again`: something behind us is throttled or down, and passes by itself.
    pub(crate) fn passing(cause: &(dyn std::error::Error + 'static)) -> Self {
        tracing::warn!(cause, "something behind us is unavailable");
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, "try-again", "please try again").retry_after(2)
    }

    /// Asks the caller to come again after so many seconds.
    pub fn retry_after(mut self, seconds: i64) -> Self {
        self.retry_after = Some(seconds.max(1));
        self
    }

    /// The stable code.
    pub fn code(&self) -> &'static str {
        self.code
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let status = match &refusal {
            Refusal::Stale { .. } => StatusCode::PRECONDITION_FAILED,
            Refusal::NotYours => StatusCode::FORBIDDEN,
            Refusal::NoSuchApplicant => StatusCode::NOT_FOUND,
            Refusal::Fields(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Refusal::CampaignNotOpen { .. }
            | Refusal::CampaignClosed
            | Refusal::NoticeOutdated
            | Refusal::ConsentNeeded
            | Refusal::UnderReview
            | Refusal::AlreadyApproved
            | Refusal::UseAccount
            | Refusal::NotReady(_)
            | Refusal::AskSchool
            | Refusal::AlreadyDecided
            | Refusal::NotPending
            | Refusal::PaperUnchecked
            | Refusal::ProofUnchecked
            | Refusal::NotInBatch
            | Refusal::UndoExpired
            | Refusal::NothingToRetry
            | Refusal::NothingToResend => StatusCode::CONFLICT,
        };
        let mut problem = Problem::new(status, refusal.code(), refusal.to_string());
        match refusal {
            Refusal::Stale { current } => problem.version = Some(current),
            Refusal::Fields(errors) => problem.errors = errors,
            Refusal::NotReady(missing) => {
                problem.errors =
                    missing.iter().map(|m| FieldProblem::new(format!("/{}", m.code()), "missing")).collect();
            }
            _ => {}
        }
        problem
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        if error.is_transient() { Problem::passing(&error) } else { Problem::internal(&error) }
    }
}

/// A secret that cannot be had for the moment can be asked for again.
impl From<KeptSecretError> for Problem {
    fn from(error: KeptSecretError) -> Self {
        match error {
            KeptSecretError::Secret(error) if error.is_transient() => Problem::passing(&error),
            other => Problem::internal(&other),
        }
    }
}

impl From<ChangeError> for Problem {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::Refused(refusal) => refusal.into(),
            ChangeError::Store(error) => error.into(),
            ChangeError::Contended => {
                Problem::new(StatusCode::SERVICE_UNAVAILABLE, "try-again", "many changes at once").retry_after(1)
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let view = ProblemView {
            kind: format!("urn:guardian-link:problem:{}", self.code),
            title: self.status.canonical_reason().unwrap_or("Error").to_owned(),
            status: self.status.as_u16(),
            detail: self.detail,
            code: self.code.to_owned(),
            errors: self
                .errors
                .into_iter()
                .map(|e| FieldView { pointer: e.pointer, code: e.code.to_owned() })
                .collect(),
            version: self.version,
        };
        let mut response = (self.status, axum::Json(view)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

#[cfg(test)]
impl Problem {
    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    pub(crate) fn pointers(&self) -> Vec<(String, &'static str)> {
        self.errors.iter().map(|e| (e.pointer.clone(), e.code)).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use store::SealError;

    #[tokio::test]
    async fn an_internal_error_says_nothing_of_the_inside() {
        let answer = Problem::internal(&std::io::Error::other("table cases, key CASE#1")).into_response();
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let body = axum::body::to_bytes(answer.into_body(), 1_000).await.unwrap();
        let expected = serde_json::json!({
            "type": "urn:guardian-link:problem:internal", "title": "Internal Server Error", "status": 500,
            "detail": "something went wrong on our side", "code": "internal",
        });
        assert_eq!(serde_json::from_slice::<serde_json::Value>(&body).unwrap(), expected);
    }

    #[test]
    fn what_is_down_for_the_moment_is_asked_again_whatever_lies_behind_us() {
        let table = StoreError::Unavailable { operation: "read", source: "late".into() };
        let keys = |source| StoreError::Sealing { key: "CASE".to_owned(), source };
        for down in [table, keys(SealError::Unavailable("late".into()))] {
            let problem = Problem::from(down);
            assert_eq!(
                (problem.status, problem.code, problem.retry_after),
                (StatusCode::SERVICE_UNAVAILABLE, "try-again", Some(2))
            );
        }
        let refused = Problem::from(keys(SealError::Refused("no".into())));
        assert_eq!(refused.status, StatusCode::INTERNAL_SERVER_ERROR);
    }
}
