//! 修正 e-mail.

use crate::kit::*;
use MailKind::{EmailChanged, Received};

#[test]
fn a_draft_is_corrected_without_a_mail() {
    let story = given(ready(one_parent())).and(correct(1, email("new")));
    assert_eq!(story.applicant(1).person.email, email("new"));
    assert_eq!(story.case.notifications, vec![]);
    assert!(!story.applicant(1).changed_since_sent);
}

#[test]
fn who_was_sent_is_told_in_both_mailboxes() {
    let story = given(sent()).and(correct(1, email("new")));
    let told: Vec<_> = story.case.notifications[1..].iter().map(|mail| (mail.kind, mail.to.clone())).collect();
    assert_eq!(told, [(EmailChanged, email("new")), (EmailChanged, email("person-10"))]);
    assert!(story.case.row().applicants[0].changed_since_sent);
}

#[test]
fn a_mailbox_may_be_added_and_taken_away() {
    let without = given(sent()).and(correct(1, None));
    let states: Vec<_> = without.mails().into_iter().map(|(_, state)| state).collect();
    assert_eq!(states, [MailState::NoAddress, MailState::NoAddress, MailState::Queued]);
    assert_eq!(without.and(correct(1, email("new"))).case.notifications.len(), 4);
}

#[test]
fn a_mailbox_taken_away_in_the_form_strands_its_mails() {
    let without = ApplicantForm { email: Given::Value(None), ..again(1, father()) };
    let story = given(sent()).and(reject(1)).and(name(Arrangement::OneParent, [without]));
    assert_eq!(story.mails(), [(Received, MailState::NoAddress), (MailKind::Rejected, MailState::NoAddress)]);
    assert_eq!(story.case.due(), Due::default());
}

#[test]
fn correcting_to_the_same_address_adds_nothing() {
    assert_eq!(given(sent()).when(correct(1, email("person-10"))), Ok(vec![]));
}

#[test]
fn an_unknown_applicant_has_no_email() {
    assert_eq!(given(sent()).when(correct(2, email("new"))), Err(Refusal::NoSuchApplicant));
}

#[test]
fn after_an_approval_the_email_changes_in_the_account() {
    let story = given(both_sent()).and(approve(1));
    assert_eq!(story.when(correct(1, email("new"))), Err(Refusal::UseAccount));
    assert!(story.when(correct(2, email("new"))).is_ok(), "the other is still under review");
}

#[test]
fn a_correction_shows_even_after_the_decision_was_undone() {
    let story = given(sent()).and(reject(1)).and(correct(1, email("new"))).and(undo(1));
    assert!(story.applicant(1).changed_since_sent);
    let renamed = ApplicantForm { name: PersonName::parse("林大木").unwrap(), ..again(1, father()) };
    let story = given(sent()).and(reject(1)).and(name(Arrangement::OneParent, [renamed])).and(undo(1));
    assert!(story.applicant(1).changed_since_sent);
}

#[test]
fn sending_again_clears_the_mark_of_a_correction() {
    let story = given(sent()).and(correct(1, email("new"))).and(Command::PullBack).and(Command::Send);
    assert!(!story.applicant(1).changed_since_sent);
}

#[test]
fn the_row_does_not_show_what_became_of_a_former_mailbox() {
    let story = given(sent()).and(correct(1, email("new")));
    let [new, old] = [1, 2].map(|at: usize| story.case.notifications[at].id.clone());
    let now = story.now;
    let story = story.and(mail(new, MailState::Sent { at: now })).and(mail(old, MailState::Bounced { at: now }));
    let status = story.case.mail_status(story.applicant(1));
    assert_eq!(status, MailStatus { state: MailStatusState::Sent, at: Some(now) });
}
