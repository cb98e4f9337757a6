//! What makes a person's write stale, and what never does.

use crate::kit::*;

#[test]
fn a_stale_write_names_the_version_that_is_now() {
    let story = given(sent()).seeing(1);
    let current = story.case.version;
    for wish in
        [report(Some("座號有誤")), both_parents(), correct(1, None), Command::PullBack, Command::WithdrawConsent]
    {
        assert_eq!(story.when(wish), Err(Refusal::Stale { current }));
    }
    for wish in [Command::Send, drop_one(1), decline()] {
        let named = given(ready(one_parent())).seeing(1);
        assert_eq!(named.when(wish), Err(Refusal::Stale { current: named.case.version }));
    }
}

#[test]
fn a_stale_decision_names_the_version_of_its_row() {
    let story = given(both_sent()).and(correct(2, email("new")));
    let [row, other] = [2, 1].map(|no| story.applicant(no).version);
    assert!(other < row);
    for wish in [approve(2), reject(2)] {
        assert_eq!(story.clone().seeing(other).when(wish.clone()), Err(Refusal::Stale { current: row }));
        assert!(story.clone().seeing(row).when(wish).is_ok());
    }
    let decided = story.and(approve(2));
    let current = decided.applicant(2).version;
    assert_eq!(decided.clone().seeing(row).when(undo(2)), Err(Refusal::Stale { current }));
    assert!(decided.seeing(current).when(undo(2)).is_ok());
}

#[test]
fn a_repeat_is_no_stale_write() {
    for (story, wish) in [
        (given([]), confirm()),
        (given([]), agree()),
        (given([agree()]), one_parent()),
        (given(ready(one_parent())), Command::Send),
        (given(ready(one_parent())), drop_one(1)),
        (given(sent()), Command::PullBack),
        (given(sent()), correct(1, None)),
        (given(sent()), Command::WithdrawConsent),
    ] {
        let seen = story.case.version;
        let story = story.seeing(seen).and(wish.clone());
        assert!(story.case.version > seen);
        assert_eq!(story.when(wish), Ok(vec![]));
    }
    for decision in [approve(1), reject(1)] {
        let story = given(sent());
        let seen = story.applicant(1).version;
        assert_eq!(story.seeing(seen).and(decision.clone()).when(decision), Ok(vec![]));
    }
}

#[test]
fn account_mail_and_paper_make_nothing_stale() {
    let approved = given(both_sent()).and(approve(1));
    let seen = (approved.case.version, approved.applicant(1).version, approved.applicant(2).version);
    let story = approved.after(11 * MINUTE).and(failed(1)).and(retry(1)).and(created(1, 1));
    let bounced = mail(story.latest_mail(), MailState::Bounced { at: story.now });
    let story = story.and(bounced).and(resend(1));
    let story = story.and(Command::MarkPaper { returned: false }).and(Command::MarkPaper { returned: true });
    let sent = mail(story.latest_mail(), MailState::Sent { at: story.now });
    let story = story.and(sent).after(8 * DAY).and(resend(1));
    assert_eq!((story.case.version, story.applicant(1).version, story.applicant(2).version), seen);
    assert!(story.seeing(seen.2).when(approve(2)).is_ok());
}

#[test]
fn one_parents_decision_leaves_the_others_row_fresh() {
    let story = given(both_sent());
    let seen = story.applicant(2).version;
    assert!(story.and(approve(1)).seeing(seen).when(approve(2)).is_ok());
}

#[test]
fn without_a_version_nothing_is_compared() {
    assert!(given(sent()).and(correct(1, None)).when(approve(1)).is_ok());
}
