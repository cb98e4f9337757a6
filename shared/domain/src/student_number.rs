//! 學號, the number a school gives a pupil. It is text, and with a `P` before it the account parents sign in with.

use serde::{Deserialize, Serialize};

use crate::text::{FieldError, identifier, personal};

const LENGTHS: std::ops::RangeInclusive<usize> = 4..=12;

/// A student number: 4 to 12 ASCII letters and digits, upper case. One can be looked up, so it prints masked.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct StudentNumber(String);

impl StudentNumber {
    /// Reads a student number; spaces, hyphens, full width and lower case do not matter.
    ///
    /// # Errors
    /// `Required`, `TooLong`, `TooShort`, `StudentNumber`.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let text = identifier(raw)?;
        match text.len() {
            _ if !text.chars().all(|c| c.is_ascii_alphanumeric()) => Err(FieldError::StudentNumber),
            n if n < *LENGTHS.start() => Err(FieldError::TooShort),
            n if n > *LENGTHS.end() => Err(FieldError::TooLong),
            _ => Ok(Self(text)),
        }
    }

    /// Reads a sign-in account, `P` and the student number: `P1140001`.
    ///
    /// # Errors
    /// As `parse`; `StudentNumber` also when the `P` is missing.
    pub fn from_account(raw: &str) -> Result<Self, FieldError> {
        let account = identifier(raw)?;
        Self::parse(account.strip_prefix('P').ok_or(FieldError::StudentNumber)?)
    }

    /// The sign-in account: `P1140001`.
    pub fn account(&self) -> String {
        format!("P{}", self.0)
    }

    /// The number in clear.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Last two letters: `*****01`.
    pub fn masked(&self) -> String {
        let hidden = self.0.len() - 2;
        format!("{}{}", "*".repeat(hidden), &self.0[hidden..])
    }
}

personal!(StudentNumber, StudentNumber::parse, StudentNumber::masked);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_account_is_p_and_the_number() {
        for raw in ["P1140001", "p1140001", "Ｐ１１４０００１", " P 114-0001 "] {
            assert_eq!(StudentNumber::from_account(raw).map(|number| number.0), Ok("1140001".into()), "{raw}");
        }
        for raw in ["1140001", "Q1140001", "P114＃0001"] {
            assert_eq!(StudentNumber::from_account(raw), Err(FieldError::StudentNumber), "{raw}");
        }
        assert_eq!(StudentNumber::from_account("P"), Err(FieldError::Required));
    }

    #[test]
    fn a_number_has_four_to_twelve_letters_and_digits() {
        assert_eq!(StudentNumber::parse("s114001").map(|number| number.0), Ok("S114001".into()));
        assert_eq!(StudentNumber::parse("114"), Err(FieldError::TooShort));
        assert_eq!(StudentNumber::parse("1234567890123"), Err(FieldError::TooLong));
        assert_eq!(StudentNumber::parse("114_0001"), Err(FieldError::StudentNumber));
        assert_eq!(StudentNumber::parse("學1140001"), Err(FieldError::StudentNumber));
    }

    proptest! {
        #[test]
        fn numbers_survive_storage_and_print_masked(text in "[A-Z0-9]{4,12}", raw in any::<String>()) {
            let _ = (StudentNumber::parse(&raw), StudentNumber::from_account(&raw));
            let number = StudentNumber::parse(&text)?;
            prop_assert_eq!(StudentNumber::from_account(&number.account())?, number.clone());
            prop_assert_eq!(serde_json::from_str::<StudentNumber>(&serde_json::to_string(&number)?)?, number.clone());
            let printed = format!("{number:?}");
        prop_assert!(!printed.contains(&text));
        }
    }
}
