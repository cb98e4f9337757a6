//! Pulling back what was sent and is undecided.

use crate::kit::*;

#[test]
fn whoever_waits_is_pulled_back() {
    let story = given(both_sent()).and(approve(1));
    let pulled = Event::PulledBack { applicants: vec![ApplicantNo(2)] };
    assert_eq!(story.when(Command::PullBack), Ok(vec![pulled]));
    assert!(story.and(Command::PullBack).applicant(1).is_approved());
}

#[test]
fn what_was_pulled_back_can_be_changed_and_sent() {
    let story = given(sent()).and(Command::PullBack);
    assert_eq!(story.case.submitted_at, None);
    assert_eq!(story.mails(), [(MailKind::Received, MailState::Superseded)]);
    assert_eq!(story.and(both_parents()).and(Command::Send).applicant(1).attempt, 2);
}

#[test]
fn an_earlier_sending_of_the_other_still_shows() {
    let first = given(sent()).and(approve(1));
    let second = first.clone().after(DAY).and(name(Arrangement::BothParents, [mother()])).and(Command::Send);
    assert_eq!(second.case.submitted_at, Some(second.now));
    assert_eq!(second.and(Command::PullBack).case.submitted_at, Some(first.now));
}

#[test]
fn pulling_back_twice_adds_nothing() {
    assert_eq!(given(sent()).and(Command::PullBack).when(Command::PullBack), Ok(vec![]));
}

#[test]
fn what_is_decided_or_absent_is_not_pulled_back() {
    assert_eq!(given(sent()).and(approve(1)).when(Command::PullBack), Err(Refusal::AlreadyDecided));
    assert_eq!(given(sent()).and(reject(1)).when(Command::PullBack), Err(Refusal::AlreadyDecided));
    assert_eq!(given([agree()]).when(Command::PullBack), Err(Refusal::NotPending));
}
