//! Withdrawing a consent (個資法 art. 3, not waivable): at any time, even after the deadline and under review; once
//! somebody is approved it is done in the guardian's own account.

use crate::{Case, Consent, Context, Event, Refusal};

pub(super) fn decide(case: &Case, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    match case.consent {
        Consent::Withdrawn { .. } => Ok(vec![]),
        Consent::None | Consent::Declined { .. } => Err(Refusal::ConsentNeeded),
        Consent::Agreed { .. } => {
            ctx.fresh(case.version)?;
            if case.any_approved() { Err(Refusal::UseAccount) } else { Ok(vec![Event::ConsentWithdrawn]) }
        }
    }
}
