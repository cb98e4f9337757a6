//! Confirming the child's data: correct or reported, with contact data; may be repeated until the deadline.

use crate::{Case, ConfirmData, Contact, Context, Event, FieldProblem, Refusal, window};

pub(super) fn decide(case: &Case, form: &ConfirmData, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let contact = filled(case, &form.contact);
    let error_report = if form.registry_correct { None } else { form.error_report.clone() };
    let unchanged = case.confirmation.as_ref().is_some_and(|c| {
        c.registry_correct == form.registry_correct && c.error_report == error_report && case.contact == contact
    });
    if unchanged {
        return Ok(vec![]);
    }
    ctx.fresh(case.version)?;
    window::open(case, ctx)?;
    let problems = missing(form, &contact);
    if !problems.is_empty() {
        return Err(Refusal::Fields(problems));
    }
    Ok(vec![Event::DataConfirmed { registry_correct: form.registry_correct, error_report, contact: Box::new(contact) }])
}

/// A protected family sees none of its contact data, so what it leaves out stays.
fn filled(case: &Case, given: &Contact) -> Contact {
    if !case.student.protected {
        return given.clone();
    }
    let (given, stored) = (given.clone(), case.contact.clone());
    Contact {
        household_address: given.household_address.or(stored.household_address),
        mailing_address: given.mailing_address.or(stored.mailing_address),
        home_phone: given.home_phone.or(stored.home_phone),
        emergency_contact_name: given.emergency_contact_name.or(stored.emergency_contact_name),
        emergency_contact_mobile: given.emergency_contact_mobile.or(stored.emergency_contact_mobile),
    }
}

fn missing(form: &ConfirmData, contact: &Contact) -> Vec<FieldProblem> {
    let report = !form.registry_correct && form.error_report.is_none();
    [
        (report, "/error_report"),
        (contact.household_address.is_none(), "/contact/household_address"),
        (contact.mailing_address.is_none(), "/contact/mailing_address"),
        (contact.emergency_contact_name.is_none(), "/contact/emergency_contact_name"),
        (contact.emergency_contact_mobile.is_none(), "/contact/emergency_contact_mobile"),
    ]
    .into_iter()
    .filter(|(is_missing, _)| *is_missing)
    .map(|(_, pointer)| FieldProblem::new(pointer, "required"))
    .collect()
}
