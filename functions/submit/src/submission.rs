//! 送出申請, and pulling back what is sent and undecided.

use crate::draft;
use api::answers::{Read, Write};
use api::{CaseView, Family, FamilyGate, Problem};
use axum::extract::State;
use axum::response::Response;
use domain::Command;
use store::DraftPart;

/// Sends the case to the school; sending twice has one effect.
#[utoipa::path(
    post, path = "/api/case/submission", operation_id = "send", tag = "submit", security(("session" = [])),
    responses((status = 200, description = "the case, sent", body = CaseView), Read, Write),
)]
pub(crate) async fn send(State(gate): State<FamilyGate>, mut family: Family) -> Result<Response, Problem> {
    let case = family.change(&gate.store, &Command::Send).await?;
    draft::erased(&mut family, &case, &[DraftPart::Applicants]);
    Ok(family.view_after(case))
}

/// Pulls undecided applicants back.
#[utoipa::path(
    delete, path = "/api/case/submission", operation_id = "pullBack", tag = "submit", security(("session" = [])),
    responses((status = 200, description = "the case, pulled back", body = CaseView), Read, Write),
)]
pub(crate) async fn pull_back(State(gate): State<FamilyGate>, family: Family) -> Result<Response, Problem> {
    let case = family.change(&gate.store, &Command::PullBack).await?;
    Ok(family.view_after(case))
}
