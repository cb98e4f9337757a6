//! The registry's row: a changed row is an event; contact data that the parent confirmed is not overwritten, and the
//! child's ID cannot become that of somebody who applies.

use crate::{Case, Contact, Event, FieldProblem, Refusal, Student};

pub(super) fn decide(case: &Case, student: &Student, contact: &Contact) -> Result<Vec<Event>, Refusal> {
    let contact = if case.confirmation.is_some() { &case.contact } else { contact };
    if case.student == *student && case.contact == *contact {
        return Ok(vec![]);
    }
    if case.applicants.iter().any(|a| student.national_id.as_ref() == Some(&a.person.national_id)) {
        return Err(Refusal::Fields(vec![FieldProblem::new("/national_id", "same-person")]));
    }
    Ok(vec![Event::RosterChanged { student: Box::new(student.clone()), contact: Box::new(contact.clone()) }])
}
