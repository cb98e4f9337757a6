//! Sending: needs confirmed data, an agreed consent and the applicants of the arrangement; sends what is undecided, and
//! sending twice has one effect. Whom the school asked to call on it waits for the registrar.

use crate::{Applicant, Case, Context, Event, Missing, Refusal, Review, Writing, window};

pub(super) fn decide(case: &Case, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let undecided = |a: &&Applicant| matches!(a.review, Review::Draft | Review::Rejected { .. });
    let waiting: Vec<_> = case.applicants.iter().filter(undecided).collect();
    let nothing_to_send = waiting.iter().all(|a| case.is_held(a));
    if nothing_to_send && (case.any_pending() || case.any_approved() && waiting.is_empty()) {
        return Ok(vec![]);
    }
    ctx.fresh(case.version)?;
    let writing = window::writing(case, ctx)?;
    let missing = missing(case);
    if !missing.is_empty() {
        return Err(Refusal::NotReady(missing));
    }
    let in_time = |a: &Applicant| match writing {
        Writing::Open => true,
        Writing::CorrectionsOnly => a.correct_until().is_some_and(|until| ctx.now < until),
    };
    let sendable = waiting.into_iter().filter(|a| in_time(a) && !case.is_held(a));
    let applicants: Vec<_> = sendable.map(|a| a.no).collect();
    if applicants.is_empty() { Err(Refusal::AskSchool) } else { Ok(vec![Event::Submitted { applicants }]) }
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
