//! Folding events into the case. `apply` never refuses: history has happened.

use crate::{
    Account, Applicant, ApplicantNo, Case, Confirmation, Consent, Decision, Email, Event, Held, MailKind, MailState,
    NamedApplicant, Notification, ReasonCode, Recorded, Renewal, Review,
};
use crate::{CampaignId, CaseId, SchoolId};
use jiff::Timestamp;

/// How many settled mails a snapshot remembers; all of them stay in the history.
const REMEMBERED_MAILS: usize = 24;

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
            name(&mut case, seq, applicants);
            strand(&mut case);
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
                queue(&mut case, seq, *no, MailKind::Received, None, at);
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
            let account = Account::Creating { due_at: *due_at, renewal: None };
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
            queue(&mut case, seq, *no, MailKind::Rejected, None, *due_at);
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
            queue(&mut case, seq, *no, MailKind::Approved, None, at);
        }
        Event::AccountLinked { no, username } => {
            set_account(&mut case, *no, Account::Linked { username: username.clone(), at });
            queue(&mut case, seq, *no, MailKind::Linked, None, at);
        }
        Event::AccountFailed { no, cause } => {
            set_account(&mut case, *no, Account::Failed { cause: *cause, at });
        }
        Event::AccountRetried { no } => {
            set_account(&mut case, *no, Account::Creating { due_at: at, renewal: None });
        }
        Event::PasswordRenewed { no, issue } => renew(&mut case, *no, *issue, at),
        Event::NotificationSent { id } => settle(&mut case, id, MailState::Sent { at }),
        Event::NotificationFailed { id } => settle(&mut case, id, MailState::Bounced { at }),
        Event::NotificationRequeued { no, kind } => {
            let due_at = undo_until(&case, *no).map_or(at, |until| until.max(at));
            queue(&mut case, seq, *no, *kind, None, due_at);
        }
        Event::PaperMarked { returned } => case.paper_returned_at = returned.then_some(at),
    }
    case
}

/// Account, mail and paper events never make a person's write stale.
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

fn name(case: &mut Case, seq: u64, named: &[NamedApplicant]) {
    let mut before = std::mem::take(&mut case.applicants);
    for n in named {
        let stored = before.iter().position(|a| a.no == n.no).map(|at| before.remove(at));
        case.applicants.push(match stored {
            Some(same) if same.person == n.person => same,
            Some(stored) => {
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
        queue(case, recorded.seq, no, MailKind::EmailChanged, to.clone(), recorded.at);
        if from.is_some() {
            queue(case, recorded.seq, no, MailKind::EmailChanged, from.clone(), recorded.at);
        }
    }
}

/// The school asked this person to call on it.
fn hold(case: &mut Case, no: ApplicantNo) {
    let person = case.applicant(no).map(|a| Held { no, national_id: a.person.national_id.clone() });
    case.held.extend(person);
}

/// The end of the undo window of the decision as it stands.
fn undo_until(case: &Case, no: ApplicantNo) -> Option<Timestamp> {
    match &case.applicant(no)?.review {
        Review::Approved { decision, .. } | Review::Rejected { decision, .. } => Some(decision.undo_until),
        Review::Draft | Review::Pending { .. } => None,
    }
}

/// Mails that wait for an applicant who has no mailbox any more will never go out.
fn strand(case: &mut Case) {
    let unreachable: Vec<_> = case.applicants.iter().filter(|a| a.person.email.is_none()).map(|a| a.no).collect();
    for mail in &mut case.notifications {
        if mail.state == MailState::Queued && mail.to.is_none() && unreachable.contains(&mail.applicant) {
            mail.state = MailState::NoAddress;
        }
    }
}

fn set_account(case: &mut Case, no: ApplicantNo, new: Account) {
    let reviews = case.applicants.iter_mut().filter(|a| a.no == no).map(|a| &mut a.review);
    for review in reviews {
        if let Review::Approved { account, .. } = review {
            *account = new.clone();
        }
    }
}

fn renew(case: &mut Case, no: ApplicantNo, issue: u32, at: Timestamp) {
    let username = case.applicant(no).and_then(|a| match &a.review {
        Review::Approved { account: Account::Created { username, .. }, .. } => Some(username.clone()),
        _ => None,
    });
    if let Some(username) = username {
        set_account(case, no, Account::Creating { due_at: at, renewal: Some(Renewal { username, issue }) });
    }
}

fn queue(case: &mut Case, seq: u64, no: ApplicantNo, kind: MailKind, to: Option<Email>, due_at: Timestamp) {
    let place = case.notifications.iter().filter(|n| n.id.starts_with(&format!("{seq}-"))).count();
    let reachable = to.is_some() || case.applicant(no).is_some_and(|a| a.person.email.is_some());
    let state = if reachable { MailState::Queued } else { MailState::NoAddress };
    case.notifications.push(Notification { id: format!("{seq}-{place}"), applicant: no, kind, to, due_at, state });
    while case.notifications.len() > REMEMBERED_MAILS {
        let Some(oldest) = case.notifications.iter().position(|n| n.state != MailState::Queued) else { break };
        case.notifications.remove(oldest);
    }
}

fn settle(case: &mut Case, id: &str, state: MailState) {
    if let Some(mail) = case.notifications.iter_mut().find(|n| n.id == id) {
        mail.state = state;
    }
}

fn supersede(case: &mut Case, no: ApplicantNo, kind: MailKind) {
    supersede_where(case, |n| n.applicant == no && n.kind == kind);
}

fn supersede_all(case: &mut Case, no: ApplicantNo) {
    supersede_where(case, |n| n.applicant == no);
}

fn supersede_where(case: &mut Case, which: impl Fn(&Notification) -> bool) {
    for mail in case.notifications.iter_mut().filter(|n| n.state == MailState::Queued && which(n)) {
        mail.state = MailState::Superseded;
    }
}
