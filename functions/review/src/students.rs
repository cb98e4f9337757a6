//! 全班: every pupil's answer beside the signed paper. "Paper not yet in" is never a rejection.

use crate::App;
use api::answers::{Form, OfStaff, StaffWrite};
use api::{Body, Problem, Staff, taipei};
use axum::Json;
use axum::extract::{Path, State};
use domain::{AnswerState, Command};
use serde::{Deserialize, Serialize};
use store::ClassEntry;
use utoipa::ToSchema;

/// One pupil.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PupilView {
    /// 學號
    student_number: String,
    /// 座號
    seat: String,
    /// 姓名
    name: String,
    /// `not_started`, `draft`, `confirmed`, `declined`, `sent`, `returned` or `done`
    #[schema(value_type = String)]
    state: AnswerState,
    /// 錯誤回報
    error_report: Option<String>,
    /// 紙本已收
    paper_returned_at: Option<String>,
    /// What the QR code on this pupil's form leads to.
    form: String,
}

/// Whether the signed paper came back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Paper {
    /// 紙本已收
    returned: bool,
}

/// All pupils of one class.
#[utoipa::path(get, path = "/api/review/classes/{class}/students", operation_id = "listStudents", tag = "review",
    params(("class" = String, Path, description = "班級", max_length = 32)), security(("staff" = [])),
    responses((status = 200, body = [PupilView]), OfStaff))]
pub(crate) async fn list(
    State(app): State<App>,
    staff: Staff,
    Path(class): Path<String>,
) -> Result<Json<Vec<PupilView>>, Problem> {
    Ok(Json(app.class(&staff, &class).await?.iter().map(PupilView::new).collect()))
}

/// Ticks or unticks 紙本已收.
#[utoipa::path(put, path = "/api/review/classes/{class}/students/{student_number}/paper", operation_id = "markPaper",
    tag = "review", request_body = Paper, security(("staff" = [])),
    params(("class" = String, Path, description = "班級", max_length = 32), ("student_number" = String, Path, description = "學號", max_length = 12)),
    responses((status = 200, body = PupilView), StaffWrite, Form))]
pub(crate) async fn paper(
    State(app): State<App>,
    staff: Staff,
    Path((class, student_number)): Path<(String, String)>,
    Body(Paper { returned }): Body<Paper>,
) -> Result<Json<PupilView>, Problem> {
    let entries = app.class(&staff, &class).await?;
    let entry = entries.iter().find(|e| e.row.student_number == student_number).ok_or_else(Problem::not_found)?;
    let case = staff.own(app.store.load(entry.case).await?)?;
    let case = staff.change(&app.store, case, None, &Command::MarkPaper { returned }).await?;
    let entry = ClassEntry { case: case.id, seq: case.seq, row: case.row(), has_draft: entry.has_draft };
    Ok(Json(PupilView::new(&entry)))
}

impl PupilView {
    fn new(entry: &ClassEntry) -> Self {
        let row = &entry.row;
        let state = match row.answer {
            AnswerState::NotStarted if entry.has_draft => AnswerState::Draft,
            other => other,
        };
        PupilView {
            student_number: row.student_number.clone(),
            seat: row.seat.clone(),
            name: row.student_name.clone(),
            state,
            error_report: row.error_report.clone(),
            paper_returned_at: row.paper_returned_at.map(taipei),
            form: entry.case.to_string(),
        }
    }
}
