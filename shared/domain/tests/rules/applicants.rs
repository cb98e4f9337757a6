//! Naming who applies.

use crate::kit::*;
use Arrangement::{BothParents, OneParent, OtherGuardian};

fn agreed() -> Story {
    given([agree()])
}

fn numbers(story: &Story) -> Vec<u32> {
    story.case.applicants.iter().map(|applicant| applicant.no.0).collect()
}

#[test]
fn naming_somebody_needs_an_agreed_consent() {
    for before in [vec![], vec![decline()], vec![agree(), Command::WithdrawConsent]] {
        assert_eq!(given(before).when(one_parent()), Err(Refusal::ConsentNeeded));
    }
}

#[test]
fn each_arrangement_takes_its_own_number_of_people() {
    let [guardian, parent] = [Relationship::Guardian, Relationship::Mother];
    for (arrangement, relationship, fits) in
        [(OneParent, parent, [1, 1]), (BothParents, parent, [2, 2]), (OtherGuardian, guardian, [1, 2])]
    {
        for count in 0..=3 {
            let people: Vec<_> = (0..count).map(|n| person(20 + n, relationship)).collect();
            let answer = agreed().when(name(arrangement, people));
            let expected = (fits[0]..=fits[1]).contains(&count);
            assert_eq!(answer.is_ok(), expected, "{arrangement:?} {count}");
            if !expected {
                assert_eq!(answer, wrong(&[("/applicants", "count")]));
            }
        }
    }
}

#[test]
fn a_relationship_has_to_fit_the_arrangement() {
    let problem = wrong(&[("/applicants/0/relationship", "not-in-arrangement")]);
    assert_eq!(agreed().when(name(OneParent, [grandmother()])), problem);
    assert_eq!(agreed().when(name(BothParents, [grandmother(), mother()])), problem);
    assert_eq!(agreed().when(name(OtherGuardian, [mother()])), problem);
}

#[test]
fn two_parents_may_be_of_the_same_sex() {
    let mothers = [mother(), person(13, Relationship::Mother)];
    assert!(agreed().when(name(BothParents, mothers)).is_ok());
}

#[test]
fn two_parents_may_share_mobile_and_mailbox() {
    let shared = ApplicantForm { email: father().email, mobile: father().mobile, ..mother() };
    assert!(agreed().when(name(BothParents, [father(), shared])).is_ok());
}

#[test]
fn nobody_is_named_twice() {
    let twin = ApplicantForm { national_id: father().national_id, ..mother() };
    let problem = wrong(&[("/applicants/1/national_id", "same-person")]);
    assert_eq!(agreed().when(name(BothParents, [father(), twin.clone()])), problem);
    assert_eq!(given([agree(), both_parents()]).when(name(BothParents, [father(), twin])), problem);
}

#[test]
fn one_stored_applicant_twice_is_not_both() {
    let twice = name(BothParents, [father(), father()]);
    let problem = wrong(&[("/applicants/1/national_id", "same-person")]);
    assert_eq!(given([agree(), both_parents()]).when(twice), problem);
}

#[test]
fn nobody_applies_with_the_childs_own_id() {
    let child = ApplicantForm { national_id: student().national_id, ..mother() };
    let problem = wrong(&[("/applicants/1/national_id", "childs-own")]);
    assert_eq!(agreed().when(name(BothParents, [father(), child])), problem);
}

#[test]
fn a_new_applicant_needs_id_mobile_and_an_answer_about_email() {
    let empty = ApplicantForm { no: None, ..again(1, mother()) };
    let problems = ["national_id", "mobile", "email"].map(|field| format!("/applicants/1/{field}"));
    let expected = problems.each_ref().map(|pointer| (pointer.as_str(), "required"));
    assert_eq!(agreed().when(name(BothParents, [father(), empty])), wrong(&expected));
}

#[test]
fn every_problem_keeps_its_own_place_in_the_form() {
    let incomplete = ApplicantForm { mobile: None, ..father() };
    let child = ApplicantForm { national_id: student().national_id, ..mother() };
    let both = wrong(&[("/applicants/0/mobile", "required"), ("/applicants/1/national_id", "childs-own")]);
    assert_eq!(agreed().when(name(BothParents, [incomplete, child])), both);
}

#[test]
fn having_no_mailbox_is_an_answer() {
    let story = agreed().and(name(OneParent, [ApplicantForm { email: Given::Value(None), ..father() }]));
    assert_eq!(story.applicant(1).person.email, None);
}

#[test]
fn what_a_known_applicant_leaves_out_stays() {
    let english = ApplicantForm { language: Some(Language::En), ..father() };
    let renamed = ApplicantForm { name: PersonName::parse("林大木").unwrap(), ..again(1, father()) };
    let story = agreed().and(name(OneParent, [english])).and(name(OneParent, [renamed]));
    let person = &story.applicant(1).person;
    assert_eq!((person.name.reveal(), person.language), ("林大木", Language::En));
    assert_eq!((Some(&person.national_id), &person.email), (father().national_id.as_ref(), &email("person-10")));
}

#[test]
fn the_same_national_id_keeps_its_number() {
    let renamed = ApplicantForm { name: PersonName::parse("林大木").unwrap(), ..mother() };
    let story = given([agree(), both_parents(), name(BothParents, [father(), renamed])]);
    assert_eq!(numbers(&story), [1, 2]);
}

#[test]
fn a_corrected_national_id_keeps_its_number() {
    let corrected = ApplicantForm { no: Some(ApplicantNo(1)), ..person(15, Relationship::Father) };
    let story = given([agree(), one_parent(), name(OneParent, [corrected])]);
    assert_eq!(numbers(&story), [1]);
    assert_eq!(story.applicant(1).person.national_id, synthetic::national_id(15));
}

#[test]
fn an_unknown_number_is_named() {
    let unknown = wrong(&[("/applicants/0/applicant_id", "unknown")]);
    assert_eq!(agreed().when(name(OneParent, [again(1, father())])), unknown);
}

#[test]
fn one_number_is_not_two_people() {
    let [x, y] = [15, 16].map(|n| ApplicantForm { no: Some(ApplicantNo(1)), ..person(n, Relationship::Father) });
    let problem = wrong(&[("/applicants/1/applicant_id", "same-person")]);
    assert_eq!(given([agree(), one_parent()]).when(name(BothParents, [x, y])), problem);
}

#[test]
fn a_number_given_to_another_is_not_found_by_id() {
    let became = ApplicantForm { no: Some(ApplicantNo(1)), ..person(15, Relationship::Father) };
    let story = given([agree(), one_parent(), name(BothParents, [father(), became])]);
    assert_eq!(numbers(&story), [2, 1]);
    assert_eq!(story.applicant(2).person.national_id, synthetic::national_id(10));
}

#[test]
fn naming_the_same_people_twice_adds_nothing() {
    let story = given([agree(), both_parents()]);
    for same in [[father(), mother()], [mother(), father()], [again(1, father()), again(2, mother())]] {
        assert_eq!(story.when(name(BothParents, same)), Ok(vec![]));
    }
}

#[test]
fn going_from_two_to_one_forgets_the_second() {
    let story = given([agree(), both_parents(), one_parent()]);
    assert_eq!(numbers(&story), [1]);
    assert_eq!(numbers(&story.and(both_parents())), [1, 3], "a number is never given out twice");
}

#[test]
fn who_applies_is_locked_under_review() {
    assert_eq!(given(sent()).when(both_parents()), Err(Refusal::UnderReview));
    assert_eq!(given(both_sent()).and(reject(1)).when(one_parent()), Err(Refusal::UnderReview));
}

#[test]
fn an_approved_applicant_is_left_out_or_repeated_and_stays() {
    let story = given(sent()).and(approve(1));
    for forms in [vec![mother()], vec![again(1, father()), mother()], vec![mother(), father()]] {
        let story = story.clone().and(name(BothParents, forms));
        assert!(story.applicant(1).is_approved());
        assert_eq!(story.applicant(2).review, Review::Draft);
    }
    assert_eq!(story.when(name(OneParent, [])), Ok(vec![]));
}

#[test]
fn an_approved_applicant_is_not_changed_here() {
    let renamed = ApplicantForm { name: PersonName::parse("林大木").unwrap(), ..again(1, father()) };
    let story = given(sent()).and(approve(1));
    assert_eq!(story.when(name(OneParent, [renamed])), Err(Refusal::AlreadyApproved));
}

#[test]
fn an_approved_applicant_counts_in_the_arrangement() {
    let story = given(sent()).and(approve(1));
    assert_eq!(story.when(name(OneParent, [mother()])), wrong(&[("/applicants", "count")]));
    let twin = ApplicantForm { no: None, ..again(1, mother()) };
    let twin = ApplicantForm { national_id: student().national_id, mobile: mother().mobile, ..twin };
    let twin = ApplicantForm { email: Given::Value(None), ..twin };
    assert_eq!(story.when(name(BothParents, [twin])), wrong(&[("/applicants/0/national_id", "childs-own")]));
}

#[test]
fn an_approved_applicant_is_not_asked_to_fit_anew() {
    let story = given(sent()).and(approve(1));
    assert!(story.when(name(OtherGuardian, [again(1, father()), grandmother()])).is_ok());
}
