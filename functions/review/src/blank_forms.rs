//! What the blank forms of a class show. The code that opens a family's entry is in this answer alone: whoever reads the
//! other lists never gets it along, and who took it is written down first.

use crate::App;
use api::answers::OfStaff;
use api::{Problem, Staff};
use axum::Json;
use axum::extract::{Path, State};
use domain::{ClassCode, EntryCode, StudentNumber};
use serde::Serialize;
use store::{ClassEntry, HandedOut};
use utoipa::ToSchema;

/// One pupil's blank form.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BlankFormView {
    /// 學號
    student_number: String,
    /// 座號
    seat: String,
    /// 姓名
    name: String,
    /// What the form's QR code leads to.
    form: String,
    /// The code to print as the password; null for who signs in by the ID number.
    #[schema(value_type = Option<String>)]
    entry_code: Option<EntryCode>,
}

/// The blank forms of one class, by seat.
#[utoipa::path(get, path = "/api/review/classes/{class}/forms", operation_id = "listForms", tag = "review",
    params(("class" = String, Path, description = "班級", max_length = 32)), security(("staff" = [])),
    responses((status = 200, body = [BlankFormView]), OfStaff))]
pub(crate) async fn list(
    State(app): State<App>,
    staff: Staff,
    Path(class): Path<String>,
) -> Result<Json<Vec<BlankFormView>>, Problem> {
    let entries = app.class(&staff, &class).await?;
    let numbers: Vec<_> =
        entries.iter().filter_map(|entry| StudentNumber::parse(&entry.row.student_number).ok()).collect();
    let mut codes = app.store.entry_codes(&staff.record.school, &numbers).await?;
    app.note(&staff, &class, entries.len(), codes.len()).await?;
    let view = |ClassEntry { case, row, .. }| BlankFormView {
        student_number: row.student_number,
        seat: row.seat,
        name: row.student_name,
        form: case.to_string(),
        entry_code: codes.remove(&case),
    };
    Ok(Json(entries.into_iter().map(view).collect()))
}

impl App {
    /// Notes that the forms of a class are taken out. One item for the class: thirty events of thirty cases would say no
    /// more, and this is a page that is opened again and again.
    async fn note(&self, staff: &Staff, class: &str, forms: usize, codes: usize) -> Result<(), Problem> {
        let school = &staff.record.school;
        let Some(campaign) = self.store.current_campaign(school, staff.now).await? else { return Ok(()) };
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let out = HandedOut {
            at: staff.now,
            by: staff.record.username.clone(),
            class: ClassCode::parse(class).map_err(|_| Problem::not_found())?,
            forms: count(forms),
            codes: count(codes),
        };
        Ok(self.store.note_handed_out(&campaign, &staff.cause.request_id, &out).await?)
    }
}
