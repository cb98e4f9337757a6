//! 同意 / 不同意: the answer to the privacy notice, and taking it back.

use crate::kit::*;

#[test]
fn declining_is_itself_the_sending_without_confirmed_data() {
    let story = given([decline()]);
    assert_eq!(story.case.submitted_at, Some(story.now));
    assert_eq!(story.case.guardian_accounts(), GuardianAccountsState::Declined);
    assert_eq!(story.case.application(), ApplicationState::Sent);
}

#[test]
fn the_record_keeps_version_language_and_time() {
    let notice = NoticeRead { version: "2026-08".into(), language: Language::Vi };
    let story = given([Command::AnswerConsent { notice: notice.clone(), choice: Choice::Agree }]);
    assert_eq!(story.case.consent, Consent::Agreed { notice, at: story.now });
}

#[test]
fn declining_forgets_whoever_was_named_or_rejected() {
    for before in [ready(one_parent()).to_vec(), [sent().to_vec(), vec![reject(1)]].concat()] {
        let case = given(before).and(decline()).case;
        assert_eq!((case.applicants.len(), case.arrangement), (0, None));
        assert!(case.notifications.iter().all(|mail| mail.state == MailState::Superseded));
    }
}

#[test]
fn agreeing_after_declining_starts_again() {
    let case = given([decline(), agree()]).case;
    assert_eq!(case.guardian_accounts(), GuardianAccountsState::NotSet);
    assert_eq!((case.application(), case.submitted_at), (ApplicationState::NotSent, None));
}

#[test]
fn the_answer_may_go_back_and_forth() {
    let story = given([agree(), decline(), agree(), decline()]);
    assert!(matches!(story.case.consent, Consent::Declined { .. }));
}

#[test]
fn the_same_answer_twice_adds_nothing() {
    assert_eq!(given([agree()]).when(agree()), Ok(vec![]));
    assert_eq!(given([decline()]).when(decline()), Ok(vec![]));
}

#[test]
fn only_the_notice_in_force_can_be_answered() {
    let renewed = given([agree()]).with(|campaign| campaign.notice_version = "2026-10".into());
    assert_eq!(renewed.when(answer("2026-09", Choice::Agree)), Err(Refusal::NoticeOutdated));
    assert_eq!(renewed.when(agree()), Ok(vec![]), "what was agreed to stands");
    let story = renewed.and(answer("2026-10", Choice::Agree));
    assert_eq!(story.case.consent.notice().unwrap().version, "2026-10");
}

#[test]
fn nobody_declines_while_somebody_is_under_review() {
    assert_eq!(given(sent()).when(decline()), Err(Refusal::UnderReview));
}

#[test]
fn after_an_approval_consent_changes_in_the_account() {
    let story = given(sent()).and(approve(1));
    assert_eq!(story.when(decline()), Err(Refusal::UseAccount));
    assert_eq!(story.when(Command::WithdrawConsent), Err(Refusal::UseAccount));
}

#[test]
fn withdrawing_under_review_takes_everybody_out() {
    let story = given(both_sent()).and(Command::WithdrawConsent);
    assert!(matches!(&story.case.consent, Consent::Withdrawn { notice, at }
        if notice.version == "2026-08" && *at == story.now));
    assert_eq!((story.case.applicants.len(), story.case.arrangement, story.case.submitted_at), (0, None, None));
    assert_eq!(story.mails(), vec![(MailKind::Received, MailState::Superseded); 2]);
}

#[test]
fn a_consent_may_be_withdrawn_after_the_deadline() {
    assert_eq!(given(sent()).after_closing(DAY).when(Command::WithdrawConsent), Ok(vec![Event::ConsentWithdrawn]));
}

#[test]
fn only_a_given_consent_can_be_withdrawn_and_once() {
    assert_eq!(given([]).when(Command::WithdrawConsent), Err(Refusal::ConsentNeeded));
    assert_eq!(given([decline()]).when(Command::WithdrawConsent), Err(Refusal::ConsentNeeded));
    assert_eq!(given([agree(), Command::WithdrawConsent]).when(Command::WithdrawConsent), Ok(vec![]));
}

#[test]
fn a_withdrawn_consent_may_be_given_again() {
    let story = given([agree(), Command::WithdrawConsent, agree()]);
    assert!(story.case.consent.is_agreed());
}
