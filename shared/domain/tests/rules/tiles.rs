//! The three tiles of the portal, and a pupil's state in the class list.

use crate::kit::*;
use AnswerState as Answer;
use ApplicationState::{Done, NotSent, Returned, Sent};
use GuardianAccountsState::{Declined, NotSet, Set};

#[test]
fn the_students_data_is_confirmed_or_a_draft_or_nothing() {
    let (fresh, confirmed) = (given([]).case, given([confirm()]).case);
    assert_eq!(fresh.student_data(false), StudentDataState::NotStarted);
    assert_eq!(fresh.student_data(true), StudentDataState::Draft);
    assert_eq!([true, false].map(|draft| confirmed.student_data(draft)), [StudentDataState::Confirmed; 2]);
}

#[test]
fn tiles_and_class_list_follow_the_case() {
    let both = given(both_sent());
    let added = given(sent()).and(approve(1)).and(name(Arrangement::BothParents, [mother()]));
    for (story, accounts, application, answer) in [
        (given([]), NotSet, NotSent, Answer::NotStarted),
        (given([confirm()]), NotSet, NotSent, Answer::Confirmed),
        (given([agree()]), NotSet, NotSent, Answer::Confirmed),
        (given([decline()]), Declined, Sent, Answer::Declined),
        (given([decline(), agree()]), NotSet, NotSent, Answer::Confirmed),
        (given([agree(), Command::WithdrawConsent]), NotSet, NotSent, Answer::Confirmed),
        (given(ready(one_parent())), Set, NotSent, Answer::Confirmed),
        (given(sent()), Set, Sent, Answer::Sent),
        (both.clone().and(approve(1)), Set, Sent, Answer::Sent),
        (both.clone().and(reject(1)), Set, Sent, Answer::Sent),
        (both.clone().and(approve(1)).and(reject(2)), Set, Returned, Answer::Returned),
        (both.and(approve(1)).and(approve(2)), Set, Done, Answer::Done),
        (added, Set, NotSent, Answer::Confirmed),
    ] {
        let case = &story.case;
        let found = (case.guardian_accounts(), case.application(), case.answer(false));
        assert_eq!(found, (accounts, application, answer), "{case:?}");
    }
}

#[test]
fn a_draft_shows_only_while_nothing_was_answered() {
    assert_eq!(given([]).case.answer(true), Answer::Draft);
    assert_eq!(given([confirm()]).case.answer(true), Answer::Confirmed);
}
