//! Answering the notice: declining is itself the sending, and either answer may be changed until the deadline.

use crate::{Case, Choice, Consent, Context, Event, NoticeRead, Refusal, window};

pub(super) fn decide(
    case: &Case,
    notice: &NoticeRead,
    choice: Choice,
    ctx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let same_text = case.consent.notice().is_some_and(|answered| answered.version == notice.version);
    match (&case.consent, choice) {
        (Consent::Agreed { .. }, Choice::Agree) | (Consent::Declined { .. }, Choice::Decline) if same_text => {
            return Ok(vec![]);
        }
        _ => {}
    }
    ctx.fresh(case.version)?;
    window::open(case, ctx)?;
    if notice.version != ctx.campaign.notice_version {
        return Err(Refusal::NoticeOutdated);
    }
    match choice {
        Choice::Agree => Ok(vec![Event::Consented { notice: notice.clone() }]),
        Choice::Decline if case.any_approved() => Err(Refusal::UseAccount),
        Choice::Decline if case.any_pending() => Err(Refusal::UnderReview),
        Choice::Decline => Ok(vec![Event::Declined { notice: notice.clone() }]),
    }
}
