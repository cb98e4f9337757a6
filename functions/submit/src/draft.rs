//! What was typed about applicants and not yet sent: kept as typed, ID numbers given back masked.

use crate::applicants_form::ApplicantsForm;
use api::answers::{Form, Read, Write};
use api::{Body, CaseView, Family, FamilyGate, Problem};
use axum::extract::State;
use axum::response::Response;
use domain::{Applicant, Context, IdPolicy, Refusal, taipei_day, writing};
use store::{DraftPart, Drafts, Loaded};

/// What a draft is refused with that an event may have erased.
const GONE: &str = "stale";

/// Keeps a half-filled form. An ID that is left out stays as the stored draft has it, as the page only sees it masked.
#[utoipa::path(
    put, path = "/api/case/applicants/draft", operation_id = "saveApplicantsDraft", tag = "submit",
    security(("session" = [])), request_body = ApplicantsForm,
    responses((status = 200, description = "the case with the draft", body = CaseView), Read, Write, Form),
)]
pub(crate) async fn save(
    State(gate): State<FamilyGate>,
    mut family: Family,
    Body(form): Body<ApplicantsForm>,
) -> Result<Response, Problem> {
    may_write(&family)?;
    let form = form.keep(&stored(&family))?;
    let case = family.portal.case.clone();
    keep(&gate, &mut family, &case, &form).await?;
    Ok(family.view())
}

/// Data of other people is not even drafted before the consent.
fn may_write(family: &Family) -> Result<(), Refusal> {
    let actor = family.actor();
    let ctx = Context { campaign: &family.portal.campaign, actor: &actor, expected: None, now: family.now };
    writing(&family.portal.case, &ctx)?;
    if family.portal.case.consent.is_agreed() { Ok(()) } else { Err(Refusal::ConsentNeeded) }
}

/// The stored draft; one that an older version wrote in another shape counts as none.
pub(crate) fn stored(family: &Family) -> ApplicantsForm {
    let draft = family.portal.drafts.applicants.clone();
    draft.and_then(|draft| serde_json::from_value(draft).ok()).unwrap_or_default()
}

/// A stored draft follows what was named after it, so that a page opened later does not show older words. `after` is the
/// case that came of the naming.
pub(crate) async fn follow(
    gate: &FamilyGate,
    family: &mut Family,
    after: &Loaded,
    named: ApplicantsForm,
) -> Result<(), Problem> {
    if family.portal.drafts.applicants.is_none() {
        return Ok(());
    }
    let stored = stored(family);
    let form = named.keep(&stored)?.hiding(&stored);
    follow_with(gate, family, after, &form).await
}

/// A stored draft follows a corrected e-mail too: it would bring the wrong one back when the form is sent again.
pub(crate) async fn correct_email(
    gate: &FamilyGate,
    family: &mut Family,
    after: &Loaded,
    of: &Applicant,
) -> Result<(), Problem> {
    let mut form = stored(family);
    if !form.correct_email(&family.portal.case, of) {
        return Ok(());
    }
    follow_with(gate, family, after, &form).await
}

/// What the draft follows has happened and is answered so, even when another tab has just sent it all, or withdrawn: then
/// the draft is gone, and nothing is left to follow.
async fn follow_with(
    gate: &FamilyGate,
    family: &mut Family,
    after: &Loaded,
    form: &ApplicantsForm,
) -> Result<(), Problem> {
    match keep(gate, family, after, form).await {
        Err(problem) if problem.code() == GONE => {
            (family.portal.drafts.applicants, family.portal.drafts.saved_at) = (None, None);
            Ok(())
        }
        kept => kept,
    }
}

async fn keep(gate: &FamilyGate, family: &mut Family, after: &Loaded, form: &ApplicantsForm) -> Result<(), Problem> {
    let typed = serde_json::to_value(form).map_err(|error| Problem::internal(&error))?;
    let (checked, until) = ((&family.portal.case, after), family.portal.campaign.readable_until);
    gate.store.save_draft_after(checked, DraftPart::Applicants, &typed, family.now, until).await?;
    family.portal.drafts.applicants = Some(typed);
    family.portal.drafts.saved_at = Some(family.now);
    Ok(())
}

/// Sending, declining and withdrawing erase drafts with the same write; the answer shows it.
pub(crate) fn erased(family: &mut Family, after: &Loaded, parts: &[DraftPart]) {
    if after.seq == family.portal.case.seq {
        return;
    }
    let Drafts { confirmation, applicants, saved_at } = &mut family.portal.drafts;
    for part in parts {
        match part {
            DraftPart::Confirmation => *confirmation = None,
            DraftPart::Applicants => *applicants = None,
        }
    }
    if confirmation.is_none() && applicants.is_none() {
        *saved_at = None;
    }
}

/// Which ID numbers are taken today.
pub(crate) fn id_policy(family: &Family) -> IdPolicy {
    let old_residence_until = family.portal.campaign.old_residence_until;
    IdPolicy { old_residence_until, today: taipei_day(family.now) }
}
