//! 確認學生相關資訊: a draft that keeps whatever was typed, and 填答送出.

use crate::confirmation_form::ConfirmationForm;
use api::answers::{Form, Read, Write};
use api::{Body, CaseView, Family, FamilyGate, Problem};
use axum::extract::State;
use axum::response::Response;
use domain::{Command, Context, Refusal, Writing, writing};
use serde_json::Value;
use store::DraftPart;

/// Keeps a half-filled form (暫存離開).
#[utoipa::path(
    put, path = "/api/case/confirmation/draft", operation_id = "saveConfirmationDraft", tag = "confirm-data",
    security(("session" = [])), request_body = ConfirmationForm,
    responses((status = 200, description = "the case with the draft", body = CaseView), Read, Write, Form),
)]
pub(crate) async fn save_draft(
    State(gate): State<FamilyGate>,
    mut family: Family,
    Body(form): Body<ConfirmationForm>,
) -> Result<Response, Problem> {
    may_write(&family)?;
    let form = whole(form, &family).keep()?;
    let typed = serde_json::to_value(form).map_err(|error| Problem::internal(&error))?;
    let (case, until) = (&family.portal.case, family.portal.campaign.readable_until);
    gate.store.save_draft(case, DraftPart::Confirmation, &typed, family.now, until).await?;
    family.portal.drafts.confirmation = Some(typed);
    family.portal.drafts.saved_at = Some(family.now);
    Ok(family.view())
}

/// Answers about the child's data (填答送出); may be repeated until the deadline.
#[utoipa::path(
    post, path = "/api/case/confirmation", operation_id = "confirmData", tag = "confirm-data",
    security(("session" = [])), request_body = ConfirmationForm,
    responses((status = 200, description = "the case, confirmed", body = CaseView), Read, Write, Form),
)]
pub(crate) async fn confirm(
    State(gate): State<FamilyGate>,
    mut family: Family,
    Body(form): Body<ConfirmationForm>,
) -> Result<Response, Problem> {
    let form = whole(form, &family);
    let command = Command::ConfirmData(form.parse(&family.portal.case)?);
    let case = family.change(&gate.store, &command).await?;
    let confirmed_now = case.seq > family.portal.case.seq;
    let drafted = family.portal.drafts.confirmation.take().is_some();
    if drafted && !confirmed_now {
        // Nothing was written that would have erased the draft, so its time ends here.
        gate.store.save_draft(&case, DraftPart::Confirmation, &Value::Null, family.now, family.now).await?;
    }
    if family.portal.drafts.applicants.is_none() {
        family.portal.drafts.saved_at = None;
    }
    Ok(family.view_after(case))
}

/// The form with what a protected family typed before and cannot see again.
fn whole(form: ConfirmationForm, family: &Family) -> ConfirmationForm {
    if !family.portal.case.student.protected {
        return form;
    }
    let drafted = family.portal.drafts.confirmation.clone();
    form.completed_by(drafted.and_then(|draft| serde_json::from_value(draft).ok()))
}

fn may_write(family: &Family) -> Result<(), Refusal> {
    let actor = family.actor();
    let ctx = Context { campaign: &family.portal.campaign, actor: &actor, expected: None, now: family.now };
    match writing(&family.portal.case, &ctx)? {
        Writing::Open => Ok(()),
        Writing::CorrectionsOnly => Err(Refusal::CampaignClosed),
    }
}
