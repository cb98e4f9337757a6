//! A class: `101` is grade 1, class 01; grades 10 to 12 have four digits, `1203`.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::text::{FieldError, identifier, public};

/// A class code; codes sort by grade, then class.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct ClassCode(String);

impl ClassCode {
    /// Reads a grade from 1 to 12 and a class from 01 to 99.
    ///
    /// # Errors
    /// `Required`, `TooLong`, `Class`.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let text = identifier(raw)?;
        let (grade, class) = text.split_at_checked(text.len().saturating_sub(2)).ok_or(FieldError::Class)?;
        let grade_fits = matches!(grade.as_bytes(), [b'1'..=b'9'] | [b'1', b'0'..=b'2']);
        let class_fits = class != "00" && class.bytes().all(|b| b.is_ascii_digit());
        if grade_fits && class_fits { Ok(Self(text)) } else { Err(FieldError::Class) }
    }

    /// The grade, 1 to 12.
    pub fn grade(&self) -> u8 {
        self.0[..self.0.len() - 2].bytes().fold(0, |grade, digit| grade * 10 + (digit - b'0'))
    }
}

public!(ClassCode);

impl Ord for ClassCode {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.0.len(), &self.0).cmp(&(other.0.len(), &other.0))
    }
}

impl PartialOrd for ClassCode {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_code_tells_the_grade() {
        for (raw, grade) in [("101", 1), ("９12", 9), (" 1001 ", 10), ("1299", 12)] {
            assert_eq!(ClassCode::parse(raw).map(|code| code.grade()), Ok(grade), "{raw}");
        }
    }

    #[test]
    fn what_is_no_class_is_refused() {
        for raw in ["001", "100", "1000", "1301", "11", "1", "10101", "1A1", "一年一班", "年10", "丁丁"] {
            assert_eq!(ClassCode::parse(raw), Err(FieldError::Class), "{raw}");
        }
        assert_eq!(ClassCode::parse(""), Err(FieldError::Required));
    }

    #[test]
    fn grade_ten_comes_after_grade_nine() {
        assert!(ClassCode::parse("901") < ClassCode::parse("1001"));
    }

    proptest! {
        #[test]
        fn codes_survive_storage_and_no_text_panics(grade in 1..=12_u8, class in 1..=99_u8, raw in any::<String>()) {
            let _ = ClassCode::parse(&raw);
            let code = ClassCode::parse(&format!("{grade}{class:02}"))?;
            prop_assert_eq!(code.grade(), grade);
            prop_assert_eq!(serde_json::from_str::<ClassCode>(&serde_json::to_string(&code)?)?, code);
        }
    }
}
