//! Who applies, and where each is written to.

use super::mails::{strand, supersede_all, tell_both};
use super::reviews::reviewed;
use crate::{Applicant, ApplicantNo, Arrangement, Case, Email, NamedApplicant, Recorded, Review};

pub(super) fn name(case: &mut Case, recorded: &Recorded, arrangement: Arrangement, named: &[NamedApplicant]) {
    case.arrangement = Some(arrangement);
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

pub(super) fn drop_those(case: &mut Case, seq: u64, dropped: impl Fn(&Applicant) -> bool) {
    let gone: Vec<_> = case.applicants.iter().filter(|a| dropped(a)).map(|a| a.no).collect();
    case.applicants.retain(|a| !gone.contains(&a.no));
    for no in &gone {
        supersede_all(case, *no);
    }
    if !gone.is_empty() {
        case.applicants_version = seq;
    }
}

pub(super) fn forget_unapproved(case: &mut Case, seq: u64) {
    drop_those(case, seq, |a| !a.is_approved());
    if case.applicants.is_empty() {
        case.arrangement = None;
    }
}

pub(super) fn correct_email(
    case: &mut Case,
    recorded: &Recorded,
    no: ApplicantNo,
    from: &Option<Email>,
    to: &Option<Email>,
) {
    let mut was_sent = false;
    reviewed(case, no, recorded.seq, |a| {
        was_sent = a.attempt > 0;
        a.person.email = to.clone();
        a.changed_since_sent = was_sent;
    });
    strand(case);
    if was_sent {
        tell_both(case, recorded, no, from.as_ref());
    }
}
