//! The sign-ins of a made-up school, for the local demo and its tests.

use crate::roster::Roster;
use serde_json::{Value, json};

/// Real families' sign-ins are never written out.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("sign-ins are written for made-up pupils only: campaign.toml does not say `synthetic = true`")]
pub struct AccountsError;

/// Every pupil's sign-in, in the roster's order: `[{"school","account","password","class"}]`.
pub fn accounts(roster: &Roster) -> Result<Value, AccountsError> {
    if !roster.campaign.synthetic {
        return Err(AccountsError);
    }
    let school = roster.campaign.campaign.school.as_str();
    let sign_ins = roster.students.iter().map(|row| {
        let (account, class) = (row.student.number.account(), row.student.class.as_str());
        json!({ "school": school, "account": account, "password": row.secret.reveal(), "class": class })
    });
    Ok(sign_ins.collect())
}
