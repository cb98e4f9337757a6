//! Dropping a draft or rejected applicant.

use crate::kit::*;

#[test]
fn a_draft_or_rejected_applicant_may_be_dropped() {
    assert_eq!(given(ready(both_parents())).and(drop_one(2)).case.applicants.len(), 1);
    let story = given(sent()).and(reject(1)).and(drop_one(1));
    assert_eq!(story.case.guardian_accounts(), GuardianAccountsState::NotSet);
    assert_eq!(story.mails().last(), Some(&(MailKind::Rejected, MailState::Superseded)));
}

#[test]
fn dropping_twice_adds_nothing() {
    assert_eq!(given(ready(both_parents())).and(drop_one(2)).when(drop_one(2)), Ok(vec![]));
}

#[test]
fn who_never_was_there_cannot_be_dropped() {
    for no in [0, 3] {
        assert_eq!(given(ready(both_parents())).when(drop_one(no)), Err(Refusal::NoSuchApplicant));
    }
}

#[test]
fn nobody_is_dropped_while_somebody_is_under_review() {
    assert_eq!(given(sent()).when(drop_one(1)), Err(Refusal::UnderReview));
    assert_eq!(given(both_sent()).and(reject(2)).when(drop_one(2)), Err(Refusal::UnderReview));
}

#[test]
fn an_approved_applicant_is_not_dropped() {
    assert_eq!(given(sent()).and(approve(1)).when(drop_one(1)), Err(Refusal::AlreadyApproved));
}
