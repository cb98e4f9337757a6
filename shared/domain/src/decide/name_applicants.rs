//! Naming who applies: one for one parent, two for both, one or two other guardians; nobody twice, nobody with the
//! child's own ID; an approved applicant stays as it is.

use crate::{
    Applicant, ApplicantForm, ApplicantNo, Case, Context, Event, FieldProblem, Given, NameApplicants, NamedApplicant,
    Person, Refusal, Writing, window,
};

pub(super) fn decide(case: &Case, form: &NameApplicants, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let (named, mut problems) = resolve(case, form);
    if problems.is_empty() && case.arrangement == Some(form.arrangement) && same(case, &named) {
        return Ok(vec![]);
    }
    ctx.fresh(case.version)?;
    let writing = window::writing(case, ctx)?;
    if !case.consent.is_agreed() {
        return Err(Refusal::ConsentNeeded);
    }
    if case.any_pending() {
        return Err(Refusal::UnderReview);
    }
    if touches_approved(case, &named) {
        return Err(Refusal::AlreadyApproved);
    }
    problems.extend(wrong_together(case, form, &named));
    if !problems.is_empty() {
        return Err(Refusal::Fields(problems));
    }
    if writing == Writing::CorrectionsOnly && !only_corrections(case, &named, ctx) {
        return Err(Refusal::CampaignClosed);
    }
    Ok(vec![Event::ApplicantsNamed { arrangement: form.arrangement, applicants: named }])
}

/// The whole list that the form leads to: known applicants keep their number and what was left out, approved ones that
/// were left out stay.
fn resolve(case: &Case, form: &NameApplicants) -> (Vec<NamedApplicant>, Vec<FieldProblem>) {
    let mut named: Vec<NamedApplicant> = Vec::new();
    let mut problems = Vec::new();
    let mut next = case.next_no;
    for (at, filled) in form.applicants.iter().enumerate() {
        let known = match known(case, filled) {
            Ok(known) => known,
            Err(code) => {
                problems.push(FieldProblem::new(format!("/applicants/{at}/applicant_id"), code));
                continue;
            }
        };
        match person(at, filled, known) {
            Ok(person) => {
                let no = known.map_or(next, |known| known.no);
                if known.is_none() {
                    next = ApplicantNo(next.0 + 1);
                }
                named.push(NamedApplicant { no, person });
            }
            Err(missing) => problems.extend(missing),
        }
    }
    let left_out = |a: &&Applicant| a.is_approved() && !named.iter().any(|n| n.no == a.no);
    let kept: Vec<_> = case
        .applicants
        .iter()
        .filter(left_out)
        .map(|a| NamedApplicant { no: a.no, person: a.person.clone() })
        .collect();
    (kept.into_iter().chain(named).collect(), problems)
}

fn known<'a>(case: &'a Case, filled: &ApplicantForm) -> Result<Option<&'a Applicant>, &'static str> {
    match (filled.no, &filled.national_id) {
        (Some(no), _) => case.applicant(no).map(Some).ok_or("unknown"),
        (None, Some(id)) => Ok(case.applicants.iter().find(|a| a.person.national_id == *id)),
        (None, None) => Ok(None),
    }
}

fn person(at: usize, filled: &ApplicantForm, known: Option<&Applicant>) -> Result<Person, Vec<FieldProblem>> {
    let stored = known.map(|known| &known.person);
    let national_id = filled.national_id.clone().or_else(|| stored.map(|s| s.national_id.clone()));
    let mobile = filled.mobile.clone().or_else(|| stored.map(|s| s.mobile.clone()));
    let email = match (&filled.email, stored) {
        (Given::Value(email), _) => Some(email.clone()),
        (Given::Keep, Some(stored)) => Some(stored.email.clone()),
        (Given::Keep, None) => None,
    };
    let language = filled.language.or(stored.map(|s| s.language)).unwrap_or_default();
    match (national_id, mobile, email) {
        (Some(national_id), Some(mobile), Some(email)) => Ok(Person {
            name: filled.name.clone(),
            relationship: filled.relationship,
            relationship_detail: filled.relationship_detail.clone(),
            national_id,
            mobile,
            email,
            language,
        }),
        (national_id, mobile, email) => {
            Err([(national_id.is_none(), "national_id"), (mobile.is_none(), "mobile"), (email.is_none(), "email")]
                .into_iter()
                .filter(|(missing, _)| *missing)
                .map(|(_, field)| FieldProblem::new(format!("/applicants/{at}/{field}"), "required"))
                .collect())
        }
    }
}

fn same(case: &Case, named: &[NamedApplicant]) -> bool {
    case.applicants.len() == named.len()
        && named.iter().all(|n| case.applicant(n.no).is_some_and(|a| a.person == n.person))
}

fn touches_approved(case: &Case, named: &[NamedApplicant]) -> bool {
    named.iter().any(|n| case.applicant(n.no).is_some_and(|a| a.is_approved() && a.person != n.person))
}

/// What is wrong about the list as a whole.
fn wrong_together(case: &Case, form: &NameApplicants, named: &[NamedApplicant]) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    if !form.arrangement.applicants().contains(&named.len()) {
        problems.push(FieldProblem::new("/applicants", "count"));
    }
    for (at, filled) in form.applicants.iter().enumerate() {
        if !form.arrangement.admits(filled.relationship) {
            problems.push(FieldProblem::new(format!("/applicants/{at}/relationship"), "not-in-arrangement"));
        }
    }
    let kept = named.len().saturating_sub(form.applicants.len());
    for (place, n) in named.iter().enumerate() {
        let pointer = || format!("/applicants/{}/national_id", place.saturating_sub(kept));
        if case.student.national_id.as_ref() == Some(&n.person.national_id) {
            problems.push(FieldProblem::new(pointer(), "childs-own"));
        }
        if named[..place].iter().any(|earlier| earlier.person.national_id == n.person.national_id) {
            problems.push(FieldProblem::new(pointer(), "same-person"));
        }
    }
    problems
}

/// After the deadline only lately rejected applicants may change; nobody new, nobody else left out.
fn only_corrections(case: &Case, named: &[NamedApplicant], ctx: &Context<'_>) -> bool {
    let correctable = |a: &Applicant| a.correct_until().is_some_and(|until| ctx.now < until);
    let nobody_new = named.iter().all(|n| case.applicant(n.no).is_some_and(|a| a.person == n.person || correctable(a)));
    let nobody_gone = case.applicants.iter().all(|a| correctable(a) || named.iter().any(|n| n.no == a.no));
    nobody_new && nobody_gone
}
