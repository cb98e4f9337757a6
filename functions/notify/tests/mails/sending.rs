//! Which mail goes out when, to whom, and what is in it.

use crate::setting::{MAILBOX, NO, Setting, USERNAME, created, one_time, password};
use consumer::{Job, Outcome, Work, WorkError};
use domain::{AccountOutcome, Command, Email, Language, MailKind, MailState, ReasonCode};
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::adult;

#[tokio::test]
async fn who_was_named_hears_of_it_once_however_often_the_message_comes() {
    let setting = Setting::applied().await;
    for _ in 0..3 {
        assert_eq!(setting.work().await.unwrap(), Outcome::Done);
    }
    assert_eq!(setting.service.inbox(), [(MAILBOX.to_owned(), "已收到您的申請（範例國民中學）".to_owned())]);
    assert_eq!(setting.last_state().await, MailState::Sent { at: setting.world.now });
}

#[tokio::test]
async fn a_mail_is_handed_over_as_the_service_wants_it() {
    let setting = Setting::received().await;
    let mail = &setting.service.handed()[0];
    assert_eq!(mail["FromEmailAddress"], "no-reply@binding.example");
    assert_eq!(mail["ConfigurationSetName"], "mails");
    let simple = &mail["Content"]["Simple"];
    for part in [&simple["Subject"], &simple["Body"]["Text"], &simple["Body"]["Html"]] {
        assert_eq!(part["Charset"], "UTF-8");
    }
    assert_eq!(simple["Headers"], json!([{ "Name": "Auto-Submitted", "Value": "auto-generated" }]));
    let id = setting.world.stored().await.notifications[0].id.clone();
    let tag = |name: &str, value: &str| json!({ "Name": name, "Value": value });
    let tags = [
        tag("case", &setting.world.case.to_string()),
        tag("notification", &id),
        tag("kind", "received"),
        tag("correlation_id", "test"),
    ];
    assert_eq!(mail["EmailTags"], Value::from(tags.to_vec()));
}

#[tokio::test]
async fn an_approval_brings_the_password_that_was_set() {
    let setting = Setting::approved().await;
    assert_eq!(setting.work().await.unwrap(), Outcome::Done);
    let text = setting.service.last_text();
    for line in [format!("帳號：{USERNAME}"), format!("一次性密碼：{}", password(1))] {
        assert!(text.lines().any(|found| found == line), "{line} in {text}");
    }
    assert!(text.contains("使用期限：2026-09-17 10:11（臺灣時間）"), "{text}");
}

#[tokio::test]
async fn a_password_that_ran_out_before_its_mail_is_not_sent_and_can_be_renewed() {
    let mut setting = Setting::approved().await;
    setting.later(SignedDuration::from_hours(7 * 24));
    assert_eq!(setting.work().await.unwrap(), Outcome::Done);
    let text = setting.service.last_text();
    assert!(text.contains(USERNAME) && !text.contains(&password(1)), "{text}");

    setting.world.decided(Command::Resend { no: NO }).await;
    setting.provision(created(2)).await;
    assert_eq!(setting.work().await.unwrap(), Outcome::Done);
    assert!(setting.service.last_text().contains(&password(2)));
}

#[tokio::test]
async fn a_password_is_sent_up_to_its_last_second_and_the_rule_for_renewing_agrees() {
    let mut setting = Setting::approved().await;
    setting.later(SignedDuration::from_secs(7 * 24 * 3600 - 1));
    setting.work().await.unwrap();
    assert!(setting.service.last_text().contains(&password(1)));
    let case = setting.world.decided(Command::Resend { no: NO }).await;
    assert_eq!(case.notifications.last().unwrap().state, MailState::Queued, "the same password goes out again");
}

#[tokio::test]
async fn while_a_password_is_renewed_its_older_mail_waits() {
    let mut setting = Setting::approved().await;
    setting.later(SignedDuration::from_hours(8 * 24));
    setting.world.decided(Command::Resend { no: NO }).await;
    assert!(matches!(setting.work().await.unwrap(), Outcome::NotYet(_)));
    assert_eq!(setting.subjects().len(), 1, "only the first mail is out");
    setting.provision(created(2)).await;
    setting.work().await.unwrap();
    assert!(setting.service.last_text().contains(&password(2)));
    assert!(!setting.service.handed().iter().any(|mail| mail.to_string().contains(&password(1))));
}

#[tokio::test]
async fn a_linked_child_brings_no_password() {
    let setting = Setting::decided(AccountOutcome::Linked { username: USERNAME.to_owned() }).await;
    setting.work().await.unwrap();
    assert!(setting.subjects()[1].contains("連結"));
    assert!(!setting.service.last_text().contains(&password(1)));
}

#[tokio::test]
async fn a_rejection_waits_for_the_end_of_the_undo_window() {
    let setting = Setting::received().await;
    let reason = domain::Reason { code: ReasonCode::NoSignature, text: None };
    setting.world.decided(Command::Reject { no: NO, reason }).await;
    let due = setting.world.now + SignedDuration::from_secs(630);
    assert_eq!(setting.work().await.unwrap(), Outcome::NotYet(due));
    assert_eq!(setting.subjects().len(), 1);
}

#[tokio::test]
async fn a_rejection_tells_the_reason_and_no_number_that_was_written_into_it() {
    let setting = Setting::rejected(ReasonCode::IdDiffers, &format!("紙本寫 {}", adult(1))).await;
    setting.work().await.unwrap();
    let text = setting.service.last_text();
    assert!(
        text.contains("身分證字號") && text.contains("說明：紙本寫 ○") && text.contains("2026-09-17 10:00"),
        "{text}"
    );
    assert!(!setting.service.handed().iter().any(|mail| mail.to_string().contains(&adult(1))));
}

#[tokio::test]
async fn what_was_overtaken_is_never_sent() {
    let setting = Setting::applied().await;
    setting.family(Command::PullBack).await;
    assert_eq!(setting.work().await.unwrap(), Outcome::Done);
    assert_eq!(setting.subjects(), Vec::<String>::new());

    let mut setting = Setting::received().await;
    let reason = domain::Reason { code: ReasonCode::NoSignature, text: None };
    setting.world.decided(Command::Reject { no: NO, reason }).await;
    setting.world.decided(Command::Undo { no: NO }).await;
    setting.later(SignedDuration::from_mins(11));
    assert_eq!(setting.work().await.unwrap(), Outcome::Done);
    assert_eq!(setting.subjects().len(), 1);
}

#[tokio::test]
async fn a_changed_address_is_told_to_both_and_the_former_one_learns_nothing_else() {
    let setting = Setting::received().await;
    let email = Some(Email::parse("new@學校.台灣").unwrap());
    setting.family(Command::CorrectEmail { no: NO, email }).await;
    setting.work().await.unwrap();
    let mails = setting.service.handed();
    let to = |address: &str| mails[1..].iter().find(|mail| mail["Destination"]["ToAddresses"][0] == address).unwrap();
    let (new, former) = (to("new@xn--n9so80a.xn--kpry57d"), to(MAILBOX));
    assert!(new.to_string().contains("林○○") && new.to_string().contains("個人資料保護法"));
    for secret in ["林○○", "陳○○", "xn--", "new@", "101", "http"] {
        assert!(!former["Content"].to_string().replace("</html>", "").contains(secret), "{secret} in {former}");
    }
}

#[tokio::test]
async fn no_mail_has_a_name_an_id_number_or_a_phone_number_in_it() {
    let accounts = [created(1), AccountOutcome::Linked { username: USERNAME.to_owned() }];
    let mut settings = vec![Setting::rejected(ReasonCode::Other, "請洽學校").await, Setting::received().await];
    for account in accounts {
        settings.push(Setting::decided(account).await);
    }
    let email = Some(Email::parse("new@example.com").unwrap());
    settings[1].family(Command::CorrectEmail { no: NO, email }).await;
    for setting in settings {
        setting.work().await.unwrap();
        assert!(setting.service.handed().len() >= 2);
        for mail in setting.service.handed() {
            let content = mail["Content"].to_string();
            for secret in ["陳美玉", "林小雨", "0900000001", &adult(1), MAILBOX, "new@example.com"] {
                assert!(!content.contains(secret), "{secret} in {content}");
            }
        }
    }
}

#[tokio::test]
async fn every_reader_is_written_to_in_their_language() {
    for (language, words) in [
        (Language::ZhHant, "已收到"),
        (Language::En, "We received"),
        (Language::Vi, "Đã nhận được"),
        (Language::Id, "telah kami terima"),
        (Language::Th, "ได้รับใบสมัคร"),
    ] {
        let setting = Setting::applied_in(language).await;
        setting.work().await.unwrap();
        assert!(setting.subjects()[0].contains(words), "{:?}", setting.subjects());
    }
}

#[tokio::test]
async fn the_sixth_mail_of_a_day_waits_for_the_next() {
    let setting = Setting::received().await;
    for _ in 0..4 {
        setting.world.decided(Command::Resend { no: NO }).await;
        assert_eq!(setting.work().await.unwrap(), Outcome::Done);
    }
    setting.world.decided(Command::Resend { no: NO }).await;
    let tomorrow = setting.world.now + SignedDuration::from_hours(24);
    assert_eq!(setting.work().await.unwrap(), Outcome::NotYet(tomorrow));
    assert_eq!(setting.subjects().len(), 5);
}

#[tokio::test]
async fn a_mail_that_no_longer_fits_its_applicant_is_settled_unsent() {
    let setting = Setting::approved().await;
    assert_eq!(setting.last_state().await, MailState::Queued);
    let mut case = setting.world.stored().await;
    let mail = case.notifications.last().unwrap().clone();
    case.applicants[0].review = domain::Review::Pending { submitted_at: setting.world.now };
    let unsaid = setting.worker().composer.compose(&case, "範例國民中學", &mail, &one_time(), setting.world.now);
    assert_eq!((mail.kind, unsaid.unwrap_err()), (MailKind::Approved, notify::Unsaid::Never));
}

#[tokio::test]
async fn a_case_older_than_its_message_is_not_worked() {
    let setting = Setting::applied().await;
    let seen = setting.world.stored().await.seq + 1;
    let worked = setting.worker().work(&Job { seen, ..setting.job() }).await;
    assert!(matches!(worked, Err(WorkError::Behind { .. })));
    assert_eq!(setting.subjects(), Vec::<String>::new());
}
