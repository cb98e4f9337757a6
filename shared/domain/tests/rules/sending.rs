//! 送出申請.

use crate::kit::*;
use Missing::{Applicants, Confirmation, Consent};

fn submitted(numbers: &[u32]) -> Result<Vec<Event>, Refusal> {
    Ok(vec![Event::Submitted { applicants: numbers.iter().copied().map(ApplicantNo).collect() }])
}

#[test]
fn sending_says_what_is_missing() {
    let missing = |before: Vec<Command>| match given(before).when(Command::Send) {
        Err(Refusal::NotReady(missing)) => missing,
        other => panic!("{other:?}"),
    };
    assert_eq!(missing(vec![]), [Confirmation, Consent, Applicants]);
    assert_eq!(missing(vec![confirm()]), [Consent, Applicants]);
    assert_eq!(missing(vec![confirm(), decline()]), [Consent, Applicants]);
    assert_eq!(missing(vec![agree(), one_parent()]), [Confirmation]);
    assert_eq!(missing(vec![confirm(), agree()]), [Applicants]);
    assert_eq!(missing([ready(both_parents()).to_vec(), vec![drop_one(1)]].concat()), [Applicants]);
}

#[test]
fn what_is_missing_has_stable_codes() {
    assert_eq!([Confirmation, Consent, Applicants].map(Missing::code), ["confirmation", "consent", "applicants"]);
}

#[test]
fn sending_puts_everybody_under_review() {
    let story = given(both_sent());
    assert_eq!(story.case.submitted_at, Some(story.now));
    let pending = Review::Pending { submitted_at: story.now };
    assert!(story.case.applicants.iter().all(|a| a.review == pending && a.attempt == 1));
}

#[test]
fn sending_twice_has_one_effect() {
    assert_eq!(given(sent()).when(Command::Send), Ok(vec![]));
    assert_eq!(given(sent()).and(approve(1)).when(Command::Send), Ok(vec![]));
    assert_eq!(given(sent()).after_closing(DAY).when(Command::Send), Ok(vec![]));
}

#[test]
fn sending_again_sends_only_what_is_undecided() {
    let story = given(both_sent()).and(approve(1)).and(reject(2));
    assert_eq!(story.when(Command::Send), submitted(&[2]));
    let added = given(sent()).and(approve(1)).and(name(Arrangement::BothParents, [mother()]));
    assert_eq!(added.when(Command::Send), submitted(&[2]));
}

#[test]
fn who_was_rejected_goes_again_beside_who_waits() {
    let story = given(both_sent()).and(reject(1));
    assert_eq!(story.when(Command::Send), submitted(&[1]));
}

#[test]
fn a_second_attempt_is_counted_and_the_rejection_not_mailed() {
    let story = given(sent()).and(reject(1)).and(Command::Send);
    assert_eq!(story.applicant(1).attempt, 2);
    let states: Vec<_> = story.mails().into_iter().map(|(_, state)| state).collect();
    assert_eq!(states, [MailState::Superseded, MailState::Superseded, MailState::Queued]);
}

#[test]
fn who_must_call_on_the_school_is_not_sent_again() {
    let story = given(sent()).and(ask_school(1));
    assert_eq!(story.when(Command::Send), Err(Refusal::AskSchool));
    let corrected = ApplicantForm { no: Some(ApplicantNo(1)), ..person(15, Relationship::Father) };
    let corrected = story.and(name(Arrangement::OneParent, [corrected]));
    assert_eq!(corrected.when(Command::Send), Err(Refusal::AskSchool));
}

#[test]
fn being_named_anew_does_not_replace_the_call() {
    let dropped = given(sent()).and(ask_school(1)).and(drop_one(1));
    let withdrawn = given(sent()).and(ask_school(1)).and(Command::WithdrawConsent).and(agree());
    for story in [dropped, withdrawn] {
        assert_eq!(story.and(one_parent()).when(Command::Send), Err(Refusal::AskSchool));
    }
}

#[test]
fn the_other_parent_goes_on_without_the_one_who_must_call() {
    let story = given(both_sent()).and(ask_school(1)).and(reject(2));
    assert_eq!(story.when(Command::Send), submitted(&[2]));
    let story = story.and(Command::Send);
    assert_eq!(story.when(Command::Send), Ok(vec![]), "a repeat is no refusal");
}

#[test]
fn undoing_the_decision_takes_the_call_back() {
    let story = given(sent()).and(ask_school(1)).and(undo(1));
    assert_eq!(story.case.held, vec![]);
    let story = story.and(reject(1));
    assert_eq!(story.when(Command::Send), submitted(&[1]));
}
