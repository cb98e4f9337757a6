//! How an account stands, for the staff of the class; and trying again what failed.

use crate::App;
use api::answers::{OfStaff, StaffWrite};
use api::{Problem, Staff, taipei};
use axum::Json;
use axum::extract::{Path, State};
use domain::{Account, AccountFailure, AccountState, Applicant, ApplicantId, Command};
use serde::Serialize;
use store::Loaded;
use utoipa::ToSchema;

/// 單一身分驗證帳號
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccountStatusView {
    /// Whose.
    applicant_id: String,
    /// `none`, `creating`, `created`, `linked` or `failed`
    #[schema(value_type = String)]
    state: AccountState,
    /// `identity_conflict` or `refused`: why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    failure: Option<AccountFailure>,
    /// The account's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    username: Option<String>,
    /// Since when; while it is being made, from when.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
}

/// How the applicant's account stands.
#[utoipa::path(get, path = "/api/review/applicants/{applicant_id}/account", operation_id = "getAccount", tag = "provision",
    security(("staff" = [])), params(("applicant_id" = String, Path, description = "Whose account", max_length = 33)),
    responses((status = 200, body = AccountStatusView), OfStaff))]
pub(crate) async fn state(
    State(app): State<App>,
    staff: Staff,
    Path(applicant_id): Path<String>,
) -> Result<Json<AccountStatusView>, Problem> {
    let (id, case) = staff.applicant(&app.store, &applicant_id).await?;
    view(&case, id)
}

/// Tries a failed account again.
#[utoipa::path(post, path = "/api/review/applicants/{applicant_id}/account", operation_id = "retryAccount", tag = "provision",
    security(("staff" = [])), params(("applicant_id" = String, Path, description = "Whose account", max_length = 33)),
    responses((status = 200, body = AccountStatusView), StaffWrite))]
pub(crate) async fn try_again(
    State(app): State<App>,
    staff: Staff,
    Path(applicant_id): Path<String>,
) -> Result<Json<AccountStatusView>, Problem> {
    let (id, case) = staff.applicant(&app.store, &applicant_id).await?;
    view(&staff.change(&app.store, case, None, &Command::RetryAccount { no: id.no }).await?, id)
}

fn view(case: &Loaded, id: ApplicantId) -> Result<Json<AccountStatusView>, Problem> {
    case.applicant(id.no).map(|applicant| Json(AccountStatusView::new(id, applicant))).ok_or_else(Problem::not_found)
}

impl AccountStatusView {
    fn new(id: ApplicantId, applicant: &Applicant) -> Self {
        let (failure, username, at) = match applicant.account() {
            None => (None, None, None),
            Some(Account::Creating { due_at, .. }) => (None, None, Some(*due_at)),
            Some(Account::Created { username, at, .. } | Account::Linked { username, at }) => {
                (None, Some(username.clone()), Some(*at))
            }
            Some(Account::Failed { cause, at }) => (Some(*cause), None, Some(*at)),
        };
        let state = applicant.account_state();
        AccountStatusView { applicant_id: id.to_string(), state, failure, username, at: at.map(taipei) }
    }
}
