//! Two workers at once, a worker that is killed, and a mail service that refuses.

use crate::service::Answer;
use crate::setting::{NO, Setting};
use consumer::{Outcome, Work, WorkError};
use domain::{Command, Email, MailState};
use jiff::SignedDuration;

const LEASE: SignedDuration = SignedDuration::from_secs(120);

#[tokio::test]
async fn of_two_workers_at_once_one_sends() {
    let setting = Setting::applied().await;
    let (one, other, job) = (setting.worker(), setting.worker(), setting.job());
    let (one, other) = tokio::join!(one.work(&job), other.work(&job));
    assert!(one.is_ok() || other.is_ok());
    assert_eq!(setting.subjects().len(), 1);
    assert_eq!(setting.work().await.unwrap(), Outcome::Done, "the message of the other comes again");
    assert_eq!(setting.subjects().len(), 1);
}

#[tokio::test]
async fn a_mail_that_another_worker_is_sending_is_left_alone_and_comes_again() {
    let setting = Setting::applied().await;
    setting.service.answer_next(Answer::Silence);
    let (one, job) = (setting.worker(), setting.job());
    tokio::select! {
        _ = one.work(&job) => panic!("it hears no answer"),
        () = setting.service.handed_one() => {
            assert!(matches!(setting.work().await, Err(WorkError::Later { .. })));
        }
    }
    assert_eq!(setting.subjects().len(), 1);
}

/// Kills a worker after the service has its mail and before that is recorded.
async fn killed() -> Setting {
    let setting = Setting::applied().await;
    setting.service.answer_next(Answer::Silence);
    let (worker, job) = (setting.worker(), setting.job());
    tokio::select! {
        _ = worker.work(&job) => panic!("it hears no answer"),
        () = setting.service.handed_one() => {}
    }
    setting
}

#[tokio::test]
async fn a_lost_record_costs_one_more_mail_and_never_a_third() {
    let mut setting = killed().await;
    setting.later(LEASE - SignedDuration::from_secs(1));
    assert!(matches!(setting.work().await, Err(WorkError::Later { .. })), "its lease still holds");
    assert_eq!(setting.subjects().len(), 1);
    setting.later(SignedDuration::from_secs(1));
    for _ in 0..3 {
        assert_eq!(setting.work().await.unwrap(), Outcome::Done);
    }
    assert_eq!(setting.subjects().len(), 2);
    assert!(matches!(setting.last_state().await, MailState::Sent { .. }));
}

#[tokio::test]
async fn what_a_killed_worker_left_is_not_sent_once_it_was_overtaken() {
    let mut setting = killed().await;
    setting.family(Command::PullBack).await;
    setting.later(LEASE);
    assert_eq!(setting.work().await.unwrap(), Outcome::Done);
    assert_eq!((setting.subjects().len(), setting.last_state().await), (1, MailState::Superseded));
}

#[tokio::test]
async fn what_is_overtaken_while_another_mail_is_sent_is_not_sent() {
    let setting = Setting::received().await;
    let email = Some(Email::parse("new@example.org").unwrap());
    for command in [Command::CorrectEmail { no: NO, email }, Command::PullBack, Command::Send] {
        setting.family(command).await;
    }
    setting.service.answer_next(Answer::Late);
    let (worker, job) = (setting.worker(), setting.job());
    let meanwhile = async {
        setting.service.handed_one().await;
        setting.family(Command::PullBack).await;
        setting.service.go_on();
    };
    let (worked, ()) = tokio::join!(worker.work(&job), meanwhile);
    assert_eq!(worked.unwrap(), Outcome::Done);
    let subjects = setting.subjects();
    assert_eq!(subjects.iter().filter(|subject| subject.contains("更改")).count(), 2);
    assert_eq!(subjects.iter().filter(|subject| subject.contains("收到")).count(), 1, "only the first one");
}

#[tokio::test]
async fn throttling_and_outages_leave_the_mail_due_and_the_lease_free() {
    let setting = Setting::applied().await;
    for answer in [
        Answer::Error(429, "TooManyRequestsException", "Maximum sending rate exceeded."),
        Answer::Error(500, "InternalFailure", ""),
        Answer::Error(503, "ServiceUnavailable", ""),
        Answer::Error(400, "SendingPausedException", ""),
        Answer::Error(400, "MessageRejected", "Email address is not verified. The following identities failed: …"),
    ] {
        setting.service.answer_next(answer);
        assert!(matches!(setting.work().await, Err(WorkError::Later { .. })), "{answer:?}");
        assert_eq!(setting.last_state().await, MailState::Queued, "{answer:?}");
    }
    assert_eq!(setting.work().await.unwrap(), Outcome::Done, "no lease is in the way");
    assert_eq!(setting.subjects().len(), 1);
}

#[tokio::test]
async fn a_failure_quotes_nothing_that_the_service_said() {
    let setting = Setting::applied().await;
    let words = "Email address is not verified. The following identities failed: adult1@example.com";
    setting.service.answer_next(Answer::Error(400, "MessageRejected", words));
    let error = setting.work().await.unwrap_err();
    let mut said = format!("{error} {error:?}");
    let mut cause = std::error::Error::source(&error);
    while let Some(source) = cause {
        said += &format!(" {source} {source:?}");
        cause = source.source();
    }
    assert!(said.contains("MessageRejected") && !said.contains("adult1"), "{said}");
}

#[tokio::test]
async fn a_refused_mail_is_recorded_as_bounced_and_can_be_sent_again() {
    for (code, words) in [("MessageRejected", "on the suppression list"), ("BadRequestException", "illegal address")] {
        let setting = Setting::applied().await;
        setting.service.answer_next(Answer::Error(400, code, words));
        assert_eq!(setting.work().await.unwrap(), Outcome::Done);
        assert_eq!(setting.last_state().await, MailState::Bounced { at: setting.world.now });
        assert_eq!(setting.work().await.unwrap(), Outcome::Done);
        assert_eq!(setting.subjects().len(), 0, "it is not tried by itself");

        setting.world.decided(Command::Resend { no: NO }).await;
        assert_eq!(setting.work().await.unwrap(), Outcome::Done);
        assert_eq!(setting.subjects().len(), 1);
    }
}
