//! A school's folder, read and checked as a whole: nothing is written unless every row of every file is right.

use crate::assignments::{self, AssignmentRow};
use crate::campaign_file::{self, CampaignFile};
use crate::findings::Findings;
use crate::staff::{self, StaffRow};
use crate::students::{self, StudentRow};
use domain::StaffRole;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A folder without errors.
#[derive(Clone, Debug)]
pub struct Roster {
    /// `campaign.toml`
    pub campaign: CampaignFile,
    /// `students.csv`
    pub students: Vec<StudentRow>,
    /// `staff.csv`
    pub staff: Vec<StaffRow>,
    /// `assignments.csv`
    pub assignments: Vec<AssignmentRow>,
}

/// The files of a folder, in the order in which [`parse`] takes them.
pub const FILES: [&str; 4] = [campaign_file::FILE, students::FILE, staff::FILE, assignments::FILE];

/// Reads the folder; the roster is there when no error was found. `today` is the day in Taiwan.
pub fn read(dir: &Path, today: Date) -> (Option<Roster>, Findings) {
    let mut found = Findings::default();
    let files = FILES.map(|name| {
        let bytes = std::fs::read(dir.join(name));
        bytes.map_err(|error| found.file_error(name, format!("cannot be read ({error}): put it into the folder"))).ok()
    });
    checked(files, today, found)
}

/// The same of [`FILES`] that are at hand.
pub fn parse(files: [Vec<u8>; 4], today: Date) -> (Option<Roster>, Findings) {
    checked(files.map(Some), today, Findings::default())
}

fn checked(files: [Option<Vec<u8>>; 4], today: Date, mut found: Findings) -> (Option<Roster>, Findings) {
    let roster = understood(files, today, &mut found);
    if let Some(roster) = &roster {
        roster.check(&mut found);
    }
    (roster.filter(|_| found.errors.is_empty()), found)
}

fn understood(files: [Option<Vec<u8>>; 4], today: Date, found: &mut Findings) -> Option<Roster> {
    let [campaign, pupils, people, classes] = files;
    let staff = people.map(|bytes| staff::read(&bytes, found));
    let assignments = classes.map(|bytes| assignments::read(&bytes, found));
    let campaign = campaign.and_then(|bytes| match String::from_utf8(bytes) {
        Ok(text) => campaign_file::read(text.trim_start_matches('\u{feff}'), found),
        Err(_) => {
            found.file_error(campaign_file::FILE, "is not UTF-8: save it as UTF-8");
            None
        }
    })?;
    let students = pupils.map(|bytes| students::read(&bytes, &campaign.campaign, today, found));
    Some(Roster { campaign, students: students?, staff: staff?, assignments: assignments? })
}

impl Roster {
    /// Between the files: whom an assignment names, which class, and classes that nobody has. Who has an error in a
    /// file of their own is not there, so these are only asked when all files are right in themselves.
    fn check(&self, found: &mut Findings) {
        if !found.errors.is_empty() {
            return;
        }
        let roles: BTreeMap<&str, StaffRole> = self.staff.iter().map(|row| (row.username.as_str(), row.role)).collect();
        let classes: BTreeSet<_> = self.students.iter().map(|row| &row.student.class).collect();
        for row in &self.assignments {
            let mut wrong = |column, text: &str| found.cell_error(assignments::FILE, row.row, column, text);
            match roles.get(row.username.as_str()) {
                None => wrong("username", "is not in staff.csv: add the person there or correct the name"),
                Some(StaffRole::Registrar) => wrong("username", "is a registrar, who has every class: remove the row"),
                Some(StaffRole::Teacher) => {}
            }
            if !classes.contains(&row.class) {
                wrong("class", "has no pupil in students.csv: correct the class or remove the row");
            }
        }
        for class in classes.into_iter().filter(|class| !self.assignments.iter().any(|row| row.class == **class)) {
            found.file_note(assignments::FILE, format!("nobody has class {class}: only the registrar sees it"));
        }
    }
}
