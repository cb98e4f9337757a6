//! 通知: which mails are queued, when they are due, and what becomes of them.

use crate::kit::*;
use MailKind::{Approved, EmailChanged, Linked, Received, Rejected};

fn approved() -> Story {
    given(sent()).and(approve(1)).after(10 * MINUTE + 30)
}

/// All queued mails went out.
fn delivered(story: Story) -> Story {
    let ids: Vec<_> = story.case.notifications.iter().filter(|m| m.state == MailState::Queued).collect();
    let now = story.now;
    let wishes: Vec<_> = ids.iter().map(|m| mail(m.id.clone(), MailState::Sent { at: now })).collect();
    wishes.into_iter().fold(story, Story::and)
}

#[test]
fn each_step_queues_its_own_mail() {
    for (story, kind) in [
        (given(sent()), Received),
        (given(sent()).and(reject(1)), Rejected),
        (approved().and(created(1, 1)), Approved),
        (approved().and(linked(1)), Linked),
        (given(sent()).and(correct(1, email("new"))), EmailChanged),
    ] {
        assert_eq!(story.mails().last(), Some(&(kind, MailState::Queued)));
    }
}

#[test]
fn a_failed_account_and_an_approval_alone_mail_nothing() {
    assert_eq!(approved().and(failed(1)).mails(), [(Received, MailState::Queued)]);
}

#[test]
fn a_rejection_is_mailed_after_the_undo_window() {
    let story = given(sent()).and(reject(1));
    assert_eq!(story.case.notifications[1].due_at, later(story.now, 10 * MINUTE + 30));
}

#[test]
fn who_has_no_mailbox_gets_a_slip() {
    let without = ApplicantForm { email: Given::Value(None), ..father() };
    let story = given(ready(name(Arrangement::OneParent, [without]))).and(Command::Send);
    assert_eq!(story.mails(), [(Received, MailState::NoAddress)]);
    assert_eq!(story.case.due().mail, None);
    assert_eq!(story.case.mail_status(story.applicant(1)).state, MailStatusState::NoAddress);
}

#[test]
fn what_became_of_a_mail_is_recorded_once() {
    let story = given(sent());
    let (id, at) = (story.latest_mail(), story.now);
    for (outcome, state) in
        [(MailState::Sent { at }, MailStatusState::Sent), (MailState::Bounced { at }, MailStatusState::Bounced)]
    {
        let story = story.clone().and(mail(id.clone(), outcome.clone()));
        assert_eq!(story.mails(), [(Received, outcome.clone())]);
        assert_eq!(story.case.mail_status(story.applicant(1)), MailStatus { state, at: Some(at) });
        assert_eq!(story.when(mail(id.clone(), outcome)), Ok(vec![]));
    }
}

#[test]
fn nothing_is_recorded_of_a_mail_that_does_not_wait() {
    let sent_at = |story: &Story, id: String| story.when(mail(id, MailState::Sent { at: story.now }));
    let story = given(sent());
    assert_eq!(sent_at(&story, "99-0".into()), Ok(vec![]));
    for state in [MailState::Queued, MailState::NoAddress, MailState::Superseded] {
        assert_eq!(story.when(mail(story.latest_mail(), state)), Ok(vec![]));
    }
    let overtaken = story.and(Command::PullBack);
    assert_eq!(sent_at(&overtaken, overtaken.latest_mail()), Ok(vec![]));
}

#[test]
fn the_mail_that_fits_the_state_goes_out_again() {
    for (story, kind) in [
        (given(sent()), Received),
        (given(sent()).and(reject(1)), Rejected),
        (approved().and(created(1, 1)), Approved),
        (approved().and(linked(1)), Linked),
    ] {
        assert_eq!(story.when(resend(1)), Ok(vec![]), "{kind:?} still waits");
        let requeued = Event::NotificationRequeued { no: ApplicantNo(1), kind };
        assert_eq!(delivered(story).when(resend(1)), Ok(vec![requeued]));
    }
}

#[test]
fn a_rejection_sent_again_still_waits_for_the_window() {
    let without = ApplicantForm { email: Given::Value(None), ..father() };
    let story = given(ready(name(Arrangement::OneParent, [without]))).and(Command::Send).and(reject(1));
    let until = later(story.now, 10 * MINUTE);
    let story = story.after(MINUTE).and(correct(1, email("new"))).and(resend(1));
    assert_eq!(story.case.notifications.last().map(|mail| (mail.kind, mail.due_at)), Some((Rejected, until)));
}

#[test]
fn there_has_to_be_something_to_send_again() {
    let without = delivered(given(sent()).and(correct(1, None)));
    for story in [given(ready(one_parent())), approved(), approved().and(failed(1)), without] {
        assert_eq!(story.when(resend(1)), Err(Refusal::NothingToResend));
    }
    assert_eq!(given([]).when(resend(1)), Err(Refusal::NoSuchApplicant));
}

#[test]
fn five_mails_a_day_are_enough() {
    let mut story = delivered(given(sent()));
    let first = story.now;
    for _ in 0..4 {
        story = delivered(story.after(MINUTE).and(resend(1)));
    }
    let story = story.after(MINUTE).and(resend(1));
    assert_eq!(story.case.due().mail, Some(later(first, DAY)));
    assert_eq!(story.case.mails_due(later(first, DAY - 1)).count(), 0);
    assert_eq!(story.case.mails_due(later(first, DAY)).count(), 1);
}

#[test]
fn of_many_queued_at_once_five_are_due() {
    let story = ["a", "b", "c"].into_iter().fold(given(sent()), |story, to| story.and(correct(1, email(to))));
    assert_eq!(story.case.notifications.len(), 7);
    assert_eq!(story.case.mails_due(story.now).count(), 5);
    assert_eq!(story.case.mails_due(later(story.now, 3 * DAY)).count(), 5, "late is not all at once");
}

#[test]
fn one_applicants_mails_do_not_delay_the_others() {
    let many = ["a", "b", "c"].into_iter().fold(given(both_sent()), |story, to| story.and(correct(1, email(to))));
    let due = many.case.mails_due(many.now).filter(|mail| mail.applicant == ApplicantNo(2)).count();
    assert_eq!(due, 1);
}

#[test]
fn old_mails_are_forgotten_and_waiting_ones_never() {
    let mut story = given(both_sent());
    let waits = story.latest_mail();
    for round in 0..40 {
        story = story.after(DAY).with(|campaign| campaign.closes = later(campaign.closes, DAY));
        story = story.and(correct(1, email(&format!("mail-{round}"))));
        for mail_id in story.case.notifications.clone().iter().filter(|m| m.id != waits).map(|m| m.id.clone()) {
            if story.case.notifications.iter().any(|m| m.id == mail_id && m.state == MailState::Queued) {
                let now = story.now;
                story = story.and(mail(mail_id, MailState::Sent { at: now }));
            }
        }
    }
    assert_eq!(story.case.notifications.len(), 24);
    assert_eq!(story.case.notifications[0].id, waits);
}

#[test]
fn the_earliest_of_all_is_what_is_due() {
    let story = given(both_sent()).and(approve(1));
    let due = story.case.due();
    assert_eq!(due.since(), due.mail);
    assert!(due.mail < due.account);
    assert_eq!(given([]).case.due().since(), None);
}
