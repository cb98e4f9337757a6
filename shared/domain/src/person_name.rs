//! A person's name as people write it: Chinese, indigenous names with dots, names in Latin, Thai or other letters.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::text::{FieldError, line, personal};

const LETTERS: usize = 50;
/// The dots that part indigenous names; which one a keyboard gives is chance, so they never count.
const DOTS: [char; 7] = ['·', '‧', '・', '•', '∙', '⋅', '.'];

/// A name of 1 to 50 letters, spaces and dots kept. Read it by [`PersonName::reveal`].
///
/// `==` compares as written; whether two names are one person's name is asked by [`PersonName::same_as`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct PersonName(String);

impl PersonName {
    /// Reads a name. Rare characters pass, private-use ones of old school systems too. Digits and signs do not: they
    /// mean that something else was typed, and names travel in mails, where an address in disguise would be a bait.
    ///
    /// # Errors
    /// `Required`, `TooLong`, `Masked` (`*`, `●`; `•` is a dot of names), `Characters`.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let text = line(raw, LETTERS)?;
        if text.contains(['*', '●']) {
            return Err(FieldError::Masked);
        }
        let fits = text.chars().all(belongs_in_a_name) && text.chars().any(is_letter);
        if fits { Ok(Self(text)) } else { Err(FieldError::Characters) }
    }

    /// The name in clear.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether both are the same name, whatever case, spaces and dots they were written with. A difference is a hint
    /// for a person to look at, never by itself a refusal.
    pub fn same_as(&self, other: &Self) -> bool {
        self.comparison_form() == other.comparison_form()
    }

    /// What names are compared by: letters only, in one case and one form. Personal still; to be indexed, never shown.
    pub fn comparison_form(&self) -> String {
        let letters = self.0.chars().filter(|c| *c != ' ' && !DOTS.contains(c));
        letters.flat_map(char::to_lowercase).nfkc().collect()
    }
}

personal!(PersonName, PersonName::parse, |_| "***");

fn belongs_in_a_name(c: char) -> bool {
    !c.is_ascii() || c.is_ascii_alphabetic() || " .,'-`()".contains(c)
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn same(one: &str, other: &str) -> Result<bool, FieldError> {
        Ok(PersonName::parse(one)?.same_as(&PersonName::parse(other)?))
    }

    #[test]
    fn names_of_all_kinds_are_kept_as_written() {
        for raw in ["林小雨", "瓦歷斯‧諾幹", "Nguyễn Thị Hoa", "O'Brien-Smith, Jr.", "สมหญิง ใจดี", "陳\u{e001}", "林𠮷"]
        {
            assert_eq!(PersonName::parse(raw).map(|name| name.0), Ok(raw.into()));
        }
    }

    #[test]
    fn spaces_dots_case_and_width_do_not_make_another_person() {
        for (one, other) in [
            ("瓦歷斯‧諾幹", "瓦歷斯 · 諾幹"),
            ("瓦歷斯・諾幹", "瓦歷斯•諾幹"),
            ("林 小雨", "林小雨"),
            ("ＮＧＵＹＥＮ Thi Hoa", "nguyen thi hoa"),
            ("Nguye\u{302}\u{303}n", "NGUYỄN"),
        ] {
            assert_eq!(same(one, other), Ok(true), "{one} {other}");
        }
        assert_eq!(same("林小雨", "林小雪"), Ok(false));
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for raw in ["0912345678", "A123456789", "ting@example.com", "http://example.com", "<b>林</b>", "‧ ‧", "--"]
        {
            assert_eq!(PersonName::parse(raw).map(|name| name.0), Err(FieldError::Characters), "{raw}");
        }
        assert_eq!(PersonName::parse("林*雨"), Err(FieldError::Masked));
        assert_eq!(PersonName::parse(" \u{3000}"), Err(FieldError::Required));
        assert_eq!(PersonName::parse(&"林".repeat(51)), Err(FieldError::TooLong));
    }

    proptest! {
        #[test]
        fn any_name_taken_survives_storage_unprinted(raw in "\\PC{1,50}") {
            if let Ok(name) = PersonName::parse(&raw) {
                prop_assert!(name.same_as(&name));
                prop_assert_eq!(PersonName::parse(name.reveal())?, name.clone());
                prop_assert_eq!(serde_json::from_str::<PersonName>(&serde_json::to_string(&name)?)?, name.clone());
                prop_assert_eq!(format!("{name:?}"), "PersonName(***)");
            }
        }
    }
}
