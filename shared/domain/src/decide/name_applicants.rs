//! Naming who applies: one for one parent, two for both, one or two other guardians; nobody twice, nobody with the
//! child's own ID; an approved applicant stays as it is.

use crate::{
    Applicant, ApplicantForm, ApplicantNo, Case, Context, Event, FieldProblem, Given, NameApplicants, NamedApplicant,
    Person, Refusal, Writing, window,
};

/// A place in the form, none for who was left out of it, and who stands there.
type Place = (Option<usize>, NamedApplicant);

pub(super) fn decide(case: &Case, form: &NameApplicants, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let (places, mut problems) = resolve(case, form);
    if problems.is_empty() && case.arrangement == Some(form.arrangement) && same(case, &places) {
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
    if touches_approved(case, &places) {
        return Err(Refusal::AlreadyApproved);
    }
    problems.extend(wrong_together(case, form, &places));
    if !problems.is_empty() {
        return Err(Refusal::Fields(problems));
    }
    if writing == Writing::CorrectionsOnly && !only_corrections(case, &places, ctx) {
        return Err(Refusal::CampaignClosed);
    }
    let applicants = places.into_iter().map(|(_, named)| named).collect();
    Ok(vec![Event::ApplicantsNamed { arrangement: form.arrangement, applicants }])
}

/// The whole list that the form leads to: known applicants keep their number and what was left out, approved ones that
/// were left out stay.
fn resolve(case: &Case, form: &NameApplicants) -> (Vec<Place>, Vec<FieldProblem>) {
    let mut filled_in: Vec<Place> = Vec::new();
    let mut problems = Vec::new();
    let mut next = case.next_no;
    for (at, filled) in form.applicants.iter().enumerate() {
        let known = match known(case, form, filled) {
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
                filled_in.push((Some(at), NamedApplicant { no, person }));
            }
            Err(missing) => problems.extend(missing),
        }
    }
    let left_out = |a: &&Applicant| a.is_approved() && !filled_in.iter().any(|(_, n)| n.no == a.no);
    let kept = case.applicants.iter().filter(left_out);
    let mut places: Vec<Place> = kept.map(|a| (None, NamedApplicant { no: a.no, person: a.person.clone() })).collect();
    places.extend(filled_in);
    (places, problems)
}

/// Who is meant: by number, else by national ID unless the form gives that number to somebody else.
fn known<'a>(
    case: &'a Case,
    form: &NameApplicants,
    filled: &ApplicantForm,
) -> Result<Option<&'a Applicant>, &'static str> {
    let claimed = |no| form.applicants.iter().any(|other| other.no == Some(no));
    match (filled.no, &filled.national_id) {
        (Some(no), _) => case.applicant(no).map(Some).ok_or("unknown"),
        (None, Some(id)) => Ok(case.applicants.iter().find(|a| a.person.national_id == *id && !claimed(a.no))),
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

fn same(case: &Case, places: &[Place]) -> bool {
    let stands = |a: &Applicant| places.iter().any(|(_, n)| n.no == a.no && n.person == a.person);
    case.applicants.len() == places.len() && case.applicants.iter().all(stands)
}

fn touches_approved(case: &Case, places: &[Place]) -> bool {
    places.iter().any(|(_, n)| case.applicant(n.no).is_some_and(|a| a.is_approved() && a.person != n.person))
}

/// What is wrong about the list as a whole.
fn wrong_together(case: &Case, form: &NameApplicants, places: &[Place]) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    let kept = places.iter().filter(|(at, _)| at.is_none()).count();
    if !form.arrangement.applicants().contains(&(form.applicants.len() + kept)) {
        problems.push(FieldProblem::new("/applicants", "count"));
    }
    let approved = |at| {
        places.iter().any(|(place, n)| *place == Some(at) && case.applicant(n.no).is_some_and(Applicant::is_approved))
    };
    for (at, filled) in form.applicants.iter().enumerate() {
        if !approved(at) && !form.arrangement.admits(filled.relationship) {
            problems.push(FieldProblem::new(format!("/applicants/{at}/relationship"), "not-in-arrangement"));
        }
    }
    for (place, (at, n)) in places.iter().enumerate() {
        let Some(at) = at else { continue };
        let mut wrong = |field, code| problems.push(FieldProblem::new(format!("/applicants/{at}/{field}"), code));
        if case.student.national_id.as_ref() == Some(&n.person.national_id) {
            wrong("national_id", "childs-own");
        }
        if places[..place].iter().any(|(_, earlier)| earlier.person.national_id == n.person.national_id) {
            wrong("national_id", "same-person");
        } else if places[..place].iter().any(|(_, earlier)| earlier.no == n.no) {
            wrong("applicant_id", "same-person");
        }
    }
    problems
}

/// After the deadline only lately rejected applicants may change; nobody new, nobody else left out.
fn only_corrections(case: &Case, places: &[Place], ctx: &Context<'_>) -> bool {
    let correctable = |a: &Applicant| a.correct_until().is_some_and(|until| ctx.now < until);
    let may_stand = |n: &NamedApplicant| case.applicant(n.no).is_some_and(|a| a.person == n.person || correctable(a));
    let nobody_gone = case.applicants.iter().all(|a| correctable(a) || places.iter().any(|(_, n)| n.no == a.no));
    nobody_gone && places.iter().all(|(_, n)| may_stand(n))
}
