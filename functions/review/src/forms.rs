//! From the paper to its row: the form's QR code, or the 核對碼 written in its box.

use crate::App;
use api::answers::OfStaff;
use api::{Problem, Staff};
use axum::Json;
use axum::extract::{Path, State};
use domain::{ApplicantId, Case, CaseId, CheckCode};
use serde::Serialize;
use utoipa::ToSchema;

/// The row that a paper belongs to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FormView {
    /// 班級
    class: String,
    /// 學號
    student_number: String,
    /// Who applies, as far as sent.
    applicant_ids: Vec<String>,
}

/// What a paper's QR code or 核對碼 leads to, within the caller's classes.
#[utoipa::path(get, path = "/api/review/forms/{reference}", operation_id = "findForm", tag = "review", security(("staff" = [])),
    params(("reference" = String, Path, description = "The QR code's text, or the 核對碼", max_length = 32)),
    responses((status = 200, body = FormView), OfStaff))]
pub(crate) async fn find(
    State(app): State<App>,
    staff: Staff,
    Path(reference): Path<String>,
) -> Result<Json<FormView>, Problem> {
    if let Ok(case) = reference.parse::<CaseId>() {
        return Ok(Json(FormView::new(&*staff.own(app.store.load(case).await?)?)));
    }
    let code = CheckCode::parse(&reference).ok_or_else(Problem::not_found)?.to_string();
    let campaign = app.store.current_campaign(&staff.record.school, staff.now).await?.ok_or_else(Problem::not_found)?;
    let entries = app.reachable(&staff, &campaign).await?;
    let entry = entries.into_iter().find(|entry| entry.row.reference.as_ref() == Some(&code));
    let case = entry.map(|entry| entry.case).ok_or_else(Problem::not_found)?;
    Ok(Json(FormView::new(&*staff.own(app.store.load(case).await?)?)))
}

impl FormView {
    fn new(case: &Case) -> Self {
        FormView {
            class: case.student.class.to_string(),
            student_number: case.student.number.as_str().to_owned(),
            applicant_ids: case
                .applicants
                .iter()
                .filter(|a| a.attempt > 0)
                .map(|a| ApplicantId { case: case.id, no: a.no }.to_string())
                .collect(),
        }
    }
}
