//! Folding events into the case. `apply` never refuses: history has happened.

mod mails;

use crate::{
    Account, Applicant, ApplicantNo, Case, Confirmation, Consent, Decision, Email, Event, Held, MailKind, MailState,
    NamedApplicant, ReasonCode, Recorded, Renewal, Review,
};
use crate::{CampaignId, CaseId, SchoolId};
use jiff::Timestamp;
use mails::{queue, requeue, settle, strand, supersede, supersede_all, tell_both};

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
    match &recorded.event {
        Event::Opened { student, contact } | Event::RosterChanged { student, contact } => {
            case.student = (**student).clone();
            case.contact = (**contact).clone();
        }
        Event::DataConfirmed { registry_correct, error_report, contact } => {
            case.contact = (**contact).clone();
            case.confirmation =
                Some(Confirmation { registry_correct: *registry_correct, error_report: error_report.clone(), at });
        }
        Event::Consented { notice } => {
            if matches!(case.consent, Consent::Declined { .. }) {
                case.submitted_at = None;
            }
            case.consent = Consent::Agreed { notice: notice.clone(), at };
        }
        Event::Declined { notice } => {
            case.consent = Consent::Declined { notice: notice.clone(), at };
            case.submitted_at = Some(at);
            forget_unapproved(&mut case, seq);
        }
        Event::ConsentWithdrawn => {
            if let Some(notice) = case.consent.notice().cloned() {
                case.consent = Consent::Withdrawn { notice, at };
            }
            case.submitted_at = None;
            forget_unapproved(&mut case, seq);
        }
        Event::ApplicantsNamed { arrangement, applicants } => {
            case.arrangement = Some(*arrangement);
            name(&mut case, recorded, applicants);
        }
        Event::ApplicantDropped { no } => drop_applicants(&mut case, seq, |a| a.no == *no),
        Event::EmailCorrected { no, from, to } => correct_email(&mut case, recorded, *no, from, to),
        Event::Submitted { applicants } => {
            case.submitted_at = Some(at);
            for no in applicants {
                review(&mut case, *no, seq, |a| {
                    a.attempt += 1;
                    a.changed_since_sent = false;
                    a.review = Review::Pending { submitted_at: at };
                });
                supersede(&mut case, *no, MailKind::Rejected);
                queue(&mut case, recorded, *no, MailKind::Received, at);
            }
        }
        Event::PulledBack { applicants } => {
            for no in applicants {
                review(&mut case, *no, seq, |a| a.review = Review::Draft);
                supersede(&mut case, *no, MailKind::Received);
            }
            case.submitted_at = case.applicants.iter().filter_map(submitted_at).max();
        }
        Event::Approved { no, undo_until, due_at, .. } => {
            let account = creating(recorded, *due_at, None);
            review(&mut case, *no, seq, |a| {
                a.review = Review::Approved { decision: decision(a, recorded, *undo_until), account };
            });
        }
        Event::Rejected { no, reason, undo_until, due_at, correct_until } => {
            review(&mut case, *no, seq, |a| {
                a.review = Review::Rejected {
                    decision: decision(a, recorded, *undo_until),
                    reason: reason.clone(),
                    correct_until: *correct_until,
                };
            });
            if reason.code == ReasonCode::AskSchool {
                hold(&mut case, *no);
            }
            queue(&mut case, recorded, *no, MailKind::Rejected, *due_at);
        }
        Event::Undone { no } => {
            review(&mut case, *no, seq, |a| {
                a.review = Review::Pending { submitted_at: submitted_at(a).unwrap_or(at) };
            });
            case.held.retain(|held| held.no != *no);
            supersede(&mut case, *no, MailKind::Rejected);
        }
        Event::AccountCreated { no, username, issue } => {
            set_account(&mut case, *no, Account::Created { username: username.clone(), issue: *issue, at });
            queue(&mut case, recorded, *no, MailKind::Approved, at);
        }
        Event::AccountLinked { no, username } => {
            set_account(&mut case, *no, Account::Linked { username: username.clone(), at });
            queue(&mut case, recorded, *no, MailKind::Linked, at);
        }
        Event::AccountFailed { no, cause } => {
            set_account(&mut case, *no, Account::Failed { cause: *cause, at });
        }
        Event::AccountRetried { no } => {
            set_account(&mut case, *no, creating(recorded, at, None));
        }
        Event::PasswordRenewed { no, issue } => renew(&mut case, recorded, *no, *issue),
        Event::NotificationSent { id } => settle(&mut case, id, MailState::Sent { at }),
        Event::NotificationFailed { id } => settle(&mut case, id, MailState::Bounced { at }),
        Event::NotificationRequeued { no, kind } => requeue(&mut case, recorded, *no, *kind),
        Event::IdentityLookedAt { .. } | Event::Exported => {}
        Event::PaperMarked { returned } => case.paper_returned_at = returned.then_some(at),
    }
    case
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

fn review(case: &mut Case, no: ApplicantNo, seq: u64, change: impl FnOnce(&mut Applicant)) {
    if let Some(applicant) = case.applicants.iter_mut().find(|a| a.no == no) {
        change(applicant);
        applicant.version = seq;
    }
}

fn submitted_at(applicant: &Applicant) -> Option<Timestamp> {
    match &applicant.review {
        Review::Draft => None,
        Review::Pending { submitted_at } => Some(*submitted_at),
        Review::Approved { decision, .. } | Review::Rejected { decision, .. } => Some(decision.submitted_at),
    }
}

fn decision(applicant: &Applicant, recorded: &Recorded, undo_until: Timestamp) -> Decision {
    Decision {
        submitted_at: submitted_at(applicant).unwrap_or(recorded.at),
        decided_at: recorded.at,
        by: recorded.by.clone(),
        undo_until,
    }
}

fn name(case: &mut Case, recorded: &Recorded, named: &[NamedApplicant]) {
    let seq = recorded.seq;
    let mut moved = Vec::new();
    let mut before = std::mem::take(&mut case.applicants);
    for n in named {
        let stored = before.iter().position(|a| a.no == n.no).map(|at| before.remove(at));
        case.applicants.push(match stored {
            Some(same) if same.person == n.person => same,
            Some(stored) => {
                if stored.attempt > 0 && stored.person.email != n.person.email {
                    moved.push((n.no, stored.person.email.clone()));
                }
                Applicant { person: n.person.clone(), version: seq, changed_since_sent: stored.attempt > 0, ..stored }
            }
            None => Applicant {
                no: n.no,
                person: n.person.clone(),
                review: Review::Draft,
                attempt: 0,
                version: seq,
                changed_since_sent: false,
            },
        });
        case.next_no = case.next_no.max(ApplicantNo(n.no.0 + 1));
    }
    for dropped in before {
        supersede_all(case, dropped.no);
    }
    case.applicants_version = seq;
    strand(case);
    for (no, from) in moved {
        tell_both(case, recorded, no, from.as_ref());
    }
}

fn forget_unapproved(case: &mut Case, seq: u64) {
    drop_applicants(case, seq, |a| !a.is_approved());
    if case.applicants.is_empty() {
        case.arrangement = None;
    }
}

fn drop_applicants(case: &mut Case, seq: u64, dropped: impl Fn(&Applicant) -> bool) {
    let gone: Vec<_> = case.applicants.iter().filter(|a| dropped(a)).map(|a| a.no).collect();
    case.applicants.retain(|a| !gone.contains(&a.no));
    for no in &gone {
        supersede_all(case, *no);
    }
    if !gone.is_empty() {
        case.applicants_version = seq;
    }
}

fn correct_email(case: &mut Case, recorded: &Recorded, no: ApplicantNo, from: &Option<Email>, to: &Option<Email>) {
    let mut was_sent = false;
    review(case, no, recorded.seq, |a| {
        was_sent = a.attempt > 0;
        a.person.email = to.clone();
        a.changed_since_sent = was_sent;
    });
    strand(case);
    if was_sent {
        tell_both(case, recorded, no, from.as_ref());
    }
}

/// The school asked this person to call on it.
fn hold(case: &mut Case, no: ApplicantNo) {
    let person = case.applicant(no).map(|a| Held { no, national_id: a.person.national_id.clone() });
    case.held.extend(person);
}

fn set_account(case: &mut Case, no: ApplicantNo, new: Account) {
    let reviews = case.applicants.iter_mut().filter(|a| a.no == no).map(|a| &mut a.review);
    for review in reviews {
        if let Review::Approved { account, .. } = review {
            *account = new.clone();
        }
    }
}

fn creating(recorded: &Recorded, due_at: Timestamp, renewal: Option<Renewal>) -> Account {
    Account::Creating { due_at, renewal, correlation_id: recorded.correlation_id.clone() }
}

fn renew(case: &mut Case, recorded: &Recorded, no: ApplicantNo, issue: u32) {
    let username = case.applicant(no).and_then(|a| match &a.review {
        Review::Approved { account: Account::Created { username, .. }, .. } => Some(username.clone()),
        _ => None,
    });
    if let Some(username) = username {
        set_account(case, no, creating(recorded, recorded.at, Some(Renewal { username, issue })));
    }
}
