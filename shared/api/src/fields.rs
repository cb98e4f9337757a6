//! Parsing a form field by field, so that every wrong field is named at once.

use crate::Problem;
use domain::{FieldError, FieldProblem};

/// Collects what is wrong while a form is parsed.
#[derive(Debug, Default)]
pub struct Fields {
    problems: Vec<FieldProblem>,
}

impl Fields {
    /// Nothing wrong so far.
    pub fn new() -> Self {
        Fields::default()
    }

    /// The parsed value, or `None` with the problem noted. `text` must be there and not empty.
    pub fn required<T>(
        &mut self,
        pointer: &str,
        text: Option<&str>,
        parse: impl FnOnce(&str) -> Result<T, FieldError>,
    ) -> Option<T> {
        match text.filter(|text| !text.trim().is_empty()) {
            None => {
                self.note(pointer, "required");
                None
            }
            Some(text) => self.parsed(pointer, text, parse),
        }
    }

    /// The parsed value if something was typed; a wrong one is noted.
    pub fn optional<T>(
        &mut self,
        pointer: &str,
        text: Option<&str>,
        parse: impl FnOnce(&str) -> Result<T, FieldError>,
    ) -> Option<T> {
        let text = text.filter(|text| !text.trim().is_empty())?;
        self.parsed(pointer, text, parse)
    }

    /// For drafts, where nothing is validated away: notes only what must not be kept, a masked echo or too long a text.
    pub fn storable<T>(
        &mut self,
        pointer: &str,
        text: Option<&str>,
        parse: impl FnOnce(&str) -> Result<T, FieldError>,
    ) {
        if let Some(Err(error @ (FieldError::Masked | FieldError::TooLong))) = text.map(parse) {
            self.note(pointer, error.code());
        }
    }

    /// Notes a problem found elsewhere.
    pub fn note(&mut self, pointer: &str, code: &'static str) {
        self.problems.push(FieldProblem::new(pointer, code));
    }

    /// The form, or 422 with all that is wrong. `None` without a noted problem cannot come from a form's own fields.
    pub fn finish<T>(self, form: Option<T>) -> Result<T, Problem> {
        match form {
            Some(form) if self.problems.is_empty() => Ok(form),
            _ => Err(Problem::fields(self.problems)),
        }
    }

    fn parsed<T>(&mut self, pointer: &str, text: &str, parse: impl FnOnce(&str) -> Result<T, FieldError>) -> Option<T> {
        parse(text).map_err(|error| self.problems.push(FieldProblem::unparsed(pointer, error))).ok()
    }
}
