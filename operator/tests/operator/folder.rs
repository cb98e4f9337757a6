//! A school's folder, begun as the demo's and then changed.

use jiff::civil::{Date, date};
use operator::roster::{self, Roster};
use operator::{Findings, Remark};
use std::path::{Path, PathBuf};

/// The day on which tests happen.
pub(crate) const TODAY: Date = date(2026, 11, 24);

const FILES: [&str; 4] = ["campaign.toml", "students.csv", "staff.csv", "assignments.csv"];

/// The committed demo school.
pub(crate) fn demo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../infra/demo")
}

/// A copy of the demo's folder.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// A fresh copy; `name` is the test's own.
    pub(crate) fn new(name: &str) -> Self {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&dir).unwrap();
        for file in FILES {
            std::fs::copy(demo().join(file), dir.join(file)).unwrap();
        }
        Self(dir)
    }

    /// Replaces a text that is there once.
    pub(crate) fn replace(self, file: &str, old: &str, new: &str) -> Self {
        let text = self.text(file);
        assert_eq!(text.matches(old).count(), 1, "{old} in {file}");
        self.write(file, text.replace(old, new).as_bytes())
    }

    /// Changes a cell of a file; rows as a spreadsheet counts.
    pub(crate) fn cell(self, file: &str, row: usize, column: &str, value: &str) -> Self {
        let text = self.text(file);
        let mut rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
        let column = rows[0].iter().position(|name| *name == column).unwrap();
        rows[row - 1][column] = value;
        let lines: Vec<String> = rows.iter().map(|cells| cells.join(",")).collect();
        self.write(file, lines.join("\n").as_bytes())
    }

    /// Leaves a row out.
    pub(crate) fn without_row(self, file: &str, row: usize) -> Self {
        let text = self.text(file);
        let kept: Vec<&str> = text.lines().enumerate().filter(|(at, _)| at + 1 != row).map(|(_, line)| line).collect();
        self.write(file, kept.join("\n").as_bytes())
    }

    /// Writes a file as it is.
    pub(crate) fn write(self, file: &str, bytes: &[u8]) -> Self {
        std::fs::write(self.0.join(file), bytes).unwrap();
        self
    }

    /// A file's text.
    pub(crate) fn text(&self, file: &str) -> String {
        std::fs::read_to_string(self.0.join(file)).unwrap()
    }

    /// Removes a file.
    pub(crate) fn without(self, file: &str) -> Self {
        std::fs::remove_file(self.0.join(file)).unwrap();
        self
    }

    /// Reads it as the tool does.
    pub(crate) fn read(&self) -> (Option<Roster>, Findings) {
        roster::read(&self.0, TODAY)
    }

    /// The roster, which must be right.
    pub(crate) fn roster(&self) -> Roster {
        let (roster, found) = self.read();
        roster.unwrap_or_else(|| panic!("{:?}", found.errors))
    }

    /// The errors, as printed.
    pub(crate) fn errors(&self) -> Vec<String> {
        let (roster, found) = self.read();
        assert_eq!(roster.is_none(), !found.errors.is_empty());
        printed(&found.errors)
    }

    /// The notes, as printed.
    pub(crate) fn notes(&self) -> Vec<String> {
        printed(&self.read().1.notes)
    }
}

/// Remarks as a person sees them.
pub(crate) fn printed(remarks: &[Remark]) -> Vec<String> {
    remarks.iter().map(ToString::to_string).collect()
}
