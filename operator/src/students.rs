//! `students.csv`: a pupil a row.

use crate::cells::Cells;
use crate::findings::Findings;
use crate::table::{self, Layout, Row};
use crate::unique::Unique;
use domain::{
    Address, BirthDate, Campaign, ClassCode, Contact, EntryCode, EntryPolicy, FieldError, FreeText, IdPolicy, Mobile,
    NationalId, PersonName, Phone, Seat, Student, StudentNumber,
};
use jiff::civil::Date;

/// The file's name.
pub(crate) const FILE: &str = "students.csv";

const LAYOUT: Layout = Layout {
    file: FILE,
    needed: &[
        "student_number",
        "class",
        "seat",
        "name",
        "national_id",
        "entry_code",
        "birth_date",
        "indigenous_status",
        "protected",
        "household_address",
        "mailing_address",
        "home_phone",
        "emergency_contact_name",
        "emergency_contact_mobile",
    ],
    optional: &[],
};

/// Ages that are not remarked on; evening schools have older pupils.
const USUAL_AGES: std::ops::RangeInclusive<i16> = 5..=25;

/// One pupil.
#[derive(Clone, Debug)]
pub struct StudentRow {
    /// The row in the file.
    pub row: usize,
    /// The registry's data.
    pub student: Student,
    /// Contact data known to the school.
    pub contact: Contact,
    /// What the family types at the entry, as the campaign says.
    pub secret: EntrySecret,
}

/// What opens a family's entry.
#[derive(Clone, Debug)]
pub enum EntrySecret {
    /// The child's ID.
    NationalId(NationalId),
    /// The code printed on the child's form.
    Code(EntryCode),
}

impl EntrySecret {
    /// What is typed, in clear.
    pub fn reveal(&self) -> &str {
        match self {
            EntrySecret::NationalId(id) => id.reveal(),
            EntrySecret::Code(code) => code.reveal(),
        }
    }

    /// The code to print; the child's ID is never printed.
    pub fn code(&self) -> Option<&EntryCode> {
        match self {
            EntrySecret::NationalId(_) => None,
            EntrySecret::Code(code) => Some(code),
        }
    }
}

/// Reads every row that is right; the rest become errors. `today` is the day in Taiwan.
pub(crate) fn read(bytes: &[u8], campaign: &Campaign, today: Date, found: &mut Findings) -> Vec<StudentRow> {
    let rows = table::read(&LAYOUT, bytes, found);
    let mut pupils = Vec::with_capacity(rows.len());
    let mut seen = Seen::new();
    for row in &rows {
        let mut cells = Cells::of(FILE, row, found);
        seen.check(row, &mut cells);
        pupils.extend(pupil(row, &mut cells, campaign, today));
    }
    if rows.is_empty() && found.errors.is_empty() {
        found.file_error(FILE, "has no pupils: add a row for each");
    }
    pupils
}

fn pupil(row: &Row, cells: &mut Cells<'_>, campaign: &Campaign, today: Date) -> Option<StudentRow> {
    let policy = IdPolicy { old_residence_until: campaign.old_residence_until, today };
    let number = cells.needed("student_number", StudentNumber::parse);
    let class = cells.needed("class", ClassCode::parse);
    let seat = seat(cells);
    let name = cells.needed("name", PersonName::parse);
    let national_id = cells.maybe("national_id", |raw| NationalId::parse(raw, &policy));
    let entry_code = entry_code(cells);
    let birth_date = birth_date(cells, today);
    let indigenous_status =
        cells.needed("indigenous_status", |raw| FreeText::parse(if raw.is_empty() { "無" } else { raw }));
    let protected = protected(cells);
    let contact = contact(cells);
    let secret = secret(cells, campaign.entry_policy, national_id.as_ref()?.as_ref(), entry_code?);
    let student = Student {
        number: number?,
        class: class?,
        seat: seat?,
        name: name?,
        national_id: national_id?,
        birth_date: birth_date?,
        indigenous_status: indigenous_status?,
        protected: protected?,
    };
    Some(StudentRow { row: row.number, student, contact: contact?, secret: secret? })
}

fn seat(cells: &mut Cells<'_>) -> Option<Seat> {
    let seat = cells.needed("seat", Seat::parse)?;
    if cells.text("seat").len() == 1 {
        cells.note("seat", "the leading zero was put back");
    }
    Some(seat)
}

fn birth_date(cells: &mut Cells<'_>, today: Date) -> Option<BirthDate> {
    let born = cells.needed("birth_date", |raw| BirthDate::parse(raw, today))?;
    if !USUAL_AGES.contains(&(today.year() - born.reveal().year())) {
        cells.note("birth_date", "an unusual age for a pupil: check the year (ROC or Gregorian)");
    }
    Some(born)
}

fn protected(cells: &mut Cells<'_>) -> Option<bool> {
    match cells.text("protected").to_lowercase().as_str() {
        "yes" | "true" | "1" | "y" | "是" | "保護" => Some(true),
        "" | "no" | "false" | "0" | "n" | "否" => Some(false),
        _ => {
            cells.wrong("protected", "is neither: write yes or no (是, 否)");
            None
        }
    }
}

fn entry_code(cells: &mut Cells<'_>) -> Option<Option<EntryCode>> {
    match EntryCode::parse(cells.text("entry_code")) {
        Ok(code) => Some(Some(code)),
        Err(FieldError::Required) => Some(None),
        Err(_) => {
            cells.wrong("entry_code", "is no entry code: give 8 to 32 letters and digits, another for each pupil");
            None
        }
    }
}

fn secret(
    cells: &mut Cells<'_>,
    policy: EntryPolicy,
    national_id: Option<&NationalId>,
    entry_code: Option<EntryCode>,
) -> Option<EntrySecret> {
    let code = entry_code.map(EntrySecret::Code);
    let secret = match policy {
        EntryPolicy::NationalId => national_id.cloned().map(EntrySecret::NationalId).or(code),
        EntryPolicy::Code => code,
    };
    if secret.is_none() {
        let (column, text) = match policy {
            EntryPolicy::NationalId => ("national_id", "is empty: give it, or an entry_code for a pupil who has none"),
            EntryPolicy::Code => ("entry_code", "is empty: this campaign's entry asks for it"),
        };
        cells.wrong(column, text);
    }
    secret
}

fn contact(cells: &mut Cells<'_>) -> Option<Contact> {
    let household_address = cells.maybe("household_address", Address::parse);
    let mailing_address = cells.maybe("mailing_address", Address::parse);
    let home_phone = cells.phone("home_phone", Phone::parse);
    let emergency_contact_name = cells.maybe("emergency_contact_name", PersonName::parse);
    let emergency_contact_mobile = cells.phone("emergency_contact_mobile", Mobile::parse);
    Some(Contact {
        household_address: household_address?,
        mailing_address: mailing_address?,
        home_phone: home_phone?,
        emergency_contact_name: emergency_contact_name?,
        emergency_contact_mobile: emergency_contact_mobile?,
    })
}

/// What no two pupils share, compared in the normal form, also between rows that have other errors.
struct Seen {
    numbers: Unique<StudentNumber>,
    ids: Unique<NationalId>,
    codes: Unique<EntryCode>,
    seats: Unique<(ClassCode, Seat)>,
}

impl Seen {
    fn new() -> Self {
        Self { numbers: Unique::new(), ids: Unique::new(), codes: Unique::new(), seats: Unique::new() }
    }

    fn check(&mut self, row: &Row, cells: &mut Cells<'_>) {
        let number = StudentNumber::parse(cells.text("student_number"));
        repeated(cells, "student_number", number, "this pupil", |value| self.numbers.seen_before(value, row.number));
        let id = NationalId::stored(cells.text("national_id"));
        repeated(cells, "national_id", id, "the same ID number", |value| self.ids.seen_before(value, row.number));
        let code = EntryCode::parse(cells.text("entry_code"));
        repeated(cells, "entry_code", code, "the same code", |value| self.codes.seen_before(value, row.number));
        let place =
            ClassCode::parse(cells.text("class")).and_then(|class| Ok((class, Seat::parse(cells.text("seat"))?)));
        repeated(cells, "seat", place, "the same class and seat", |value| self.seats.seen_before(value, row.number));
    }
}

fn repeated<T>(
    cells: &mut Cells<'_>,
    column: &str,
    value: Result<T, FieldError>,
    what: &str,
    seen_before: impl FnOnce(T) -> Option<usize>,
) {
    if let Some(first) = value.ok().and_then(seen_before) {
        cells.wrong(column, format!("row {first} has {what}: correct one of the two"));
    }
}
