//! Naming who applies, correcting an e-mail, dropping somebody.

use crate::applicants_form::{self, ApplicantsForm};
use crate::draft;
use api::answers::{Form, Read, Write};
use api::{Body, CaseView, Family, FamilyGate, Fields, Problem};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::{ApplicantId, ApplicantNo, Command, Given};
use serde::Deserialize;
use utoipa::ToSchema;

/// A new e-mail.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EmailForm {
    /// 電子郵件; null or empty means no mailbox.
    #[serde(default, deserialize_with = "applicants_form::present")]
    #[schema(value_type = Option<String>, required, max_length = 254)]
    email: Option<Option<String>>,
}

/// Names who applies.
#[utoipa::path(
    put, path = "/api/case/applicants", operation_id = "nameApplicants", tag = "submit", security(("session" = [])),
    request_body = ApplicantsForm,
    responses((status = 200, description = "the case with its applicants", body = CaseView), Read, Write, Form),
)]
pub(crate) async fn name(
    State(gate): State<FamilyGate>,
    mut family: Family,
    Body(form): Body<ApplicantsForm>,
) -> Result<Response, Problem> {
    let named = form.parse(&family.portal.case, &draft::stored(&family), &draft::id_policy(&family))?;
    let case = family.change(&gate.store, &Command::NameApplicants(named)).await?;
    draft::follow(&gate, &mut family, &case, form).await?;
    Ok(family.view_after(case))
}

/// Corrects an applicant's e-mail, under review too.
#[utoipa::path(
    patch, path = "/api/case/applicants/{applicant_id}", operation_id = "correctEmail", tag = "submit",
    security(("session" = [])), params(("applicant_id" = String, Path, description = "of an applicant of this case", max_length = 33)),
    request_body = EmailForm,
    responses((status = 200, description = "the case with the new e-mail", body = CaseView), Read, Write, Form),
)]
pub(crate) async fn correct(
    State(gate): State<FamilyGate>,
    mut family: Family,
    id: Result<Path<String>, PathRejection>,
    Body(form): Body<EmailForm>,
) -> Result<Response, Problem> {
    let no = of_this_case(&family, id)?;
    let command = Command::CorrectEmail { no, email: form.parse()? };
    let case = family.change(&gate.store, &command).await?;
    if let Some(corrected) = case.applicants.iter().find(|applicant| applicant.no == no) {
        draft::correct_email(&gate, &mut family, &case, corrected).await?;
    }
    Ok(family.view_after(case))
}

/// Drops an applicant who was never sent, or was rejected.
#[utoipa::path(
    delete, path = "/api/case/applicants/{applicant_id}", operation_id = "dropApplicant", tag = "submit",
    security(("session" = [])), params(("applicant_id" = String, Path, description = "of an applicant of this case", max_length = 33)),
    responses((status = 200, description = "the case without this applicant", body = CaseView), Read, Write),
)]
pub(crate) async fn drop_one(
    State(gate): State<FamilyGate>,
    family: Family,
    id: Result<Path<String>, PathRejection>,
) -> Result<Response, Problem> {
    let command = Command::DropApplicant { no: of_this_case(&family, id)? };
    let case = family.change(&gate.store, &command).await?;
    Ok(family.view_after(case))
}

/// Another case's applicant does not exist here.
fn of_this_case(family: &Family, id: Result<Path<String>, PathRejection>) -> Result<ApplicantNo, Problem> {
    let id = id.ok().and_then(|Path(id)| id.parse::<ApplicantId>().ok());
    id.filter(|id| id.case == family.portal.case.id).map(|id| id.no).ok_or_else(Problem::not_found)
}

impl EmailForm {
    fn parse(&self) -> Result<Option<domain::Email>, Problem> {
        let mut fields = Fields::new();
        let email = match &self.email {
            None => {
                fields.note("/email", "required");
                None
            }
            Some(given) => match applicants_form::email(&mut fields, "/email", given.as_deref()) {
                Given::Value(email) => Some(email),
                Given::Keep => None,
            },
        };
        fields.finish(email)
    }
}
