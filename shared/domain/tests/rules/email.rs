//! 修正 e-mail.

use crate::kit::*;
use MailKind::EmailChanged;

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
fn a_mailbox_taken_away_in_the_form_strands_its_mails_and_is_told() {
    let without = ApplicantForm { email: Given::Value(None), ..again(1, father()) };
    let story = given(sent()).and(reject(1)).and(name(Arrangement::OneParent, [without]));
    let states: Vec<_> = story.mails().into_iter().map(|(_, state)| state).collect();
    assert_eq!(states, [MailState::NoAddress, MailState::NoAddress, MailState::NoAddress, MailState::Queued]);
    assert_eq!(waiting(&story), [email("person-10")]);
}

/// The mailboxes that wait to be told of a change, oldest notice first.
fn waiting(story: &Story) -> Vec<Option<Email>> {
    let queued = story.case.notifications.iter().filter(|mail| mail.state == MailState::Queued);
    queued.filter(|mail| mail.kind == EmailChanged).map(|mail| mail.to.clone()).collect()
}

fn told(mut story: Story, to: &str) -> Story {
    let notices = story.case.notifications.iter().filter(|mail| mail.state == MailState::Queued);
    let ids: Vec<_> = notices.filter(|mail| mail.to == email(to)).map(|mail| mail.id.clone()).collect();
    let at = story.now;
    for id in ids {
        story = story.and(mail(id, MailState::Sent { at }));
    }
    story
}

#[test]
fn a_mailbox_changed_in_the_form_is_told_as_if_corrected() {
    let changed = |story: Story| {
        let moved = ApplicantForm { email: Given::Value(email("new")), ..again(1, father()) };
        story.and(name(Arrangement::OneParent, [moved]))
    };
    for story in [given(sent()).and(Command::PullBack), given(sent()).and(reject(1))] {
        assert_eq!(waiting(&changed(story)), [email("new"), email("person-10")]);
    }
    assert_eq!(waiting(&changed(given(ready(one_parent())))), []);
}

#[test]
fn a_form_that_changes_something_else_tells_nobody() {
    let renamed = ApplicantForm { name: PersonName::parse("林大木").unwrap(), ..again(1, father()) };
    assert_eq!(waiting(&given(sent()).and(reject(1)).and(name(Arrangement::OneParent, [renamed]))), []);
}

#[test]
fn a_mailbox_in_between_that_was_never_told_is_passed_over() {
    let story = ["a", "b", "c"].into_iter().fold(given(sent()), |story, to| story.and(correct(1, email(to))));
    assert_eq!(waiting(&story), [email("person-10"), email("c")]);
    let from_none = given(sent()).and(correct(1, None)).and(correct(1, email("a"))).and(correct(1, email("b")));
    assert_eq!(waiting(&from_none), [email("person-10"), email("b")]);
}

#[test]
fn a_mailbox_that_was_told_hears_that_it_was_replaced() {
    let story = told(told(given(sent()).and(correct(1, email("a"))), "a"), "person-10").and(correct(1, email("b")));
    assert_eq!(waiting(&story), [email("b"), email("a")]);
}

#[test]
fn going_back_and_forth_does_not_silence_the_first_mailbox() {
    let back = given(sent()).and(correct(1, email("a"))).and(correct(1, email("person-10")));
    assert_eq!(waiting(&back), [email("person-10")]);
    assert_eq!(waiting(&back.and(correct(1, email("b")))), [email("person-10"), email("b")]);
}

#[test]
fn the_first_mailbox_is_enough_while_it_waits() {
    let story = told(given(sent()).and(correct(1, email("a"))), "a").and(correct(1, email("b")));
    assert_eq!(waiting(&story), [email("person-10"), email("b")]);
}

#[test]
fn the_former_mailbox_is_told_first() {
    let story = given(sent()).and(correct(1, email("new")));
    let due: Vec<_> = story.case.mails_due(story.now).map(|mail| mail.to.clone()).collect();
    assert_eq!(due, [email("person-10"), None, email("new")]);
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
