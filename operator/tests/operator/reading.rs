//! Every wrong row is named with file, row and column; what a spreadsheet broke and can be told is repaired.

use crate::folder::Folder;

const STUDENTS: &str = "students.csv";

/// One wrong cell of the first pupil gives one error, at that place.
fn refuses(column: &str, value: &str, saying: &str) {
    let name = format!("refuses_{column}_{}", value.escape_unicode());
    let errors = Folder::new(&name[..name.len().min(80)]).cell(STUDENTS, 2, column, value).errors();
    assert_eq!(errors.len(), 1, "{column} {value}: {errors:?}");
    assert!(errors[0].starts_with(&format!("students.csv, row 2, {column}: ")), "{}", errors[0]);
    assert!(errors[0].contains(saying), "{}", errors[0]);
}

#[test]
fn a_wrong_cell_is_named_by_row_and_column() {
    refuses("student_number", "", "fill it in");
    refuses("student_number", "12", "too short");
    refuses("class", "一年一班", "such as 101");
    refuses("seat", "0", "01 to 99");
    refuses("name", "A123", "characters that do not belong");
    refuses("national_id", "Y290025007", "check digit");
    refuses("national_id", "Y2900250", "letter and nine digits");
    refuses("national_id", "", "entry_code");
    refuses("national_id", "Y*****5006", "masked");
    refuses("entry_code", "short", "8 to 32");
    refuses("birth_date", "40466", "as text");
    refuses("birth_date", "2011-02-30", "no date");
    refuses("birth_date", "2027-01-01", "future");
    refuses("protected", "maybe", "yes or no");
    refuses("home_phone", "12345678", "area code");
    refuses("emergency_contact_mobile", "9123", "09 and eight digits");
    refuses("emergency_contact_name", "0900000001", "characters");
    refuses("mailing_address", "--", "characters");
    refuses("name", "王\u{fffd}明", "CSV UTF-8");
}

#[test]
fn all_errors_of_all_files_are_told_at_once() {
    let folder = Folder::new("all_errors").cell(STUDENTS, 2, "seat", "x").cell(STUDENTS, 61, "class", "9");
    let folder = folder.cell("staff.csv", 3, "role", "cook").cell("assignments.csv", 2, "from", "soon");
    let errors = folder.errors();
    let places = [
        "staff.csv, row 3, role",
        "assignments.csv, row 2, from",
        "students.csv, row 2, seat",
        "students.csv, row 61, class",
    ];
    assert_eq!(errors.len(), places.len());
    for place in places {
        assert!(errors.iter().any(|error| error.starts_with(place)), "{place}");
    }
}

#[test]
fn no_error_shows_what_stands_in_a_cell() {
    let folder =
        Folder::new("nothing_personal").cell(STUDENTS, 2, "national_id", "Y290025007").cell(STUDENTS, 3, "name", "王9");
    let shown = folder.errors().join("\n");
    assert!(!shown.contains("Y29") && !shown.contains('王'), "{shown}");
}

#[test]
fn two_pupils_never_share_number_seat_id_or_code() {
    let folder = Folder::new("shared")
        .cell(STUDENTS, 3, "student_number", "1150001")
        .cell(STUDENTS, 5, "seat", "3")
        .cell(STUDENTS, 7, "national_id", "y190 025-031")
        .cell(STUDENTS, 8, "national_id", "Y190025031")
        .cell(STUDENTS, 16, "entry_code", "demo-7kxq");
    assert_eq!(
        folder.errors(),
        [
            "students.csv, row 3, student_number: row 2 has this pupil: correct one of the two",
            "students.csv, row 5, seat: row 4 has the same class and seat: correct one of the two",
            "students.csv, row 8, national_id: row 7 has the same ID number: correct one of the two",
            "students.csv, row 16, entry_code: row 15 has the same code: correct one of the two",
        ]
    );
}

#[test]
fn zeros_that_a_spreadsheet_dropped_are_put_back() {
    let folder = Folder::new("zeros")
        .cell(STUDENTS, 2, "seat", "1")
        .cell(STUDENTS, 2, "emergency_contact_mobile", "900000001")
        .cell(STUDENTS, 3, "home_phone", "900000002");
    let roster = folder.roster();
    let first = &roster.students[0];
    assert_eq!(first.student.seat.as_str(), "01");
    assert_eq!(first.contact.emergency_contact_mobile.as_ref().unwrap().reveal(), "0900000001");
    assert_eq!(roster.students[1].contact.home_phone.as_ref().unwrap().reveal(), "0900000002");
    assert_eq!(
        folder.notes(),
        [
            "students.csv, row 2, seat: the leading zero was put back",
            "students.csv, row 2, emergency_contact_mobile: the leading zero of a mobile number was put back",
            "students.csv, row 3, home_phone: the leading zero of a mobile number was put back",
        ]
    );
}

#[test]
fn roc_dates_are_understood_and_strange_ages_remarked() {
    let folder =
        Folder::new("dates").cell(STUDENTS, 2, "birth_date", "100/03/04").cell(STUDENTS, 3, "birth_date", "10/03/04");
    let born = folder.roster().students[0].student.birth_date.reveal();
    assert_eq!(born.to_string(), "2011-03-04");
    assert_eq!(
        folder.notes(),
        ["students.csv, row 3, birth_date: an unusual age for a pupil: check the year (ROC or Gregorian)"]
    );
}

#[test]
fn a_big5_file_is_converted_and_said_so() {
    let folder = Folder::new("big5").cell(STUDENTS, 6, "name", "林許功").cell(STUDENTS, 12, "name", "阮明英");
    let text = folder.text(STUDENTS);
    let (bytes, _, lost) = encoding_rs::BIG5.encode(&text);
    assert!(!lost);
    let folder = folder.write(STUDENTS, &bytes);
    assert_eq!(folder.roster().students[4].student.name.reveal(), "林許功");
    assert_eq!(folder.notes(), ["students.csv: was read as Big5: check some names on the screen afterwards"]);
}

#[test]
fn a_campaign_that_asks_for_codes_needs_one_for_every_pupil() {
    let folder =
        Folder::new("codes").replace("campaign.toml", "entry_policy = \"national_id\"", "entry_policy = \"code\"");
    let errors = folder.errors();
    assert_eq!(errors.len(), 59);
    assert_eq!(errors[0], "students.csv, row 2, entry_code: is empty: this campaign's entry asks for it");
}

#[test]
fn the_old_residence_format_ends_on_the_campaigns_day() {
    let folder =
        Folder::new("old_format").replace("campaign.toml", "paper_required = true", "old_residence_until = 2026-11-24");
    let errors = folder.errors();
    assert_eq!(errors.len(), 1);
    assert!(errors[0].starts_with("students.csv, row 9, national_id: is a residence number of the old format"));
}

#[test]
fn assignments_name_people_and_classes_that_exist() {
    let rows =
        "username,class,from,until\nnobody,101,2026-08-01,\nteacher-101,109,2026-08-01,\nregistrar,101,2026-08-01,\n";
    let errors = Folder::new("strangers").write("assignments.csv", rows.as_bytes()).errors();
    assert_eq!(errors.len(), 3);
    assert!(errors[0].starts_with("assignments.csv, row 2, username: is not in staff.csv"));
    assert!(errors[1].starts_with("assignments.csv, row 3, class: has no pupil"));
    assert!(errors[2].starts_with("assignments.csv, row 4, username: is a registrar"));
}

#[test]
fn an_assignment_neither_overlaps_nor_ends_before_it_begins() {
    let rows = "username,class,from,until\nteacher-101,101,2026-08-01,2026-09-30\nteacher-101,101,2026-09-30,\n\
                teacher-102,102,2026-08-01,2026-07-31\n";
    let errors = Folder::new("overlaps").write("assignments.csv", rows.as_bytes()).errors();
    assert_eq!(errors.len(), 2);
    assert!(errors[0].starts_with("assignments.csv, row 3, class: row 2 gives the same class"));
    assert!(errors[1].starts_with("assignments.csv, row 4, until: lies before from"));
}

#[test]
fn a_class_that_nobody_has_is_remarked() {
    let folder = Folder::new("nobody").without_row("assignments.csv", 2);
    assert_eq!(folder.notes(), ["assignments.csv: nobody has class 101: only the registrar sees it"]);
}

#[test]
fn a_member_of_staff_is_listed_once_with_a_known_mailbox() {
    let folder =
        Folder::new("staff").cell("staff.csv", 3, "username", "Teacher-101").cell("staff.csv", 4, "email", "mail");
    let errors = folder.errors();
    assert!(errors[0].starts_with("staff.csv, row 3, username: row 2 has this user name"));
    assert!(errors[1].starts_with("staff.csv, row 4, email: is no e-mail address"));
}

#[test]
fn a_wrong_campaign_key_is_named_by_line() {
    let folder = Folder::new("keys").replace("campaign.toml", "2030-08-31", "2030-01-31").replace(
        "campaign.toml",
        "= 3\n",
        "= -3\n",
    );
    assert_eq!(
        folder.errors(),
        [
            "campaign.toml, row 15, campaign.readable_until: must be later than campaign.closes: correct one of them",
            "campaign.toml, row 20, campaign.undo_window_seconds: is wrong: give whole seconds from 0 to 2678400",
        ]
    );
}

#[test]
fn an_unknown_or_missing_campaign_key_and_a_time_without_offset_are_refused() {
    let unknown = Folder::new("unknown_key").replace("campaign.toml", "paper_required", "paper_needed");
    assert!(
        unknown.errors()[0].starts_with("campaign.toml, row 18: unknown field `paper_needed`"),
        "{:?}",
        unknown.errors()
    );
    let missing = Folder::new("missing_key").replace("campaign.toml", "district = \"示範區\"\n", "");
    assert!(missing.errors()[0].contains("missing field `district`"));
    let local = Folder::new("no_offset").replace("campaign.toml", "2026-08-01T00:00:00+08:00", "2026-08-01T00:00:00");
    assert!(
        local.errors()[0].starts_with("campaign.toml, row 13, campaign.opens: is wrong: give a time with its offset")
    );
}

#[test]
fn a_private_handover_key_is_refused() {
    let (private, public) = operator::make_key().unwrap();
    let key = |set: &str| serde_json::from_str::<serde_json::Value>(set).unwrap()["keys"][0].clone();
    let table = |d: &str| {
        format!(
            "{}\n[[handover_keys]]\nkty = \"OKP\"\ncrv = \"Ed25519\"\nkid = {}\nx = {}\n{d}",
            Folder::new("handover").text("campaign.toml"),
            key(&public)["kid"],
            key(&public)["x"]
        )
    };
    let folder = Folder::new("handover").write("campaign.toml", table("").as_bytes());
    assert!(folder.roster().campaign.handover_keys.is_some());
    let folder = folder.write("campaign.toml", table(&format!("d = {}\n", key(&private)["private"])).as_bytes());
    assert!(folder.errors()[0].contains("shows its private part"), "{:?}", folder.errors());
}

#[test]
fn a_missing_file_is_named() {
    let errors = Folder::new("missing_file").without("staff.csv").errors();
    assert!(errors[0].starts_with("staff.csv: cannot be read"));
}
