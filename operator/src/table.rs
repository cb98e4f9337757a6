//! A CSV file as rows of named cells: columns in any order, every name known, every row as long as the header.

use crate::decode::decode;
use crate::findings::Findings;
use std::collections::BTreeMap;

/// The columns of one kind of file.
pub(crate) struct Layout {
    /// The file's name.
    pub(crate) file: &'static str,
    /// Columns that must be there.
    pub(crate) needed: &'static [&'static str],
    /// Columns that may be there.
    pub(crate) optional: &'static [&'static str],
}

/// One row, not empty. Holds personal data, so it cannot be printed.
pub(crate) struct Row {
    /// As a spreadsheet counts, the header being row 1.
    pub(crate) number: usize,
    cells: BTreeMap<&'static str, String>,
}

impl Row {
    /// A cell's text without the spaces around it; empty when the file has no such column.
    pub(crate) fn cell(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// Reads the rows that have the header's length; everything else becomes an error.
pub(crate) fn read(layout: &Layout, bytes: &[u8], found: &mut Findings) -> Vec<Row> {
    let decoded = match decode(bytes) {
        Ok(decoded) => decoded,
        Err(unreadable) => {
            found.file_error(layout.file, unreadable.0);
            return Vec::new();
        }
    };
    if let Some(encoding) = decoded.converted_from {
        found.file_note(layout.file, format!("was read as {encoding}: check some names on the screen afterwards"));
    }
    let mut records = records(&decoded.text).into_iter();
    let Some((_, header)) = records.next() else {
        found.file_error(layout.file, "is empty: the first row names the columns");
        return Vec::new();
    };
    let Some(columns) = columns(layout, &header, found) else { return Vec::new() };
    let filled = records.filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
    filled.filter_map(|(number, cells)| row(layout.file, number, cells, &columns, found)).collect()
}

fn row(file: &'static str, number: usize, cells: Vec<String>, columns: &Columns, found: &mut Findings) -> Option<Row> {
    if cells.len() != columns.len() {
        let text = format!(
            "has {} cells, the header has {}: put a cell with a comma or a quote in it between quotes",
            cells.len(),
            columns.len()
        );
        found.row_error(file, number, text);
        return None;
    }
    Some(Row { number, cells: columns.iter().copied().zip(cells).collect() })
}

type Columns = Vec<&'static str>;

/// The header's columns in the file's order; `None` when one is missing, unknown or there twice.
fn columns(layout: &Layout, header: &[String], found: &mut Findings) -> Option<Columns> {
    let errors_before = found.errors.len();
    let known = || layout.needed.iter().chain(layout.optional);
    let mut columns = Columns::new();
    for name in header {
        match known().find(|known| known.eq_ignore_ascii_case(name)) {
            Some(column) if columns.contains(column) => {
                found.cell_error(layout.file, 1, column, "this column is there twice: remove one");
            }
            Some(column) => columns.push(column),
            None => {
                let all = known().copied().collect::<Vec<_>>().join(", ");
                found.cell_error(layout.file, 1, name, format!("no such column: remove it or use one of {all}"));
            }
        }
    }
    for missing in layout.needed.iter().filter(|needed| !columns.contains(needed)) {
        found.cell_error(layout.file, 1, missing, "this column is missing: add it, its cells may be empty if need be");
    }
    (found.errors.len() == errors_before).then_some(columns)
}

/// All records with their row numbers, cells trimmed. A file of tabs, as spreadsheets save UTF-16, is read as such.
fn records(text: &str) -> Vec<(usize, Vec<String>)> {
    let header = text.lines().next().unwrap_or_default();
    let delimiter = if header.contains('\t') && !header.contains(',') { b'\t' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut lines_inside_cells = 0;
    let mut records = Vec::new();
    for record in reader.records().map_while(Result::ok) {
        let number = record.position().map_or(0, |start| line_of(text, start)) - lines_inside_cells;
        lines_inside_cells += record.iter().map(|cell| cell.matches('\n').count()).sum::<usize>();
        records.push((number, record.iter().map(|cell| plain(cell).to_owned()).collect()));
    }
    records
}

/// The line on which a record begins: the reader counts empty lines before it as the record's own.
fn line_of(text: &str, start: &csv::Position) -> usize {
    let at = usize::try_from(start.byte()).unwrap_or_default();
    let empty = text.as_bytes().get(at..).unwrap_or_default().iter().take_while(|byte| **byte == b'\n').count();
    usize::try_from(start.line()).unwrap_or_default() + empty
}

/// What people mean by a cell: spaces around it and marks that keep a spreadsheet from counting (`="01"`, `'01`) go.
fn plain(cell: &str) -> &str {
    let cell = cell.trim();
    let formula = cell.strip_prefix("=\"").and_then(|inner| inner.strip_suffix('"'));
    formula.or_else(|| cell.strip_prefix('\'')).map_or(cell, str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PETS: Layout = Layout { file: "pets.csv", needed: &["name", "seat"], optional: &["food"] };

    fn read_text(text: &str) -> (Vec<(usize, String, String)>, Vec<String>) {
        let mut found = Findings::default();
        let rows = read(&PETS, text.as_bytes(), &mut found);
        let rows = rows.iter().map(|row| (row.number, row.cell("name").to_owned(), row.cell("seat").to_owned()));
        (rows.collect(), found.errors.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn columns_may_stand_in_any_order() {
        let (rows, errors) = read_text("Seat,food,NAME\n01,fish,Mimi\n");
        assert_eq!((rows, errors), (vec![(2, "Mimi".into(), "01".into())], vec![]));
    }

    #[test]
    fn a_missing_an_unknown_and_a_doubled_column_are_named() {
        let (_, errors) = read_text("name,name,colour\nMimi,Mimi,red\n");
        assert_eq!(errors.len(), 3);
        assert_eq!(errors[0], "pets.csv, row 1, name: this column is there twice: remove one");
        assert!(errors[1].starts_with("pets.csv, row 1, colour: no such column"));
        assert!(errors[2].starts_with("pets.csv, row 1, seat: this column is missing"));
    }

    #[test]
    fn row_numbers_are_those_of_the_spreadsheet() {
        let (rows, _) = read_text("name,seat\n\n\"Mi\nmi\",01\n,\nBobo,02\r\n\r\nKiki,03");
        assert_eq!(rows.iter().map(|row| row.0).collect::<Vec<_>>(), [3, 5, 7]);
    }

    #[test]
    fn a_row_too_long_or_too_short_is_an_error() {
        let (rows, errors) = read_text("name,seat\nMimi,01,x\nBobo\nKiki,03\n");
        assert_eq!(rows.len(), 1);
        assert!(errors[0].starts_with("pets.csv, row 2: has 3 cells, the header has 2"));
        assert!(errors[1].starts_with("pets.csv, row 3: has 1 cells"));
    }

    #[test]
    fn tabs_and_marks_of_spreadsheets_are_understood() {
        assert_eq!(read_text("name\tseat\nMimi\t'01\n").0, [(2, "Mimi".into(), "01".into())]);
        assert_eq!(read_text("name,seat\n Mimi ,\"=\"\"01\"\"\"\n").0, [(2, "Mimi".into(), "01".into())]);
    }

    #[test]
    fn an_empty_file_is_an_error() {
        assert_eq!(read_text("").1, ["pets.csv: is empty: the first row names the columns"]);
    }
}
