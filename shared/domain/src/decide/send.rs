//! Sending: needs confirmed data, an agreed consent and the applicants of the arrangement; sends what is undecided, and
//! sending twice has one effect.

use crate::{Applicant, Case, Context, Event, Missing, Reason, ReasonCode, Refusal, Review, Writing, window};

pub(super) fn decide(case: &Case, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let waiting = |a: &Applicant| matches!(a.review, Review::Draft | Review::Rejected { .. });
    if case.consent.is_agreed() && !case.applicants.is_empty() && !case.applicants.iter().any(waiting) {
        return Ok(vec![]);
    }
    ctx.fresh(case.version)?;
    let writing = window::writing(case, ctx)?;
    let missing = missing(case);
    if !missing.is_empty() {
        return Err(Refusal::NotReady(missing));
    }
    let in_time = |a: &&Applicant| match writing {
        Writing::Open => true,
        Writing::CorrectionsOnly => a.correct_until().is_some_and(|until| ctx.now < until),
    };
    let sendable: Vec<_> = case.applicants.iter().filter(|a| waiting(a)).filter(in_time).collect();
    if sendable.is_empty() {
        return Err(Refusal::CampaignClosed);
    }
    let applicants: Vec<_> = sendable.iter().filter(|a| !must_ask_school(a)).map(|a| a.no).collect();
    if applicants.is_empty() { Err(Refusal::AskSchool) } else { Ok(vec![Event::Submitted { applicants }]) }
}

fn must_ask_school(applicant: &Applicant) -> bool {
    matches!(applicant.review, Review::Rejected { reason: Reason { code: ReasonCode::AskSchool, .. }, .. })
}

fn missing(case: &Case) -> Vec<Missing> {
    let fits = case.arrangement.is_some_and(|arrangement| {
        arrangement.applicants().contains(&case.applicants.len())
            && case.applicants.iter().all(|a| a.is_approved() || arrangement.admits(a.person.relationship))
    });
    [
        (case.confirmation.is_none(), Missing::Confirmation),
        (!case.consent.is_agreed(), Missing::Consent),
        (!fits, Missing::Applicants),
    ]
    .into_iter()
    .filter(|(is_missing, _)| *is_missing)
    .map(|(_, what)| what)
    .collect()
}
