//! `assignments.csv`: which classes a teacher has, and from when until when. A class may have several teachers.

use crate::cells::Cells;
use crate::findings::Findings;
use crate::staff::username;
use crate::table::{self, Layout};
use domain::{ClassCode, parse_date};
use jiff::civil::Date;

/// The file's name.
pub(crate) const FILE: &str = "assignments.csv";

const LAYOUT: Layout = Layout { file: FILE, needed: &["username", "class", "from", "until"], optional: &[] };

/// One class of one member of staff.
#[derive(Clone, Debug)]
pub struct AssignmentRow {
    /// The row in the file.
    pub row: usize,
    /// Whose.
    pub username: String,
    /// The class.
    pub class: ClassCode,
    /// The first day.
    pub from: Date,
    /// The last day, if known.
    pub until: Option<Date>,
}

/// Reads every row that is right; the rest become errors.
pub(crate) fn read(bytes: &[u8], found: &mut Findings) -> Vec<AssignmentRow> {
    let mut read: Vec<AssignmentRow> = Vec::new();
    for row in &table::read(&LAYOUT, bytes, found) {
        let mut cells = Cells::of(FILE, row, found);
        let username = cells.needed("username", username);
        let class = cells.needed("class", ClassCode::parse);
        let from = cells.needed("from", parse_date);
        let until = cells.maybe("until", parse_date);
        let (Some(username), Some(class), Some(from), Some(until)) = (username, class, from, until) else { continue };
        let assignment = AssignmentRow { row: row.number, username, class, from, until };
        if until.is_some_and(|until| until < from) {
            cells.wrong("until", "lies before from: correct one of the two");
        } else if let Some(first) = read.iter().find(|other| other.overlaps(&assignment)) {
            cells.wrong("class", format!("row {} gives the same class for the same days: remove one", first.row));
        }
        read.push(assignment);
    }
    read
}

impl AssignmentRow {
    fn overlaps(&self, other: &Self) -> bool {
        let begins_in_time = |one: &Self, two: &Self| two.until.is_none_or(|until| one.from <= until);
        self.username == other.username
            && self.class == other.class
            && begins_in_time(self, other)
            && begins_in_time(other, self)
    }
}
