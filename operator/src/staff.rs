//! `staff.csv`: who may sign in as staff, and what they may do.

use crate::cells::Cells;
use crate::findings::Findings;
use crate::table::{self, Layout};
use crate::unique::Unique;
use domain::{Email, FieldError, PersonName, StaffRole};

/// The file's name.
pub(crate) const FILE: &str = "staff.csv";

const LAYOUT: Layout = Layout { file: FILE, needed: &["username", "name", "role"], optional: &["email"] };

/// The longest user name of a Cognito pool.
const USERNAME: usize = 128;

/// One member of staff.
#[derive(Clone, Debug)]
pub struct StaffRow {
    /// The row in the file.
    pub row: usize,
    /// The staff pool's immutable user name.
    pub username: String,
    /// The name that colleagues see.
    pub name: PersonName,
    /// Teacher or registrar.
    pub role: StaffRole,
}

/// Reads every row that is right; the rest become errors.
pub(crate) fn read(bytes: &[u8], found: &mut Findings) -> Vec<StaffRow> {
    let mut seen = Unique::new();
    let rows = table::read(&LAYOUT, bytes, found);
    let read = rows.iter().filter_map(|row| {
        let mut cells = Cells::of(FILE, row, found);
        let username = cells.needed("username", username);
        let name = cells.needed("name", PersonName::parse);
        let role = role(&mut cells);
        let email = cells.maybe("email", Email::parse);
        let first = username.as_ref().and_then(|name| seen.seen_before(name.to_lowercase(), row.number));
        if let Some(first) = first {
            cells.wrong("username", format!("row {first} has this user name: correct one of the two"));
        }
        email?; // For whoever makes the users of the pool; nothing here keeps it.
        Some(StaffRow { row: row.number, username: username?, name: name?, role: role? })
    });
    read.collect()
}

/// A user name as the staff pool has it, to the letter.
pub(crate) fn username(raw: &str) -> Result<String, FieldError> {
    match raw.len() {
        0 => Err(FieldError::Required),
        n if n > USERNAME => Err(FieldError::TooLong),
        _ if raw.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._@+-".contains(&byte)) => Ok(raw.to_owned()),
        _ => Err(FieldError::Characters),
    }
}

fn role(cells: &mut Cells<'_>) -> Option<StaffRole> {
    match cells.text("role").to_lowercase().as_str() {
        "teacher" | "導師" => Some(StaffRole::Teacher),
        "registrar" | "註冊組" => Some(StaffRole::Registrar),
        _ => {
            cells.wrong("role", "is no role: write teacher or registrar (導師, 註冊組)");
            None
        }
    }
}
