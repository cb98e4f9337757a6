//! Folding events into the case. `apply` never refuses: history has happened.

mod accounts;
mod answers;
mod applicants;
mod mails;
mod reviews;

use crate::{ApplicantNo, CampaignId, Case, CaseId, Consent, Event, MailState, Recorded, SchoolId};

/// The case that begins with `first`, which must be [`Event::Opened`]; otherwise `None`.
pub fn open(id: CaseId, school: SchoolId, campaign: CampaignId, first: &Recorded) -> Option<Case> {
    let Event::Opened { student, contact } = &first.event else { return None };
    Some(Case {
        id,
        school,
        campaign,
        seq: first.seq,
        version: first.seq,
        student: (**student).clone(),
        contact: (**contact).clone(),
        confirmation: None,
        consent: Consent::None,
        arrangement: None,
        applicants: Vec::new(),
        next_no: ApplicantNo(1),
        applicants_version: 0,
        held: Vec::new(),
        notifications: Vec::new(),
        paper_returned_at: None,
        submitted_at: None,
        changed_at: first.at,
    })
}

/// The case after its whole history, oldest event first.
pub fn replay(id: CaseId, school: SchoolId, campaign: CampaignId, history: &[Recorded]) -> Option<Case> {
    let (first, rest) = history.split_first()?;
    Some(rest.iter().fold(open(id, school, campaign, first)?, apply))
}

/// The case after one more event.
pub fn apply(mut case: Case, recorded: &Recorded) -> Case {
    let Recorded { seq, at, .. } = *recorded;
    case.seq = seq;
    case.changed_at = at;
    mails::forget(&mut case, at);
    if moves_version(&recorded.event) {
        case.version = seq;
    }
    fold(&mut case, recorded);
    case
}

fn fold(case: &mut Case, recorded: &Recorded) {
    let at = recorded.at;
    match &recorded.event {
        Event::Opened { student, contact } | Event::RosterChanged { student, contact } => {
            case.student = (**student).clone();
            case.contact = (**contact).clone();
        }
        Event::DataConfirmed { registry_correct, error_report, contact } => {
            answers::confirm(case, at, *registry_correct, error_report, contact);
        }
        Event::Consented { notice } => answers::agree(case, at, notice),
        Event::Declined { notice } => answers::decline(case, recorded, notice),
        Event::ConsentWithdrawn => answers::withdraw(case, recorded),
        Event::ApplicantsNamed { arrangement, applicants } => {
            applicants::name(case, recorded, *arrangement, applicants)
        }
        Event::ApplicantDropped { no } => applicants::drop_those(case, recorded.seq, |a| a.no == *no),
        Event::EmailCorrected { no, from, to } => applicants::correct_email(case, recorded, *no, from, to),
        Event::Submitted { applicants } => reviews::submit(case, recorded, applicants),
        Event::PulledBack { applicants } => reviews::pull_back(case, recorded, applicants),
        Event::Approved { no, undo_until, due_at, .. } => reviews::approve(case, recorded, *no, *undo_until, *due_at),
        Event::Rejected { no, reason, undo_until, due_at, correct_until } => {
            let rejection = reviews::Rejection { reason, undo_until: *undo_until, correct_until: *correct_until };
            reviews::reject(case, recorded, *no, &rejection, *due_at);
        }
        Event::Undone { no } => reviews::undo(case, recorded, *no),
        Event::AccountCreated { no, username, issue } => accounts::created(case, recorded, *no, username, *issue),
        Event::AccountLinked { no, username } => accounts::linked(case, recorded, *no, username),
        Event::AccountFailed { no, cause } => accounts::failed(case, recorded, *no, *cause),
        Event::AccountRetried { no } => accounts::retried(case, recorded, *no),
        Event::PasswordRenewed { no, issue } => accounts::renew(case, recorded, *no, *issue),
        Event::NotificationSent { id } => mails::settle(case, id, MailState::Sent { at }),
        Event::NotificationFailed { id } => mails::settle(case, id, MailState::Bounced { at }),
        Event::NotificationRequeued { no, kind } => mails::requeue(case, recorded, *no, *kind),
        Event::IdentityLookedAt { .. } | Event::Exported => {}
        Event::PaperMarked { returned } => case.paper_returned_at = returned.then_some(at),
    }
}

/// Account, mail and paper events, and having read something, never make a person's write stale.
fn moves_version(event: &Event) -> bool {
    match event {
        Event::Opened { .. }
        | Event::RosterChanged { .. }
        | Event::DataConfirmed { .. }
        | Event::Consented { .. }
        | Event::Declined { .. }
        | Event::ConsentWithdrawn
        | Event::ApplicantsNamed { .. }
        | Event::ApplicantDropped { .. }
        | Event::EmailCorrected { .. }
        | Event::Submitted { .. }
        | Event::PulledBack { .. }
        | Event::Approved { .. }
        | Event::Rejected { .. }
        | Event::Undone { .. } => true,
        Event::AccountCreated { .. }
        | Event::AccountLinked { .. }
        | Event::AccountFailed { .. }
        | Event::AccountRetried { .. }
        | Event::PasswordRenewed { .. }
        | Event::NotificationSent { .. }
        | Event::NotificationFailed { .. }
        | Event::NotificationRequeued { .. }
        | Event::IdentityLookedAt { .. }
        | Event::Exported
        | Event::PaperMarked { .. } => false,
    }
}
