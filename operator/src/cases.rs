//! What an operator does with single cases and their keys: erase, a newer key.

use crate::cli::{OneCase, RotateCampaignKey};
use crate::run::{Outcome, aws, store};
use domain::{Actor, CampaignId, CaseId, Cause, SchoolId};
use jiff::Timestamp;
use runtime::ids;
use std::process::ExitCode;
use store::{Change, KeyOwner};

/// Erases one case; a second time there is nothing to erase.
pub(crate) async fn erase(options: &OneCase, now: Timestamp) -> Outcome {
    let store = store(&aws()?, &options.sealed);
    let request_id = format!("erase-{}", ids::new_id());
    let by = Change { actor: &Actor::Operator, cause: Cause::itself(request_id), now };
    let erased = store.erase(case(&options.case)?, &by).await?;
    println!("{}", if erased { "1 case erased" } else { "0 changes: there is no such case, or it was erased before" });
    Ok(ExitCode::SUCCESS)
}

/// Makes a newer wrapping key.
pub(crate) async fn rotate_key(options: &RotateCampaignKey) -> Outcome {
    let school = SchoolId::parse(&options.school).map_err(|_| "this is no school's id")?;
    let campaign = options.campaign.as_deref().map(CampaignId::parse).transpose();
    let owner = KeyOwner { school, campaign: campaign.map_err(|_| "this is no campaign's id")? };
    let store = store(&aws()?, &options.sealed);
    println!("{} seals what is new within five minutes", store.rotate_wrapping_key(&owner).await?);
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn case(id: &str) -> Result<CaseId, &'static str> {
    id.parse().map_err(|_| "this is no case's id")
}
