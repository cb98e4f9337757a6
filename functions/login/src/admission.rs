//! Who is let in, and the one answer for all who are not.

use api::Problem;
use domain::{Campaign, CampaignId, CaseId, Phase, SchoolId};
use http::StatusCode;
use jiff::Timestamp;
use runtime::metrics;

/// The case that a sign-in opens.
pub(crate) struct Admitted {
    pub(crate) case: CaseId,
    pub(crate) school: SchoolId,
    pub(crate) campaign: CampaignId,
}

/// Whether families of this campaign may come in at all.
pub(crate) fn lets_in(campaign: &Campaign, now: Timestamp) -> bool {
    matches!(campaign.phase(now), Phase::Open | Phase::ReadOnly)
}

/// The same, whatever was wrong.
pub(crate) fn refused() -> Problem {
    metrics::count("SignInsRefused");
    Problem::new(StatusCode::UNAUTHORIZED, "sign-in-refused", "something of this sign-in is not right")
}

/// Too many failures: nothing was looked at, and nothing is before then.
pub(crate) fn throttled(until: Timestamp, now: Timestamp) -> Problem {
    let wait = until.duration_since(now).as_secs();
    metrics::count("SignInsThrottled");
    Problem::new(StatusCode::TOO_MANY_REQUESTS, "throttled", "too many failed sign-ins").retry_after(wait)
}
