//! The grid: applicants of a class, whole; filters, sorting and pages are the browser's.

use crate::App;
use api::answers::OfStaff;
use api::{Problem, ProblemView, Staff, taipei};
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use domain::{
    AccountFailure, AccountState, ApplicantRow, Arrangement, ClassCode, ClassRow, FieldProblem, MailStatusState,
    ReasonCode, Relationship, ReviewState,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which applicants.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Filter {
    /// `pending` 待審核案件, `decided` 已審核案件 or `all` (default).
    #[param(max_length = 7, pattern = "^(pending|decided|all)$")]
    status: Option<String>,
}

/// The applicants of a class.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RowsView {
    /// By seat.
    items: Vec<RowView>,
    /// How many.
    total: usize,
}

/// One applicant.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RowView {
    /// The applicant's id.
    applicant_id: String,
    /// 核對碼: the same as on the paper.
    reference: Option<String>,
    /// 學號
    student_number: String,
    /// 座號
    seat: String,
    /// 學生
    student_name: String,
    /// 關係
    #[schema(value_type = String)]
    relationship: Relationship,
    /// What kind of guardian.
    relationship_detail: Option<String>,
    /// 監護情形
    #[schema(value_type = Option<String>)]
    arrangement: Option<Arrangement>,
    /// 申請人
    applicant_name: String,
    /// 身分證, masked
    national_id: String,
    /// MAIL
    email: Option<String>,
    /// 提出時間
    submitted_at: Option<String>,
    /// How often it was sent.
    attempt: u32,
    /// 審核結果: `pending`, `approved` or `rejected`
    #[schema(value_type = String)]
    review: ReviewState,
    /// Why it was rejected.
    #[schema(value_type = Option<String>)]
    reason_code: Option<ReasonCode>,
    /// In words.
    reason: Option<String>,
    /// 審核時間
    reviewed_at: Option<String>,
    /// Who decided.
    decided_by: Option<String>,
    /// Until when the decision can be undone.
    undo_until: Option<String>,
    /// Whether the e-mail was corrected after it was sent.
    changed_since_sent: bool,
    /// 單一身分驗證帳號
    #[schema(value_type = String)]
    account: AccountState,
    /// Why the account failed.
    #[schema(value_type = Option<String>)]
    account_failure: Option<AccountFailure>,
    /// The latest mail.
    mail: MailView,
    /// The row's version.
    version: u64,
}

/// The latest mail.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MailView {
    /// `none`, `queued`, `sent`, `bounced` or `no_address`
    #[schema(value_type = String)]
    state: MailStatusState,
    /// Since when.
    at: Option<String>,
}

/// The applicants of one class.
#[utoipa::path(get, path = "/api/review/classes/{class}/applicants", operation_id = "listApplicants", tag = "review",
    params(("class" = String, Path, description = "班級", max_length = 32), Filter), security(("staff" = [])),
    responses((status = 200, body = RowsView), (status = 422, description = "no such status", body = ProblemView,
        content_type = "application/problem+json"), OfStaff))]
pub(crate) async fn list(
    State(app): State<App>,
    staff: Staff,
    Path(class): Path<String>,
    filter: Result<Query<Filter>, QueryRejection>,
) -> Result<Json<RowsView>, Problem> {
    let Query(filter) = filter.map_err(|_| unknown_status())?;
    let wanted = wanted(filter.status.as_deref())?;
    let items: Vec<_> = app
        .class(&staff, &class)
        .await?
        .iter()
        .flat_map(|entry| entry.row.applicants.iter().map(move |applicant| (&entry.row, applicant)))
        .filter(|(_, applicant)| wanted(applicant.review))
        .map(|(row, applicant)| RowView::new(row, applicant))
        .collect();
    Ok(Json(RowsView { total: items.len(), items }))
}

fn wanted(status: Option<&str>) -> Result<fn(ReviewState) -> bool, Problem> {
    match status {
        None | Some("all") => Ok(|_| true),
        Some("pending") => Ok(|state| state == ReviewState::Pending),
        Some("decided") => Ok(|state| matches!(state, ReviewState::Approved | ReviewState::Rejected)),
        Some(_) => Err(unknown_status()),
    }
}

fn unknown_status() -> Problem {
    Problem::fields(vec![FieldProblem::new("/status", "choice")])
}

impl App {
    /// The rows of a class that the caller reaches; other classes do not exist for them.
    pub(crate) async fn class(&self, staff: &Staff, class: &str) -> Result<Vec<store::ClassEntry>, Problem> {
        let class = ClassCode::parse(class).map_err(|_| Problem::not_found())?;
        if !staff.reaches(&class) {
            return Err(Problem::not_found());
        }
        match self.store.current_campaign(&staff.record.school, staff.now).await? {
            Some(campaign) => Ok(self.store.class_rows(&campaign.school, &campaign.id, &class, staff.now).await?),
            None => Ok(Vec::new()),
        }
    }
}

impl RowView {
    /// The applicant as the grid shows it.
    pub(crate) fn new(row: &ClassRow, a: &ApplicantRow) -> Self {
        RowView {
            applicant_id: a.applicant_id.to_string(),
            reference: row.reference.clone(),
            student_number: row.student_number.clone(),
            seat: row.seat.clone(),
            student_name: row.student_name.clone(),
            relationship: a.relationship,
            relationship_detail: a.relationship_detail.clone(),
            arrangement: row.arrangement,
            applicant_name: a.applicant_name.clone(),
            national_id: a.national_id.clone(),
            email: a.email.clone(),
            submitted_at: a.submitted_at.map(taipei),
            attempt: a.attempt,
            review: a.review,
            reason_code: a.reason.as_ref().map(|r| r.code),
            reason: a.reason.as_ref().and_then(|r| r.text.as_ref().map(|t| t.reveal().to_owned())),
            reviewed_at: a.reviewed_at.map(taipei),
            decided_by: a.decided_by.clone(),
            undo_until: a.undo_until.map(taipei),
            changed_since_sent: a.changed_since_sent,
            account: a.account,
            account_failure: a.account_failure,
            mail: MailView { state: a.mail.state, at: a.mail.at.map(taipei) },
            version: a.version,
        }
    }
}
