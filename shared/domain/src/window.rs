//! When a family may write: until the deadline, half an hour longer in a session begun before it, and seven days
//! after a rejection for correcting what was rejected.

use crate::{Actor, Case, Context, Phase, Refusal};

/// What a family may write at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// Everything.
    Open,
    /// Only corrections of rejected applicants.
    CorrectionsOnly,
}

/// What the family may write now, or why nothing.
pub fn writing(case: &Case, ctx: &Context<'_>) -> Result<Writing, Refusal> {
    let in_time = match (ctx.campaign.phase(ctx.now), ctx.actor) {
        (Phase::Ahead, _) => return Err(Refusal::CampaignNotOpen { opens: ctx.campaign.opens }),
        (Phase::Open, _) => true,
        (Phase::ReadOnly | Phase::Over, Actor::Family { began, .. }) => {
            *began < ctx.campaign.closes && ctx.now < ctx.campaign.finish_until()
        }
        (Phase::ReadOnly | Phase::Over, _) => false,
    };
    if in_time {
        Ok(Writing::Open)
    } else if case.applicants.iter().filter_map(|a| a.correct_until()).any(|until| ctx.now < until) {
        Ok(Writing::CorrectionsOnly)
    } else {
        Err(Refusal::CampaignClosed)
    }
}

/// Refuses unless everything may be written.
pub(crate) fn open(case: &Case, ctx: &Context<'_>) -> Result<(), Refusal> {
    match writing(case, ctx)? {
        Writing::Open => Ok(()),
        Writing::CorrectionsOnly => Err(Refusal::CampaignClosed),
    }
}

/// Refuses unless this applicant may be written: all while open, afterwards only who was rejected lately.
pub(crate) fn open_for(case: &Case, correct_until: Option<jiff::Timestamp>, ctx: &Context<'_>) -> Result<(), Refusal> {
    match (writing(case, ctx)?, correct_until) {
        (Writing::Open, _) => Ok(()),
        (Writing::CorrectionsOnly, Some(until)) if ctx.now < until => Ok(()),
        (Writing::CorrectionsOnly, _) => Err(Refusal::CampaignClosed),
    }
}
