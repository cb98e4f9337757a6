//! The code printed on a child's form, by which a family signs in where the campaign asks for it, or where the child has
//! no ID number. It opens the entry, so it never prints.

use serde::{Deserialize, Serialize};

use crate::text::{FieldError, identifier, personal};

/// Shorter ones could be guessed.
const LENGTHS: std::ops::RangeInclusive<usize> = 8..=32;

/// An entry code: 8 to 32 ASCII letters and digits, upper case.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct EntryCode(String);

impl EntryCode {
    /// Reads a code; spaces, hyphens, full width and lower case do not matter.
    ///
    /// # Errors
    /// `Required`, `TooLong`, `TooShort`, `Characters`.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let text = identifier(raw)?;
        match text.len() {
            _ if !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) => Err(FieldError::Characters),
            n if n < *LENGTHS.start() => Err(FieldError::TooShort),
            n if n > *LENGTHS.end() => Err(FieldError::TooLong),
            _ => Ok(Self(text)),
        }
    }

    /// The code in clear: for the child's form and nothing else.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

personal!(EntryCode, EntryCode::parse, |_| "***");

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_is_read_however_it_is_written() {
        for raw in ["DEMO7KXQ", "demo-7kxq", " Demo 7KXQ ", "ＤＥＭＯ７ＫＸＱ"] {
            assert_eq!(EntryCode::parse(raw).map(|code| code.0), Ok("DEMO7KXQ".into()), "{raw}");
        }
    }

    #[test]
    fn what_could_be_guessed_or_mistyped_is_no_code() {
        assert_eq!(EntryCode::parse("DEMO7KX"), Err(FieldError::TooShort));
        assert_eq!(EntryCode::parse(&"7".repeat(33)), Err(FieldError::TooLong));
        assert_eq!(EntryCode::parse("DEMO_7KXQ"), Err(FieldError::Characters));
        assert_eq!(EntryCode::parse("代碼代碼代碼代碼"), Err(FieldError::Characters));
        assert_eq!(EntryCode::parse(" - "), Err(FieldError::Required));
    }

    proptest! {
        #[test]
        fn codes_survive_storage_and_never_print(text in "[A-Z0-9]{8,32}", raw in any::<String>()) {
            let _ = EntryCode::parse(&raw);
            let code = EntryCode::parse(&text)?;
            prop_assert_eq!(serde_json::from_str::<EntryCode>(&serde_json::to_string(&code)?)?, code.clone());
            prop_assert_eq!(format!("{code:?}"), "EntryCode(***)");
        }
    }
}
