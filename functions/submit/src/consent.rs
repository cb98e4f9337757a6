//! 同意 or 不同意: refusing is an answer too; a consent can be withdrawn.

use crate::draft;
use api::answers::{Form, Read, Write};
use api::{Body, CaseView, Family, FamilyGate, Fields, Problem};
use axum::extract::State;
use axum::response::Response;
use domain::{Choice, Command, FreeText, Language, NoticeRead};
use serde::Deserialize;
use store::DraftPart;
use utoipa::ToSchema;

/// The answer to the notice.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConsentForm {
    /// The version that was read.
    #[schema(value_type = String, max_length = 30)]
    notice_version: Option<String>,
    /// The language it was read in; `zh-Hant` when left out.
    #[schema(max_length = 35)]
    language: Option<String>,
    /// 同意 or 不同意
    #[schema(schema_with = crate::choices::choice, required)]
    choice: Option<Choice>,
}

impl ConsentForm {
    fn parse(&self) -> Result<Command, Problem> {
        let mut fields = Fields::new();
        let version = fields.required("/notice_version", self.notice_version.as_deref(), FreeText::<30>::parse);
        let version = version.map(|version| version.reveal().to_owned());
        let language = fields.optional("/language", self.language.as_deref(), Language::parse).unwrap_or_default();
        if self.choice.is_none() {
            fields.note("/choice", "required");
        }
        fields.finish(
            version
                .zip(self.choice)
                .map(|(version, choice)| Command::AnswerConsent { notice: NoticeRead { version, language }, choice }),
        )
    }
}

/// Answers the notice. Declining is itself the sending; what was typed about applicants is forgotten.
#[utoipa::path(
    post, path = "/api/case/consent", operation_id = "answerConsent", tag = "submit", security(("session" = [])),
    request_body = ConsentForm,
    responses((status = 200, description = "the case, answered", body = CaseView), Read, Write, Form),
)]
pub(crate) async fn answer(
    State(gate): State<FamilyGate>,
    mut family: Family,
    Body(form): Body<ConsentForm>,
) -> Result<Response, Problem> {
    let command = form.parse()?;
    let case = family.change(&gate.store, &command).await?;
    if form.choice == Some(Choice::Decline) {
        draft::erased(&mut family, &case, &[DraftPart::Confirmation, DraftPart::Applicants]);
    }
    Ok(family.view_after(case))
}

/// Withdraws a consent: a right that no deadline ends (個資法 art. 3).
#[utoipa::path(
    delete, path = "/api/case/consent", operation_id = "withdrawConsent", tag = "submit", security(("session" = [])),
    responses((status = 200, description = "the case, consent withdrawn", body = CaseView), Read, Write),
)]
pub(crate) async fn withdraw(State(gate): State<FamilyGate>, mut family: Family) -> Result<Response, Problem> {
    let case = family.change(&gate.store, &Command::WithdrawConsent).await?;
    draft::erased(&mut family, &case, &[DraftPart::Confirmation, DraftPart::Applicants]);
    Ok(family.view_after(case))
}
