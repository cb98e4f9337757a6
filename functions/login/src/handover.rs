//! 步驟二: direct entry by a token that the school's own system signed. Each token opens one session; what is wrong with
//! another is told to nobody. There is no throttle: a signature is not guessed.

use crate::App;
use crate::admission::{Admitted, lets_in, refused};
use api::Problem;
use domain::{Campaign, SchoolId, StudentNumber};
use identity::{HandoverClaims, KeySet, handover};
use jiff::Timestamp;
use serde_json::Value;

/// The case of the token's student, if the student's campaign trusts the token and it was not used before.
pub(crate) async fn admit(app: &App, token: &str, now: Timestamp) -> Result<Admitted, Problem> {
    let (store, nobody) = (&app.gate.store, &app.nobody);
    let said = student(token);
    let (school, number) = said.as_ref().map_or((&nobody.school, &nobody.student), |(school, number)| (school, number));
    let entry = store.student_entry(school, number).await?;
    let campaign = entry.as_ref().map_or(&nobody.campaign, |entry| &entry.campaign);
    let record = store.campaign_record(school, campaign).await?;

    let claims = record.and_then(|record| proved(token, &record.campaign, record.handover_keys.as_ref(), now));
    let (entry, claims) = entry.zip(claims).ok_or_else(refused)?;
    let once = format!("handover#{school}#{}", claims.jti);
    if !store.claim_once(&once, claims.usable_until(), now).await? {
        return Err(refused());
    }
    Ok(Admitted { case: entry.case, school: school.clone(), campaign: entry.campaign })
}

/// Whom the token says it is for; nothing of it is proved.
fn student(token: &str) -> Option<(SchoolId, StudentNumber)> {
    let said = handover::peek(token).ok()?;
    Some((SchoolId::parse(&said.school).ok()?, StudentNumber::parse(&said.student).ok()?))
}

/// The claims, if this campaign lets families in and its keys say so. Keys that cannot be read open nothing.
fn proved(token: &str, campaign: &Campaign, keys: Option<&Value>, now: Timestamp) -> Option<HandoverClaims> {
    let keys = KeySet::from_json(&keys?.to_string());
    let keys = keys.inspect_err(|error| tracing::error!(%error, school = %campaign.school, "unusable handover keys"));
    let claims = handover::verify(token, &keys.ok()?, campaign.school.as_str(), now).ok()?;
    lets_in(campaign, now).then_some(claims)
}
