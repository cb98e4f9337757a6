//! The registry's row, and the paper that came back.

use crate::kit::*;

fn roster(student: Student, contact: Contact) -> Command {
    Command::ChangeRoster { student, contact }
}

#[test]
fn a_changed_row_is_an_event_and_the_same_is_none() {
    let moved = Student { class: ClassCode::parse("102").unwrap(), ..student() };
    let story = given([roster(moved.clone(), contact())]);
    assert_eq!((&story.case.student, &story.case.contact), (&moved, &contact()));
    assert_eq!(story.when(roster(moved, contact())), Ok(vec![]));
}

#[test]
fn what_the_parent_confirmed_is_not_overwritten() {
    let story = given([confirm()]);
    assert_eq!(story.when(roster(student(), Contact::default())), Ok(vec![]));
    let seat = Student { seat: Seat::parse("02").unwrap(), ..student() };
    assert_eq!(story.and(roster(seat, Contact::default())).case.contact, contact());
}

#[test]
fn a_waiting_review_moves_with_the_pupil() {
    let moved = Student { class: ClassCode::parse("102").unwrap(), ..student() };
    let row = given(sent()).and(roster(moved, contact())).case.row();
    assert_eq!((row.class.as_str(), row.applicants[0].review), ("102", ReviewState::Pending));
}

#[test]
fn the_childs_id_cannot_become_an_applicants() {
    let clash = Student { national_id: father().national_id, ..student() };
    let problem = wrong(&[("/national_id", "same-person")]);
    assert_eq!(given(ready(one_parent())).when(roster(clash.clone(), contact())), problem);
    assert!(given([]).when(roster(clash, contact())).is_ok());
}

#[test]
fn a_pupil_without_an_id_hinders_nobody() {
    let without = Student { national_id: None, ..student() };
    assert!(given([roster(without, contact()), agree()]).when(one_parent()).is_ok());
}

#[test]
fn the_paper_is_ticked_and_unticked_at_any_time() {
    let tick = |returned| Command::MarkPaper { returned };
    let story = given([]).after_closing(90 * DAY);
    assert_eq!(story.when(tick(false)), Ok(vec![]));
    let ticked = story.and(tick(true));
    assert_eq!(ticked.case.row().paper_returned_at, Some(ticked.now));
    assert_eq!(ticked.when(tick(true)), Ok(vec![]));
    assert_eq!(ticked.and(tick(false)).case.paper_returned_at, None);
}

#[test]
fn an_error_report_shows_in_the_class_list() {
    assert_eq!(given([report(Some("生日有誤"))]).case.row().error_report.as_deref(), Some("生日有誤"));
    assert_eq!(given([confirm()]).case.row().error_report, None);
}
