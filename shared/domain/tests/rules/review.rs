//! 導師審核: approving and rejecting.

use crate::kit::*;

fn checked(paper_checked: bool, proof_checked: bool, in_batch: bool) -> Command {
    Command::Approve { no: ApplicantNo(1), paper_checked, proof_checked, in_batch }
}

fn guardian_sent() -> Story {
    given(ready(name(Arrangement::OtherGuardian, [grandmother()]))).and(Command::Send)
}

#[test]
fn approving_states_that_the_paper_was_checked() {
    assert_eq!(given(sent()).when(checked(false, false, false)), Err(Refusal::PaperUnchecked));
    let story = given(sent()).with(|campaign| campaign.paper_required = false);
    assert!(story.when(checked(false, false, false)).is_ok());
}

#[test]
fn a_decision_by_a_slower_clock_does_not_come_before_the_sending() {
    let story = given(sent()).after(-MINUTE).and(approve(1));
    let Review::Approved { decision, .. } = &story.applicant(1).review else { panic!("approved") };
    assert_eq!((decision.submitted_at, decision.decided_at), (story.case.submitted_at.unwrap(), story.case.changed_at));
    let ends = later(decision.decided_at, story.campaign.undo_window_seconds);
    assert_eq!(decision.undo_until, ends, "the whole window is left");
    assert_eq!(invariants::broken(&story.case), Vec::<&str>::new());
}

#[test]
fn the_times_of_a_history_never_go_back() {
    let story =
        given(ready(name(Arrangement::OneParent, [father()]))).after(-DAY / 4).and(Command::Send).and(approve(1));
    let times: Vec<_> = story.history.iter().map(|recorded| recorded.at).collect();
    assert!(times.is_sorted(), "{times:?}");
}

#[test]
fn a_checked_paper_counts_as_returned() {
    let story = given(both_sent()).and(approve(1));
    assert_eq!(story.case.paper_returned_at, Some(story.now));
    let later = story.clone().after(MINUTE).and(approve(2));
    assert_eq!(later.case.paper_returned_at, Some(story.now), "the second approval finds it there");
    let ticked = given(sent()).and(Command::MarkPaper { returned: true });
    let approved = ticked.clone().after(MINUTE).and(approve(1));
    assert_eq!(approved.case.paper_returned_at, ticked.case.paper_returned_at);
}

#[test]
fn an_approval_without_a_checked_paper_leaves_the_paper_out() {
    let story = given(sent()).with(|campaign| campaign.paper_required = false).and(checked(false, false, false));
    assert_eq!(story.case.paper_returned_at, None);
}

#[test]
fn a_history_from_before_papers_were_ticked_by_approvals_reads_as_it_was_written() {
    let mut story = given(sent());
    let alone = story.when(approve(1)).unwrap().into_iter().find(|event| matches!(event, Event::Approved { .. }));
    story.happen(&staff(), alone.unwrap());
    assert!(story.applicant(1).is_approved());
    assert_eq!(story.case.paper_returned_at, None);
}

#[test]
fn an_approval_begins_the_undo_window_and_then_the_account() {
    let story = given(sent()).and(approve(1));
    let Review::Approved { decision, account } = story.applicant(1).review.clone() else { panic!() };
    assert_eq!((decision.submitted_at, decision.decided_at), (story.now, story.now));
    assert_eq!(decision.undo_until, later(story.now, 10 * MINUTE));
    let due = later(story.now, 10 * MINUTE + 30);
    assert!(matches!(account, Account::Creating { due_at, renewal: None, .. } if due_at == due));
}

#[test]
fn parents_may_be_approved_in_a_batch() {
    assert!(given(sent()).when(checked(true, false, true)).is_ok());
}

#[test]
fn another_guardian_needs_proof_and_is_never_in_a_batch() {
    assert_eq!(guardian_sent().when(checked(true, false, false)), Err(Refusal::ProofUnchecked));
    assert_eq!(guardian_sent().when(checked(true, true, true)), Err(Refusal::NotInBatch));
    assert!(guardian_sent().when(checked(true, true, false)).is_ok());
}

#[test]
fn a_mailbox_changed_after_the_sending_is_never_in_a_batch() {
    let story = given(sent()).and(correct(1, email("new")));
    assert_eq!(story.when(checked(true, false, true)), Err(Refusal::NotInBatch));
    assert!(story.when(checked(true, false, false)).is_ok());
}

#[test]
fn a_decision_made_twice_adds_nothing() {
    assert_eq!(given(sent()).and(approve(1)).when(approve(1)), Ok(vec![]));
    assert_eq!(given(sent()).and(reject(1)).when(reject(1)), Ok(vec![]));
}

#[test]
fn a_decision_is_not_turned_around() {
    assert_eq!(given(sent()).and(approve(1)).when(reject(1)), Err(Refusal::AlreadyDecided));
    assert_eq!(given(sent()).and(reject(1)).when(approve(1)), Err(Refusal::AlreadyDecided));
    assert_eq!(given(sent()).and(reject(1)).when(ask_school(1)), Err(Refusal::AlreadyDecided));
}

#[test]
fn only_what_was_sent_is_decided() {
    let draft = given(ready(one_parent()));
    for wish in [approve(1), reject(1)] {
        assert_eq!(draft.when(wish), Err(Refusal::NotPending));
    }
    for wish in [approve(2), reject(2)] {
        assert_eq!(draft.when(wish), Err(Refusal::NoSuchApplicant));
    }
}

#[test]
fn another_reason_needs_words() {
    let other = |words| reject_for(1, ReasonCode::Other, words);
    assert_eq!(given(sent()).when(other(None)), wrong(&[("/reason", "required")]));
    assert!(given(sent()).when(other(Some("請洽導師"))).is_ok());
}

#[test]
fn a_rejection_shows_its_reason_and_how_long_to_correct() {
    let story = given(sent()).and(reject_for(1, ReasonCode::IdDiffers, Some("末兩碼")));
    let Review::Rejected { decision, reason, correct_until } = story.applicant(1).review.clone() else { panic!() };
    assert_eq!((reason.code, reason.text.unwrap().reveal()), (ReasonCode::IdDiffers, "末兩碼"));
    assert_eq!(correct_until, later(story.now, 7 * DAY));
    assert_eq!(decision.undo_until, later(story.now, 10 * MINUTE));
}

#[test]
fn review_goes_on_after_the_deadline() {
    let story = given(both_sent()).after_closing(60 * DAY);
    assert!(story.clone().and(approve(1)).when(reject(2)).is_ok());
}

#[test]
fn a_row_shows_what_the_teacher_compares() {
    let row = given(both_sent()).and(reject(2)).case.row();
    assert_eq!((row.class.as_str(), row.seat.as_str(), row.student_name.as_str()), ("101", "01", "林小苗"));
    assert_eq!(row.applicants.len(), 2);
    let [waiting, decided] = [0, 1].map(|at: usize| row.applicants[at].clone());
    assert_eq!(waiting.national_id, synthetic::national_id(10).masked());
    assert_eq!((waiting.review, waiting.reviewed_at, waiting.undo_until), (ReviewState::Pending, None, None));
    assert_eq!((decided.review, decided.attempt), (ReviewState::Rejected, 1));
    assert_eq!(decided.reason.unwrap().code, ReasonCode::NoSignature);
    assert!(decided.reviewed_at.is_some() && decided.undo_until > decided.reviewed_at);
}

#[test]
fn a_row_leaves_out_who_was_never_sent_or_pulled_back() {
    assert_eq!(given(ready(both_parents())).case.row().applicants, vec![]);
    assert_eq!(given(both_sent()).and(Command::PullBack).case.row().applicants, vec![]);
}
