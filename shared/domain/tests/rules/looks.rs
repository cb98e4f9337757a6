//! A whole ID number is looked at with a reason, and the history says so; taking the file of the case is told too.

use crate::kit::*;

#[test]
fn each_look_is_an_event_of_its_own_with_its_reason() {
    let story = given(sent()).and(look(1)).and(look(1));
    let looks: Vec<_> = story.history.iter().filter(|recorded| recorded.event.kind() == "identity_looked_at").collect();
    assert_eq!(looks.len(), 2);
    assert!(matches!(&looks[0].by, By::Staff(member) if member.username == TEACHER));
    assert!(matches!(&looks[0].event, Event::IdentityLookedAt { no: ApplicantNo(1), reason }
        if reason.reveal() == "紙本字跡不清"));
}

#[test]
fn a_look_and_an_export_change_nothing_that_anybody_edits_or_decides() {
    let before = given(sent());
    let after = given(sent()).and(look(1)).and(Command::Export);
    let unmoved = Case { seq: before.case.seq, changed_at: before.case.changed_at, ..after.case.clone() };
    assert_eq!(unmoved, before.case);
    assert_eq!(after.case.seq, before.case.seq + 2);
}

#[test]
fn what_the_family_has_not_sent_is_not_looked_at() {
    assert_eq!(given([confirm(), agree(), one_parent()]).when(look(1)), Err(Refusal::NoSuchApplicant));
    assert_eq!(given(sent()).when(look(7)), Err(Refusal::NoSuchApplicant));
}
