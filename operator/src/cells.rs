//! Reads the cells of one row into domain types; what is refused becomes an error with row and column.

use crate::advice::advice;
use crate::findings::Findings;
use crate::table::Row;
use domain::FieldError;

/// One row being read.
pub(crate) struct Cells<'a> {
    file: &'static str,
    row: &'a Row,
    found: &'a mut Findings,
}

impl<'a> Cells<'a> {
    /// Begins with a row.
    pub(crate) fn of(file: &'static str, row: &'a Row, found: &'a mut Findings) -> Self {
        Self { file, row, found }
    }

    /// A cell as text.
    pub(crate) fn text(&self, column: &str) -> &'a str {
        self.row.cell(column)
    }

    /// A cell that must have a value; `None` after an error.
    pub(crate) fn needed<T>(&mut self, column: &str, parse: impl Fn(&str) -> Result<T, FieldError>) -> Option<T> {
        let text = self.text(column);
        self.parsed(column, text, parse)
    }

    /// A cell that may be empty; the outer `None` after an error.
    pub(crate) fn maybe<T>(
        &mut self,
        column: &str,
        parse: impl Fn(&str) -> Result<T, FieldError>,
    ) -> Option<Option<T>> {
        match self.text(column) {
            "" => Some(None),
            text => self.parsed(column, text, parse).map(Some),
        }
    }

    /// A phone cell, in which a spreadsheet may have dropped the zero before a mobile number.
    pub(crate) fn phone<T>(
        &mut self,
        column: &str,
        parse: impl Fn(&str) -> Result<T, FieldError>,
    ) -> Option<Option<T>> {
        let text = self.text(column);
        if text.len() == 9 && text.starts_with('9') && text.bytes().all(|byte| byte.is_ascii_digit()) {
            self.note(column, "the leading zero of a mobile number was put back");
            return self.parsed(column, &format!("0{text}"), parse).map(Some);
        }
        self.maybe(column, parse)
    }

    /// Refuses a cell.
    pub(crate) fn wrong(&mut self, column: &str, text: impl Into<String>) {
        self.found.cell_error(self.file, self.row.number, column, text);
    }

    /// Remarks on a cell.
    pub(crate) fn note(&mut self, column: &str, text: impl Into<String>) {
        self.found.cell_note(self.file, self.row.number, column, text);
    }

    fn parsed<T>(&mut self, column: &str, text: &str, parse: impl Fn(&str) -> Result<T, FieldError>) -> Option<T> {
        if text.contains('\u{fffd}') {
            self.wrong(column, "has a character that cannot be read (perhaps 造字): save the file as \"CSV UTF-8\"");
            return None;
        }
        match parse(text) {
            Ok(value) => Some(value),
            Err(error) => {
                self.wrong(column, advice(error));
                None
            }
        }
    }
}
