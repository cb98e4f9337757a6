//! What the checks found: errors, which stop the load, and notes, which only tell. Neither shows what stands in a cell.

use std::fmt;

/// One remark about a place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The file's name.
    pub file: &'static str,
    /// The row as a spreadsheet counts it, the header being row 1.
    pub row: Option<usize>,
    /// The column or key.
    pub column: Option<String>,
    /// What is the matter, and what to do.
    pub text: String,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.file)?;
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", {column}")?;
        }
        write!(f, ": {}", self.text)
    }
}

/// Everything found so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// One is enough to write nothing.
    pub errors: Vec<Remark>,
    /// Repairs and oddities to look at.
    pub notes: Vec<Remark>,
}

impl Findings {
    /// An error about a whole file.
    pub(crate) fn file_error(&mut self, file: &'static str, text: impl Into<String>) {
        self.errors.push(Remark { file, row: None, column: None, text: text.into() });
    }

    /// An error in a row.
    pub(crate) fn row_error(&mut self, file: &'static str, row: usize, text: impl Into<String>) {
        self.errors.push(Remark { file, row: Some(row), column: None, text: text.into() });
    }

    /// An error in a cell.
    pub(crate) fn cell_error(&mut self, file: &'static str, row: usize, column: &str, text: impl Into<String>) {
        self.errors.push(Remark { file, row: Some(row), column: Some(column.to_owned()), text: text.into() });
    }

    /// A note about a whole file.
    pub(crate) fn file_note(&mut self, file: &'static str, text: impl Into<String>) {
        self.notes.push(Remark { file, row: None, column: None, text: text.into() });
    }

    /// A note about a cell.
    pub(crate) fn cell_note(&mut self, file: &'static str, row: usize, column: &str, text: impl Into<String>) {
        self.notes.push(Remark { file, row: Some(row), column: Some(column.to_owned()), text: text.into() });
    }
}
