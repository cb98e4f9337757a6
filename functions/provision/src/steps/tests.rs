//! Every answer of every step, and every place where the function may be killed.

use super::*;
use domain::CaseId;
use proptest::prelude::*;

const MOTHER: &str = "0123456789AB";

fn applicant(n: u8) -> ApplicantId {
    ApplicantId { case: CaseId::from_random([n; 16]), no: domain::ApplicantNo(1) }
}

fn record(made_for: u8) -> GuardianRecord {
    GuardianRecord {
        username: MOTHER.into(),
        person_index: "person".into(),
        name_index: "name".into(),
        made_for: applicant(made_for),
        issue: 1,
    }
}

fn task(other: Option<u8>, renewal: bool) -> Task {
    Task { username: MOTHER.into(), issue: 3, other: other.map(applicant), renewal }
}

fn created() -> Step {
    Step::Record(AccountOutcome::Created { username: MOTHER.into(), issue: 3 })
}

fn linked() -> Step {
    Step::Record(AccountOutcome::Linked { username: MOTHER.into() })
}

#[test]
fn a_free_name_is_taken_for_this_applicant() {
    assert_eq!(begin(&record(1), Claimed::New), Ok(Task { issue: 1, ..task(None, false) }));
}

#[test]
fn a_name_claimed_earlier_for_this_applicant_keeps_its_issue() {
    let stored = GuardianRecord { issue: 3, ..record(1) };
    assert_eq!(begin(&record(1), Claimed::Exists(stored)), Ok(task(None, false)));
}

#[test]
fn a_name_claimed_for_another_applicant_is_known_as_such() {
    let stored = GuardianRecord { issue: 3, ..record(2) };
    assert_eq!(begin(&record(1), Claimed::Exists(stored)), Ok(task(Some(2), false)));
}

#[test]
fn another_person_or_name_is_for_staff_to_look_at() {
    let person = GuardianRecord { person_index: "other".into(), ..record(1) };
    let name = GuardianRecord { name_index: "other".into(), ..record(1) };
    for stored in [person, name] {
        assert_eq!(begin(&record(1), Claimed::Exists(stored)), Err(AccountFailure::IdentityConflict));
    }
}

#[test]
fn a_new_user_is_recorded_as_created_whoever_claimed_the_name() {
    for other in [None, Some(2)] {
        assert_eq!(task(other, false).first(), Step::Create);
        assert_eq!(task(other, false).next(Answer::Made), created());
    }
}

#[test]
fn a_lost_answer_ends_as_created_with_the_same_password() {
    let ours = task(None, false);
    assert_eq!(ours.next(Answer::Exists), Step::LookUp);
    assert_eq!(ours.next(Answer::NeverSignedIn), Step::SetPassword);
    assert_eq!(ours.next(Answer::PasswordSet), created());
}

#[test]
fn an_account_that_the_person_has_is_linked() {
    let second_child = task(Some(2), false);
    assert_eq!(second_child.next(Answer::Exists), Step::AskOther(applicant(2)));
    assert_eq!(second_child.next(Answer::OtherHolds), linked());
}

#[test]
fn an_account_that_nobody_was_told_of_is_handed_over() {
    assert_eq!(task(Some(2), false).next(Answer::OtherLetGo), Step::LookUp);
}

#[test]
fn a_renewal_never_touches_a_password_of_their_own() {
    assert_eq!(task(None, true).first(), Step::LookUp);
    assert_eq!(task(None, true).next(Answer::HasPassword), linked());
}

#[test]
fn a_user_deleted_meanwhile_is_made_again() {
    assert_eq!(task(None, true).next(Answer::NoUser), Step::Create);
}

#[test]
fn what_the_pool_refuses_waits_for_a_person() {
    let failed = AccountOutcome::Failed { cause: AccountFailure::Refused };
    assert_eq!(task(None, false).next(Answer::Refused), Step::Record(failed));
}

/// The pool, as far as one user of it goes.
#[derive(Clone, Copy, Debug)]
enum User {
    Absent,
    Waiting { issue: u32 },
    SignedIn,
}

fn perform(step: &Step, user: &mut User, issue: u32, other_holds: bool) -> Answer {
    match (step, *user) {
        (Step::Create, User::Absent) => {
            *user = User::Waiting { issue };
            Answer::Made
        }
        (Step::Create, _) => Answer::Exists,
        (Step::AskOther(_), _) if other_holds => Answer::OtherHolds,
        (Step::AskOther(_), _) => Answer::OtherLetGo,
        (_, User::Absent) => Answer::NoUser,
        (Step::LookUp, User::Waiting { .. }) => Answer::NeverSignedIn,
        (Step::LookUp, User::SignedIn) => Answer::HasPassword,
        (Step::SetPassword, _) => {
            *user = User::Waiting { issue };
            Answer::PasswordSet
        }
        (Step::Record(_), _) => unreachable!("recording asks nobody"),
    }
}

fn users() -> impl Strategy<Value = User> {
    prop_oneof![Just(User::Absent), (1u32..3).prop_map(|issue| User::Waiting { issue }), Just(User::SignedIn)]
}

proptest! {
    /// `kills` are the numbers of steps after which the function is killed, time and again.
    #[test]
    fn wherever_it_is_killed_the_outcome_is_true(
        mut user in users(), other in prop::option::of(Just(2)), holds: bool, renewal: bool,
        kills in prop::collection::vec(0usize..5, 0..5),
    ) {
        let before = user;
        let task = task(other.filter(|_| !renewal), renewal);
        let mut outcome = None;
        for most in kills.into_iter().chain([8]) {
            let mut step = task.first();
            for _ in 0..most {
                if let Step::Record(_) = step { break }
                step = task.next(perform(&step, &mut user, task.issue, holds));
            }
            if let Step::Record(recorded) = step {
                outcome = Some(recorded);
                break;
            }
        }
        match outcome {
            Some(AccountOutcome::Created { issue, .. }) => {
                let set = if let User::Waiting { issue } = user { Some(issue) } else { None };
                prop_assert_eq!(set, Some(issue));
            }
            Some(AccountOutcome::Linked { .. }) => {
                let had_password = matches!(before, User::SignedIn);
                prop_assert!(had_password || (holds && task.other.is_some()));
            }
            failed => prop_assert!(false, "{failed:?}"),
        }
    }
}
