//! Everything held about the child's case as a file, for the family. What is masked on the pages is masked in it: whoever
//! shares the entry can take it. Taking it is an event.

use crate::export_events::{EventView, told};
use api::answers::Read;
use api::{CaseView, Family, FamilyGate, Problem, taipei};
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::Command;
use serde::Serialize;
use utoipa::ToSchema;

/// What the reader of the file should know.
const REMARKS: [&str; 3] = [
    "身分證字號、手機與電子郵件和畫面上一樣部分遮蔽，因為使用同一組帳號密碼的人都能下載這個檔案；要看完整內容請洽學校註冊組。",
    "ID numbers, mobiles and e-mail addresses are masked as on the pages, for whoever shares this entry can take this file; \
     the school's registry shows them whole to whom they belong to.",
    "A protected family's contact data is left out.",
];

/// The file.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ExportView {
    /// When it was made.
    exported_at: String,
    /// What its reader should know.
    remarks: [&'static str; 3],
    /// The case as it stands, with drafts.
    case: CaseView,
    /// All that happened to it, oldest first; the last is this export.
    events: Vec<EventView>,
}

/// Everything held about the case, as a file.
#[utoipa::path(
    get, path = "/api/case/export", operation_id = "exportCase", tag = "confirm-data", security(("session" = [])),
    responses((status = 200, description = "the file", body = ExportView,
        headers(("content-disposition" = String))), Read),
)]
pub(crate) async fn export(State(gate): State<FamilyGate>, mut family: Family) -> Result<Response, Problem> {
    let exported_at = taipei(family.now);
    let case = family.change(&gate.store, &Command::Export).await?;
    let history = gate.store.history(case.id).await?;
    let events = history.iter().map(|recorded| told(&case, recorded)).collect();
    family.portal.case = case;
    let file = ExportView { exported_at, remarks: REMARKS, case: family.case_view(), events };
    let name = "attachment; filename=\"guardian-link-case.json\"";
    Ok(([(header::CONTENT_DISPOSITION, name)], Json(file)).into_response())
}
