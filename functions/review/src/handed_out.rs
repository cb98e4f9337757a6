//! Which classes' forms, with the codes that open entries, were taken out to be printed, when and by whom.

use crate::App;
use api::answers::OfStaff;
use api::{Problem, Staff, taipei};
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

/// The forms of a class were taken out.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HandedOutView {
    /// When.
    at: String,
    /// Who, by user name.
    by: String,
    /// 班級
    class: String,
    /// How many forms.
    forms: u32,
    /// How many of them show a code.
    codes: u32,
}

/// What was taken out of the school's current campaign, latest first: of the caller's classes, so the registrar sees all.
#[utoipa::path(get, path = "/api/review/handed-out", operation_id = "listHandedOut", tag = "review",
    security(("staff" = [])),
    responses((status = 200, body = [HandedOutView]), OfStaff))]
pub(crate) async fn list(State(app): State<App>, staff: Staff) -> Result<Json<Vec<HandedOutView>>, Problem> {
    let Some(campaign) = app.store.current_campaign(&staff.record.school, staff.now).await? else {
        return Ok(Json(Vec::new()));
    };
    let all = app.store.handed_out(&campaign.school, &campaign.id).await?;
    let view = |one: store::HandedOut| HandedOutView {
        at: taipei(one.at),
        by: one.by,
        class: one.class.to_string(),
        forms: one.forms,
        codes: one.codes,
    };
    Ok(Json(all.into_iter().rev().filter(|one| staff.reaches(&one.class)).map(view).collect()))
}
