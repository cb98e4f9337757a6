//! A look at an applicant's whole ID number: asked for with a reason, written into the history before it is answered, and
//! shown to the staff of the class, of whom the registrar is one.

use crate::App;
use api::answers::{Form, OfStaff, StaffWrite};
use api::{Body, Fields, Problem, Staff, taipei};
use axum::Json;
use axum::extract::{Path, State};
use domain::{By, Command, Event, FreeText};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Why somebody wants to see the whole number.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LookForm {
    /// In words, at most 200 letters; the registrar reads it.
    #[schema(required, nullable = false, max_length = 200)]
    reason: Option<String>,
}

/// The whole number; not to be kept.
#[derive(Serialize, ToSchema)]
pub(crate) struct IdentityView {
    /// Whose.
    applicant_id: String,
    /// 身分證字號, whole
    national_id: String,
}

/// Who looked at the whole number, when and why.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LookView {
    /// When.
    at: String,
    /// Who.
    by: String,
    /// Why.
    reason: String,
}

/// Answers with the whole ID number; the history holds who looked and why.
#[utoipa::path(post, path = "/api/review/applicants/{applicant_id}/looks", operation_id = "lookAtIdentity",
    tag = "review", security(("staff" = [])), request_body = LookForm,
    params(("applicant_id" = String, Path, description = "Whose number", max_length = 33)),
    responses((status = 200, body = IdentityView), StaffWrite, Form))]
pub(crate) async fn look(
    State(app): State<App>,
    staff: Staff,
    Path(applicant_id): Path<String>,
    Body(LookForm { reason }): Body<LookForm>,
) -> Result<Json<IdentityView>, Problem> {
    let mut fields = Fields::new();
    let reason = fields.required("/reason", reason.as_deref(), FreeText::parse);
    let reason = fields.finish(reason)?;
    let (id, case) = staff.applicant(&app.store, &applicant_id).await?;
    let command = Command::LookAtIdentity { no: id.no, reason };
    let case = staff.change(&app.store, case, None, &command).await?;
    let seen = case.applicant(id.no).ok_or_else(Problem::not_found)?;
    let national_id = seen.person.national_id.reveal().to_owned();
    Ok(Json(IdentityView { applicant_id: id.to_string(), national_id }))
}

/// All looks at this applicant's number, oldest first.
#[utoipa::path(get, path = "/api/review/applicants/{applicant_id}/looks", operation_id = "listLooks", tag = "review",
    security(("staff" = [])), params(("applicant_id" = String, Path, description = "Whose number", max_length = 33)),
    responses((status = 200, body = [LookView]), OfStaff))]
pub(crate) async fn list(
    State(app): State<App>,
    staff: Staff,
    Path(applicant_id): Path<String>,
) -> Result<Json<Vec<LookView>>, Problem> {
    let (id, case) = staff.applicant(&app.store, &applicant_id).await?;
    let looks = app.store.history(case.id).await?.into_iter().filter_map(|recorded| match recorded.event {
        Event::IdentityLookedAt { no, reason } if no == id.no => {
            let by = if let By::Staff(member) = recorded.by { member.name } else { String::new() };
            Some(LookView { at: taipei(recorded.at), by, reason: reason.reveal().to_owned() })
        }
        _ => None,
    });
    Ok(Json(looks.collect()))
}
