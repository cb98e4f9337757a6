//! The mails of an applicant with the address each went to, told by the case's history: the snapshot knows only the
//! latest mails, and only the present address.

use domain::{ApplicantNo, Case, Email, MailState, Notification, Recorded, apply, open};
use store::Loaded;

/// A mail, and where it went or will go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) mail: Notification,
    pub(crate) to: Option<Email>,
}

/// All mails about an applicant, oldest first.
pub(crate) fn mails(case: &Loaded, history: &[Recorded], no: ApplicantNo) -> Vec<Told> {
    let Some((first, rest)) = history.split_first() else { return Vec::new() };
    let Some(mut state) = open(case.id, case.school.clone(), case.campaign.clone(), first) else { return Vec::new() };
    let mut told = Vec::new();
    for recorded in rest {
        state = apply(state, recorded);
        note(&mut told, &state, no);
    }
    told
}

/// A mail's address is the one of the moment in which it was settled; what comes after does not change it.
fn note(told: &mut Vec<Told>, state: &Case, no: ApplicantNo) {
    let own = state.applicant(no).and_then(|applicant| applicant.person.email.as_ref());
    for mail in state.notifications.iter().filter(|mail| mail.applicant == no) {
        let now = Told { mail: mail.clone(), to: mail.to.as_ref().or(own).cloned() };
        match told.iter_mut().find(|told| told.mail.id == mail.id) {
            Some(known) if known.mail.state == MailState::Queued => *known = now,
            Some(_settled) => {}
            None => told.push(now),
        }
    }
}
