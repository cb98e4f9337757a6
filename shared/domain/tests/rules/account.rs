//! 單一身分驗證帳號: what the account functions record, and what staff can try again.

use crate::kit::*;

/// Approved, and the account is due.
fn due() -> Story {
    given(sent()).and(approve(1)).after(10 * MINUTE + 30)
}

fn account(story: &Story) -> Account {
    story.applicant(1).account().unwrap().clone()
}

#[test]
fn an_account_is_due_half_a_minute_after_the_window() {
    let story = given(sent()).and(approve(1));
    assert_eq!(story.case.due().account, Some(later(story.now, 10 * MINUTE + 30)));
    assert_eq!(story.case.accounts_due(later(story.now, 10 * MINUTE + 29)).count(), 0);
    assert_eq!(story.case.accounts_due(later(story.now, 10 * MINUTE + 30)).count(), 1);
}

#[test]
fn nothing_is_recorded_before_it_is_due() {
    assert_eq!(given(sent()).and(approve(1)).after(10 * MINUTE + 29).when(created(1, 1)), Ok(vec![]));
}

#[test]
fn every_outcome_is_recorded_once() {
    let username = || "4M8DTDZ07R5X".to_owned();
    let at = due().now;
    for (outcome, expected, state) in [
        (created(1, 1), Account::Created { username: username(), issue: 1, at }, AccountState::Created),
        (linked(1), Account::Linked { username: username(), at }, AccountState::Linked),
        (failed(1), Account::Failed { cause: AccountFailure::IdentityConflict, at }, AccountState::Failed),
    ] {
        let story = due().and(outcome.clone());
        assert_eq!((account(&story), story.applicant(1).account_state()), (expected, state));
        assert_eq!(story.when(outcome), Ok(vec![]));
        assert_eq!(story.case.due().account, None);
    }
}

#[test]
fn a_message_that_comes_late_records_nothing() {
    for story in [given(sent()), given(sent()).and(approve(1)).and(undo(1)).after(DAY), due().and(linked(1))] {
        assert_eq!(story.when(created(1, 1)), Ok(vec![]));
        assert_eq!(story.when(created(2, 1)), Ok(vec![]));
    }
}

#[test]
fn the_row_says_why_an_account_failed() {
    let row = due().and(failed(1)).case.row().applicants[0].clone();
    assert_eq!((row.account, row.account_failure), (AccountState::Failed, Some(AccountFailure::IdentityConflict)));
    let waiting = due().case.row().applicants[0].clone();
    assert_eq!((waiting.account, waiting.account_failure), (AccountState::Creating, None));
    assert_eq!(given(sent()).case.row().applicants[0].account, AccountState::None);
}

#[test]
fn a_failed_account_can_be_tried_again() {
    let story = due().and(failed(1)).after(DAY).and(retry(1));
    assert!(matches!(account(&story), Account::Creating { due_at, renewal: None, .. } if due_at == story.now));
    assert_eq!(story.when(retry(1)), Ok(vec![]));
    assert!(matches!(account(&story.and(created(1, 1))), Account::Created { .. }));
}

#[test]
fn only_a_failed_account_can_be_tried_again() {
    for story in [given(sent()), given(sent()).and(reject(1)), due().and(created(1, 1)), due().and(linked(1))] {
        assert_eq!(story.when(retry(1)), Err(Refusal::NothingToRetry));
    }
    assert_eq!(given([]).when(retry(1)), Err(Refusal::NoSuchApplicant));
}

#[test]
fn an_expired_password_is_renewed_before_it_is_mailed() {
    let story = due().and(created(1, 1)).after(7 * DAY).and(resend(1));
    assert!(matches!(account(&story), Account::Creating { due_at, renewal: Some(Renewal { issue: 2, .. }), .. }
        if due_at == story.now));
    assert_eq!(story.when(resend(1)), Ok(vec![]));
    assert_eq!(story.when(undo(1)), Err(Refusal::UndoExpired));
    let story = story.and(created(1, 2));
    assert!(matches!(account(&story), Account::Created { issue: 2, .. }));
    assert_eq!(story.mails().last(), Some(&(MailKind::Approved, MailState::Queued)));
}

#[test]
fn a_password_still_valid_is_only_mailed_again() {
    let story = due().and(created(1, 1));
    let told = mail(story.latest_mail(), MailState::Bounced { at: story.now });
    let story = story.and(told).after(7 * DAY - 1).and(resend(1));
    assert!(matches!(account(&story), Account::Created { issue: 1, .. }));
}
