//! The work on a case, up to the pool's door.

use crate::setting::{NO, applicant, apply, approved, pepper, provision_after};
use consumer::{Job, Outcome, Work, WorkError};
use domain::{AccountFailure, AccountState, ApplicantId, CaseId, Command, PersonName};
use jiff::SignedDuration;
use store::GuardianRecord;
use testkit::{World, adult};

fn job(world: &World, seen: u64) -> Job {
    Job { case: world.case, seen, cause: "message-1".to_owned() }
}

async fn state(world: &World) -> AccountState {
    world.stored().await.applicant(NO).unwrap().account_state()
}

#[tokio::test]
async fn within_the_undo_window_nothing_happens() {
    let world = approved().await;
    let outcome = provision_after(&world, 9).work(&job(&world, 0)).await.unwrap();
    assert_eq!(outcome, Outcome::NotYet(world.now + SignedDuration::from_secs(630)));
    assert_eq!(world.store.guardian(&pepper().person(&adult(1)).username).await.unwrap(), None);
}

#[tokio::test]
async fn an_approval_taken_back_leaves_nothing_due() {
    let world = approved().await;
    world.decided(Command::Undo { no: NO }).await;
    assert_eq!(provision_after(&world, 11).work(&job(&world, 0)).await.unwrap(), Outcome::Done);
}

#[tokio::test]
async fn a_name_is_claimed_before_the_pool_is_asked_and_the_case_stays_due() {
    let world = approved().await;
    let provision = provision_after(&world, 11);
    for _killed_and_again in 0..2 {
        assert!(matches!(provision.work(&job(&world, 0)).await, Err(WorkError::Later { .. })));
    }
    let person = pepper().person(&adult(1));
    let claim = world.store.guardian(&person.username).await.unwrap().unwrap();
    assert_eq!((claim.person_index, claim.made_for, claim.issue), (person.index, applicant(&world), 1));
    assert_eq!(state(&world).await, AccountState::Creating);
}

#[tokio::test]
async fn the_account_of_another_name_is_left_to_staff() {
    let world = approved().await;
    claim(&world, "林大山").await;
    assert_eq!(provision_after(&world, 11).work(&job(&world, 0)).await.unwrap(), Outcome::Done);
    let failure = world.stored().await.row().applicants[0].account_failure;
    assert_eq!(failure, Some(AccountFailure::IdentityConflict));
}

#[tokio::test]
async fn what_is_recorded_names_the_message_and_the_first_cause() {
    let world = approved().await;
    claim(&world, "林大山").await;
    provision_after(&world, 11).work(&job(&world, 0)).await.unwrap();
    let history = world.store.history(world.case).await.unwrap();
    let [.., approval, failure] = history.as_slice() else { panic!("too short") };
    assert_eq!((failure.request_id.as_str(), &failure.correlation_id), ("message-1", &approval.correlation_id));
}

#[tokio::test]
async fn a_message_that_comes_again_finds_nothing_due() {
    let world = approved().await;
    claim(&world, "林大山").await;
    let provision = provision_after(&world, 11);
    provision.work(&job(&world, 0)).await.unwrap();
    let seq = world.stored().await.seq;
    assert_eq!(provision.work(&job(&world, seq)).await.unwrap(), Outcome::Done);
    assert_eq!(world.stored().await.seq, seq);
}

#[tokio::test]
async fn a_case_older_than_its_message_is_not_worked() {
    let world = approved().await;
    let newer = world.stored().await.seq + 1;
    let worked = provision_after(&world, 11).work(&job(&world, newer)).await;
    assert!(matches!(worked, Err(WorkError::Behind { seen, found }) if seen == newer && found == newer - 1));
}

#[tokio::test]
async fn a_second_child_waits_for_the_pool_without_touching_the_claim() {
    let world = approved().await;
    provision_after(&world, 11).work(&job(&world, 0)).await.unwrap_err();
    let second = world.open_case(2, |_| {}).await;
    apply(&world, second, "陳美玉").await;
    let claim = world.store.guardian(&pepper().person(&adult(1)).username).await.unwrap().unwrap();
    assert_eq!(claim.made_for, applicant(&world));
}

/// Somebody with the same ID number, but called otherwise, came first.
async fn claim(world: &World, name: &str) {
    let pepper = pepper();
    let person = pepper.person(&adult(1));
    let record = GuardianRecord {
        username: person.username,
        person_index: person.index,
        name_index: pepper.name_index(&PersonName::parse(name).unwrap().comparison_form()),
        made_for: ApplicantId { case: CaseId::from_random([9; 16]), no: NO },
        issue: 1,
    };
    world.store.claim_guardian(&record).await.unwrap();
}
