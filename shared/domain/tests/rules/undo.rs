//! Undoing a decision within its window.

use crate::kit::*;

fn undone() -> Result<Vec<Event>, Refusal> {
    Ok(vec![Event::Undone { no: ApplicantNo(1) }])
}

#[test]
fn a_decision_can_be_undone_until_its_window_ends() {
    for decision in [approve(1), reject(1)] {
        let story = given(sent()).and(decision);
        assert_eq!(story.when(undo(1)), undone());
        assert_eq!(story.clone().after(10 * MINUTE).when(undo(1)), undone());
        assert_eq!(story.after(10 * MINUTE + 1).when(undo(1)), Err(Refusal::UndoExpired));
    }
}

#[test]
fn the_campaign_sets_the_window() {
    let story = given(sent()).with(|campaign| campaign.undo_window_seconds = 5).and(approve(1));
    assert_eq!(story.clone().after(5).when(undo(1)), undone());
    assert_eq!(story.after(6).when(undo(1)), Err(Refusal::UndoExpired));
}

#[test]
fn undoing_leads_back_to_the_same_waiting() {
    let before = given(sent());
    let story = before.clone().after(MINUTE).and(approve(1)).and(undo(1));
    assert_eq!(story.applicant(1).review, before.applicant(1).review);
    assert_eq!((story.applicant(1).attempt, story.case.due().account), (1, None));
}

#[test]
fn undoing_leaves_the_paper_as_it_is() {
    let story = given(sent()).and(approve(1));
    assert_eq!(story.clone().after(MINUTE).and(undo(1)).case.paper_returned_at, Some(story.now));
    let unticked = story.and(Command::MarkPaper { returned: false }).and(undo(1));
    assert_eq!(unticked.case.paper_returned_at, None);
}

#[test]
fn nothing_has_left_the_house_when_it_is_undone() {
    let story = given(sent()).and(reject(1));
    let last_moment = later(story.now, 10 * MINUTE);
    assert!(story.case.mails_due(last_moment).all(|mail| mail.kind != MailKind::Rejected));
    let story = story.at(last_moment).and(undo(1));
    assert_eq!(story.mails().last(), Some(&(MailKind::Rejected, MailState::Superseded)));
}

#[test]
fn undoing_twice_adds_nothing() {
    assert_eq!(given(sent()).and(approve(1)).and(undo(1)).when(undo(1)), Ok(vec![]));
}

#[test]
fn only_a_decision_can_be_undone() {
    assert_eq!(given(ready(one_parent())).when(undo(1)), Err(Refusal::NotPending));
    assert_eq!(given(ready(one_parent())).when(undo(2)), Err(Refusal::NoSuchApplicant));
}

#[test]
fn an_account_that_exists_ends_the_window() {
    let quick = given(sent()).with(|campaign| campaign.undo_grace_seconds = 0).and(approve(1)).after(10 * MINUTE);
    for outcome in [created(1, 1), linked(1), failed(1)] {
        assert_eq!(quick.clone().and(outcome).when(undo(1)), Err(Refusal::UndoExpired));
    }
}

#[test]
fn what_was_undone_can_be_decided_again() {
    let story = given(sent()).and(approve(1)).and(undo(1)).and(reject(1)).and(undo(1)).and(approve(1));
    assert!(story.applicant(1).is_approved());
}

#[test]
fn undoing_brings_in_nobody_who_must_call_on_the_school() {
    let other = given(sent()).and(ask_school(1)).and(name(Arrangement::OneParent, [mother()]));
    let other = other.and(Command::Send).and(reject(2));
    let disguised = ApplicantForm { no: Some(ApplicantNo(2)), ..father() };
    let story = other.and(name(Arrangement::OneParent, [disguised]));
    assert_eq!(story.when(undo(2)), Err(Refusal::AskSchool));
}
