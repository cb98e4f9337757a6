//! Pulling back what was sent and is undecided, until the deadline.

use crate::{Case, Context, Event, Refusal, Review, window};

pub(super) fn decide(case: &Case, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let applicants: Vec<_> = case.applicants.iter().filter(|a| a.is_pending()).map(|a| a.no).collect();
    if applicants.is_empty() {
        let any_draft = case.applicants.iter().any(|a| matches!(a.review, Review::Draft));
        return match any_draft {
            true => Ok(vec![]),
            false if case.applicants.is_empty() => Err(Refusal::NotPending),
            false => Err(Refusal::AlreadyDecided),
        };
    }
    ctx.fresh(case.version)?;
    window::open(case, ctx)?;
    Ok(vec![Event::PulledBack { applicants }])
}
