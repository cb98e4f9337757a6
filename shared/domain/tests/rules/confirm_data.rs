//! 填答送出: the parent's answer about the child's data.

use crate::kit::*;

#[test]
fn correct_data_may_be_confirmed_at_any_time_before_the_deadline() {
    let story = given([confirm()]);
    let confirmation = story.case.confirmation.clone().unwrap();
    assert_eq!((confirmation.registry_correct, confirmation.error_report, confirmation.at), (true, None, story.now));
    assert_eq!(story.case.contact, contact());
}

#[test]
fn reporting_an_error_needs_words() {
    assert_eq!(given([]).when(report(None)), wrong(&[("/error_report", "required")]));
    let story = given([report(Some("姓名有誤"))]);
    assert_eq!(story.case.confirmation.unwrap().error_report.unwrap().reveal(), "姓名有誤");
}

#[test]
fn every_missing_contact_field_is_named_at_once() {
    let required = [
        "/contact/household_address",
        "/contact/mailing_address",
        "/contact/emergency_contact_name",
        "/contact/emergency_contact_mobile",
    ];
    let problems = required.map(|pointer| (pointer, "required"));
    assert_eq!(given([]).when(confirm_with(Contact::default())), wrong(&problems));
}

#[test]
fn a_household_without_a_land_line_is_fine() {
    assert_eq!(contact().home_phone, None);
    assert!(given([]).when(confirm()).is_ok());
}

#[test]
fn a_report_beside_correct_data_is_forgotten() {
    let Command::ConfirmData(form) = report(Some("沒有錯")) else { unreachable!() };
    let story = given([Command::ConfirmData(ConfirmData { registry_correct: true, ..form })]);
    assert_eq!(story.case.confirmation.unwrap().error_report, None);
}

#[test]
fn confirming_the_same_data_twice_adds_nothing() {
    assert_eq!(given([confirm()]).when(confirm()), Ok(vec![]));
    assert_eq!(given([report(Some("生日有誤"))]).when(report(Some("生日有誤"))), Ok(vec![]));
}

#[test]
fn data_may_be_confirmed_again_even_under_review() {
    let moved = Contact { home_phone: Phone::parse("02-20000000").ok(), ..contact() };
    let story = given(sent()).and(confirm_with(moved.clone()));
    assert_eq!(story.case.contact, moved);
    assert!(story.applicant(1).is_pending());
    assert!(story.and(approve(1)).when(report(Some("座號有誤"))).is_ok());
}

#[test]
fn a_protected_family_keeps_what_it_leaves_out() {
    let only_phone = Contact { home_phone: Phone::parse("02-20000000").ok(), ..Contact::default() };
    let roster = Command::ChangeRoster { student: Student { protected: true, ..student() }, contact: contact() };
    let story = given([roster, confirm_with(only_phone.clone())]);
    assert_eq!(story.case.contact, Contact { home_phone: only_phone.home_phone, ..contact() });
}

#[test]
fn a_protected_family_still_says_what_nobody_knows() {
    let story = Story::open(Student { protected: true, ..student() });
    assert!(matches!(story.when(confirm_with(Contact::default())), Err(Refusal::Fields(all)) if all.len() == 4));
}

#[test]
fn any_other_family_empties_what_it_leaves_out() {
    let roster = Command::ChangeRoster { student: student(), contact: contact() };
    let without = Contact { mailing_address: None, ..contact() };
    assert_eq!(given([roster]).when(confirm_with(without)), wrong(&[("/contact/mailing_address", "required")]));
}
