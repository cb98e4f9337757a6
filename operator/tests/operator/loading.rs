//! What the loader does to the table: everything once, changes as events, nothing when anything is wrong.

use crate::folder::Folder;
use crate::table::{NOON, Table, number, pepper, school};
use domain::{By, CampaignId, ClassCode, Event, ReviewState, synthetic};
use jiff::civil::date;
use operator::load::Counts;

const STUDENTS: &str = "students.csv";
const NOTHING: Counts = Counts { campaign: 0, classes: 0, opened: 0, changed: 0, staff: 0 };

#[tokio::test]
async fn the_whole_school_is_loaded() {
    let table = Table::empty().await;
    let (counts, notes) = table.load(&Folder::new("whole_school")).await;
    assert_eq!(counts, Counts { campaign: 1, classes: 2, opened: 60, changed: 0, staff: 3 });
    assert_eq!(notes, [""; 0]);
    assert_eq!(table.0.schools().await.unwrap()[0].name, "雲端市立示範高級中學");
    assert_eq!(table.0.classes(&school()).await.unwrap().len(), 2);
    assert_eq!((table.class("101").await.len(), table.class("102").await.len()), (30, 30));
    assert_eq!(table.case("1150014").await.student.name.reveal(), "Siti Rahma");
}

#[tokio::test]
async fn loading_twice_changes_nothing() {
    let (table, folder) = Table::with_demo("loading_twice").await;
    assert_eq!(table.load(&folder).await, (NOTHING, vec![]));
    assert_eq!(table.case("1150001").await.seq, 1);
}

#[tokio::test]
async fn the_id_or_else_the_printed_code_opens_the_entry() {
    let (table, folder) = Table::with_demo("sign_in").await;
    for (student, at) in [("1150001", 0), ("1150014", 13)] {
        let typed = folder.roster().students[at].secret.reveal().to_lowercase();
        let stored = table.entry(student).await.secret_index;
        assert!(pepper().sign_in_matches("demo", student, &typed, Some(&stored)), "{student}");
    }
}

#[tokio::test]
async fn a_teacher_has_a_class_from_the_first_to_the_last_day() {
    let (table, _) = Table::with_demo("teacher").await;
    let teacher = table.0.staff("teacher-101").await.unwrap().unwrap();
    let covers = |class: &str, day| teacher.covers(&school(), &ClassCode::parse(class).unwrap(), day);
    assert!(covers("101", date(2026, 11, 24)) && covers("102", date(2026, 9, 30)));
    assert!(!covers("102", date(2026, 10, 1)));
}

#[tokio::test]
async fn a_pupil_who_changes_class_takes_a_waiting_review_along() {
    let (table, folder) = Table::with_demo("class_move").await;
    table.family_sends("1150001", &synthetic::national_id(900_001)).await;
    let folder = folder.cell(STUDENTS, 2, "class", "102").cell(STUDENTS, 2, "seat", "31");
    assert_eq!(table.load(&folder).await.0, Counts { changed: 1, ..NOTHING });
    let moved = table.class("102").await.into_iter().find(|entry| entry.row.student_number == "1150001").unwrap();
    assert_eq!((moved.row.seat.as_str(), moved.row.applicants[0].review), ("31", ReviewState::Pending));
    assert_eq!(table.class("101").await.len(), 29);
    let last = table.0.history(moved.case).await.unwrap().pop().unwrap();
    assert!(matches!((last.event, last.by), (Event::RosterChanged { .. }, By::Operator)));
    assert_eq!(table.load(&folder).await.0, NOTHING);
}

#[tokio::test]
async fn what_the_family_confirmed_is_not_overwritten() {
    let (table, folder) = Table::with_demo("confirmed").await;
    table.family_sends("1150001", &synthetic::national_id(900_001)).await;
    let folder = folder.cell(STUDENTS, 2, "mailing_address", "雲端市示範區新路9號");
    assert_eq!(table.load(&folder).await.0, NOTHING);
}

#[tokio::test]
async fn a_corrected_id_changes_the_case_and_the_entry() {
    let (table, folder) = Table::with_demo("corrected_id").await;
    let before = table.entry("1150001").await;
    let id = synthetic::national_id(9_001);
    let folder = folder.cell(STUDENTS, 2, "national_id", id.reveal());
    assert_eq!(table.load(&folder).await.0, Counts { changed: 1, ..NOTHING });
    let after = table.entry("1150001").await;
    assert_eq!(table.case("1150001").await.student.national_id.as_ref(), Some(&id));
    assert!(pepper().sign_in_matches("demo", "1150001", id.reveal(), Some(&after.secret_index)));
    assert_eq!((before.case, before.secret_index == after.secret_index), (after.case, false));
}

#[tokio::test]
async fn another_printed_code_changes_the_entry_alone() {
    let (table, folder) = Table::with_demo("another_code").await;
    let folder = folder.cell(STUDENTS, 15, "entry_code", "DEMO8MYR");
    assert_eq!(table.load(&folder).await.0, Counts { changed: 1, ..NOTHING });
    assert_eq!(table.case("1150014").await.seq, 1);
    assert_eq!(table.load(&folder).await.0, NOTHING);
}

#[tokio::test]
async fn only_a_code_that_opens_the_entry_is_kept_for_the_form() {
    let (table, folder) = Table::with_demo("kept_codes").await;
    let codes = async || {
        let known: Vec<_> = table.0.students(&school()).await.unwrap().into_iter().map(|(number, _)| number).collect();
        let codes = table.0.entry_codes(&school(), &known).await.unwrap();
        codes.into_values().map(|code| code.reveal().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(codes().await, ["DEMO7KXQ"], "of the pupil without an ID number");
    let folder = folder.cell(STUDENTS, 2, "entry_code", "DEMO2ABC");
    assert_eq!(table.load(&folder).await.0, NOTHING, "the ID opens this entry");
    let folder = folder.cell(STUDENTS, 15, "national_id", synthetic::national_id(9_003).reveal());
    assert_eq!(table.load(&folder).await.0, Counts { changed: 1, ..NOTHING });
    assert_eq!(codes().await, [""; 0]);
}

#[tokio::test]
async fn a_code_that_an_earlier_load_did_not_keep_is_kept_now() {
    let (table, folder) = Table::with_demo("code_kept_later").await;
    let entry = table.entry("1150014").await;
    assert!(table.0.put_student_entry(&school(), &number("1150014"), &entry, None, NOON).await.unwrap());
    assert_eq!(table.load(&folder).await.0, Counts { changed: 1, ..NOTHING });
    let codes = table.0.entry_codes(&school(), [&number("1150014")]).await.unwrap();
    assert_eq!(codes[&entry.case].reveal(), "DEMO7KXQ");
    assert_eq!(table.load(&folder).await.0, NOTHING);
}

#[tokio::test]
async fn a_child_with_an_applicants_id_stops_the_load() {
    let (table, folder) = Table::with_demo("applicants_id").await;
    let father = synthetic::national_id(900_001);
    table.family_sends("1150001", &father).await;
    let folder = folder.cell(STUDENTS, 2, "national_id", father.reveal()).cell(STUDENTS, 3, "seat", "31");
    let text = "is the ID number of somebody who applies for this pupil: compare it with the registry";
    assert_eq!(table.refuses(&folder).await, [format!("students.csv, row 2, national_id: {text}")]);
    assert_eq!(table.case("1150002").await.student.seat.as_str(), "02");
}

#[tokio::test]
async fn one_bad_row_writes_nothing() {
    let table = Table::empty().await;
    let folder = Folder::new("one_bad_row").cell(STUDENTS, 61, "seat", "x");
    assert!(folder.read().0.is_none());
    assert_eq!(table.0.students(&school()).await.unwrap(), []);
}

#[tokio::test]
async fn a_missing_pupil_is_reported_and_stays() {
    let (table, folder) = Table::with_demo("missing_pupil").await;
    let folder = folder.without_row(STUDENTS, 2);
    let text = "student 1150001 has no row any more: nothing is deleted, the case stays open";
    assert_eq!(table.load(&folder).await, (NOTHING, vec![format!("students.csv: {text}")]));
    assert_eq!(table.case("1150001").await.student.number, number("1150001"));
}

#[tokio::test]
async fn a_new_pupil_joins_a_running_campaign() {
    let (table, folder) = Table::with_demo("new_pupil").await;
    let row = "1150061,102,31,林小樹,Y290025006,,2011-01-01,無,no,,,,,\n"
        .replace("Y290025006", synthetic::national_id(9_002).reveal());
    let text = folder.text(STUDENTS) + &row;
    let folder = folder.write(STUDENTS, text.as_bytes());
    assert_eq!(table.load(&folder).await.0, Counts { opened: 1, ..NOTHING });
    assert_eq!(table.class("102").await.len(), 31);
}

#[tokio::test]
async fn protection_is_taken_on_and_its_end_is_remarked() {
    let (table, folder) = Table::with_demo("protection").await;
    assert!(table.case("1150017").await.student.protected);
    let folder = folder.cell(STUDENTS, 18, "protected", "no").cell(STUDENTS, 19, "protected", "是");
    let text = "students.csv, row 18, protected: this pupil was protected and no longer is";
    assert_eq!(table.load(&folder).await, (Counts { changed: 2, ..NOTHING }, vec![text.to_owned()]));
    assert!(table.case("1150018").await.student.protected);
}

#[tokio::test]
async fn an_assignment_without_a_row_is_reported_and_one_with_a_last_day_ends() {
    let (table, folder) = Table::with_demo("assignments").await;
    let dropped = folder.without_row("assignments.csv", 3);
    let (counts, notes) = table.load(&dropped).await;
    assert_eq!((counts, notes.len()), (NOTHING, 1));
    assert!(notes[0].starts_with("assignments.csv: teacher-102 has class 102 from 2026-08-01 and no row for it"));
    let ended = Folder::new("assignments").cell("assignments.csv", 3, "until", "2026-10-31");
    assert_eq!(table.load(&ended).await.0, Counts { staff: 1, ..NOTHING });
    let teacher = table.0.staff("teacher-102").await.unwrap().unwrap();
    assert_eq!(teacher.classes_on(date(2026, 11, 1)).count(), 0);
}

#[tokio::test]
async fn staff_of_another_school_is_not_taken_over() {
    let (table, folder) = Table::with_demo("other_staff").await;
    let other = folder.replace("campaign.toml", "id = \"demo\"", "id = \"other\"");
    let errors = table.refuses(&other).await;
    assert_eq!(errors.len(), 3);
    assert_eq!(errors[0], "staff.csv, row 2, username: belongs to staff of another school: correct it");
}

#[tokio::test]
async fn changed_settings_are_one_change() {
    let (table, folder) = Table::with_demo("settings").await;
    let folder = folder.replace("campaign.toml", "undo_window_seconds = 3", "undo_window_seconds = 5");
    assert_eq!(table.load(&folder).await.0, Counts { campaign: 1, ..NOTHING });
    let campaign = table.0.campaign(&school(), &CampaignId::parse("115-1").unwrap()).await.unwrap().unwrap();
    assert_eq!(campaign.undo_window_seconds, 5);
}

#[tokio::test]
async fn the_next_campaign_waits_for_the_end_of_this_one() {
    let (table, folder) = Table::with_demo("next_campaign").await;
    let next = folder.replace("campaign.toml", "\"115-1\"", "\"115-2\"").replace(
        "campaign.toml",
        "2026-08-01T",
        "2026-10-01T",
    );
    let text = "campaign.toml: campaign.id: campaign 115-1 is not closed yet: load this one afterwards";
    assert_eq!(table.refuses(&next).await, [text]);
}

#[tokio::test]
async fn the_next_campaign_opens_new_cases_and_the_last_cannot_come_back() {
    let table = Table::empty().await;
    let last = Folder::new("last_campaign").replace("campaign.toml", "2030-07-31", "2026-10-31");
    table.load(&last).await;
    let before = table.entry("1150001").await;
    let next = Folder::new("campaign_after").replace("campaign.toml", "\"115-1\"", "\"115-2\"");
    let next = next.replace("campaign.toml", "2026-08-01T", "2026-11-01T");
    assert_eq!(table.load(&next).await.0, Counts { campaign: 1, opened: 60, ..NOTHING });
    assert_ne!(table.entry("1150001").await.case, before.case);
    let text = "campaign.toml: campaign.id: campaign 115-2 opens later and was loaded: this one cannot come back";
    assert_eq!(table.refuses(&last).await, [text]);
    assert!(NOON > "2026-11-01T00:00:00+08:00".parse().unwrap());
}
