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

/// Five mails that the family caused went out just now.
fn five_today() -> Story {
    (0..4).fold(delivered(given(sent())), |story, _| delivered(story.and(resend(1))))
}

fn due_now(story: &Story) -> Vec<MailKind> {
    story.case.mails_due(story.now).map(|mail| mail.kind).collect()
}

#[test]
fn of_many_queued_at_once_as_many_are_due_as_are_left_of_five() {
    let story = (0..3).fold(delivered(given(sent())), |story, _| delivered(story.and(resend(1))));
    let story = story.and(resend(1)).and(correct(1, email("new")));
    assert_eq!(due_now(&story).len(), 1);
    assert_eq!(story.case.mails_due(later(story.now, DAY)).count(), 3);
}

#[test]
fn what_staff_decided_is_mailed_however_many_mails_the_family_caused() {
    let decided = || five_today().and(approve(1)).after(10 * MINUTE + 30);
    assert_eq!(due_now(&decided().and(created(1, 1))), [Approved]);
    assert_eq!(due_now(&decided().and(linked(1))), [Linked]);
    assert_eq!(due_now(&five_today().and(reject(1)).after(10 * MINUTE + 30)), [Rejected]);
}

#[test]
fn what_staff_decided_does_not_delay_what_the_family_caused() {
    let rejected = delivered(given(sent()).and(reject(1)).after(11 * MINUTE));
    let story = (0..4).fold(rejected, |story, _| delivered(story.and(resend(1))));
    assert_eq!(due_now(&story.and(Command::Send)), [Received]);
}

#[test]
fn staff_send_a_decision_again_five_times_a_day() {
    let mut story = delivered(approved().and(created(1, 1)));
    let first = story.now;
    for _ in 0..4 {
        story = delivered(story.after(MINUTE).and(resend(1)));
    }
    let story = story.after(MINUTE).and(resend(1));
    assert_eq!(story.case.due().mail, Some(later(first, DAY)));
}

#[test]
fn a_new_decision_does_not_wait_for_those_sent_again() {
    let mut story = delivered(given(sent()).and(reject(1)).after(11 * MINUTE));
    for _ in 0..4 {
        story = delivered(story.and(resend(1)));
    }
    let story = delivered(story.and(resend(1)).and(Command::Send)).and(reject(1)).after(11 * MINUTE);
    assert_eq!(due_now(&story), [Rejected]);
}

#[test]
fn a_mail_that_waits_is_replaced_by_a_newer_one_of_its_kind() {
    let story = given(sent()).and(reject(1)).after(11 * MINUTE).and(Command::Send);
    let superseded = MailState::Superseded;
    assert_eq!(story.mails(), [(Received, superseded.clone()), (Rejected, superseded), (Received, MailState::Queued)]);
}

#[test]
fn a_refused_mail_counts_as_one_of_the_five() {
    let mut story = given(sent());
    for _ in 0..5 {
        let (id, at) = (story.latest_mail(), story.now);
        story = story.and(mail(id, MailState::Bounced { at })).and(resend(1));
    }
    assert_eq!(due_now(&story), []);
}

#[test]
fn whoever_is_named_anew_does_not_begin_at_zero() {
    let story = five_today().and(Command::PullBack).and(drop_one(1));
    let story = story.and(name(Arrangement::OneParent, [mother()])).and(Command::Send);
    assert_eq!(due_now(&story), []);
    assert_eq!(story.case.mails_due(later(story.now, DAY)).count(), 1);
}

/// All mails that are due now went out; how many.
fn deliver_due(story: Story) -> (Story, usize) {
    let due: Vec<_> = story.case.mails_due(story.now).map(|mail| mail.id.clone()).collect();
    let at = story.now;
    let count = due.len();
    (due.into_iter().fold(story, |story, id| story.and(mail(id, MailState::Sent { at }))), count)
}

#[test]
fn sixty_quick_corrections_send_five_mails() {
    let (mut story, mut count) = deliver_due(given(sent()));
    for round in 0..60 {
        let (next, sent) = deliver_due(story.after(MINUTE).and(correct(1, email(&format!("mail-{round}")))));
        assert_eq!(invariants::broken(&next.case), Vec::<&str>::new());
        (story, count) = (next, count + sent);
    }
    assert_eq!(count, 5);
    assert!(story.case.notifications.len() <= 26, "{}", story.case.notifications.len());
}

#[test]
fn a_mail_of_today_is_remembered_whatever_else_is_forgotten() {
    let (mut story, _) = deliver_due(given(sent()));
    let first = story.latest_mail();
    for _ in 0..30 {
        story = story.and(Command::PullBack).and(Command::Send);
    }
    assert_eq!(story.case.notifications[0].id, first);
    assert!(story.case.notifications.len() <= 25, "{}", story.case.notifications.len());
}

#[test]
fn one_applicants_mails_do_not_delay_the_others() {
    let story = delivered(given(both_sent()));
    let many = (0..4).fold(story, |story, _| delivered(story.and(resend(1)))).and(resend(1)).and(resend(2));
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
