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
    for case in app.named_by(&reference, &staff).await? {
        if let Ok(case) = staff.own(app.store.load(case).await?) {
            return Ok(Json(FormView::new(&case)));
        }
    }
    Err(Problem::not_found())
}

impl App {
    /// The case of a QR code; the cases of a 核對碼, of which the caller's is meant.
    async fn named_by(&self, reference: &str, staff: &Staff) -> Result<Vec<CaseId>, Problem> {
        if let Ok(case) = reference.parse() {
            return Ok(vec![case]);
        }
        let code = CheckCode::parse(reference).ok_or_else(Problem::not_found)?;
        let campaign = self.store.current_campaign(&staff.record.school, staff.now).await?;
        let campaign = campaign.ok_or_else(Problem::not_found)?;
        Ok(self.store.cases_of_code(&campaign.school, &campaign.id, &code).await?)
    }
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
