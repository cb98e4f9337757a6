//! Words that people write to people: what is wrong in the data, why an application came back, how one is related.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::{FieldError, lines};

/// Text of 1 to `MAX` letters; line breaks stay, empty lines go. Read it by [`FreeText::reveal`], and escape it where it
/// is shown: any character may be in it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct FreeText<const MAX: usize>(String);

impl<const MAX: usize> FreeText<MAX> {
    /// Reads what was written.
    ///
    /// # Errors
    /// `Required`, `TooLong`.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        lines(raw, MAX).map(Self)
    }

    /// The text in clear.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> TryFrom<String> for FreeText<MAX> {
    type Error = FieldError;

    fn try_from(raw: String) -> Result<Self, FieldError> {
        Self::parse(&raw)
    }
}

impl<const MAX: usize> fmt::Debug for FreeText<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FreeText(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paragraphs_stay_and_limits_hold() {
        assert_eq!(
            FreeText::<200>::parse(" 姓名　不符\r\n\r\n請更正 ").map(|text| text.0),
            Ok("姓名 不符\n請更正".into())
        );
        assert_eq!(FreeText::<200>::parse("\n \n"), Err(FieldError::Required));
        assert!(FreeText::<50>::parse(&"姑".repeat(50)).is_ok());
        assert_eq!(FreeText::<50>::parse(&"姑".repeat(51)), Err(FieldError::TooLong));
        assert!(FreeText::<500>::parse(&"錯".repeat(500)).is_ok());
    }

    proptest! {
        #[test]
        fn any_text_taken_survives_storage_unprinted(raw in any::<String>()) {
            if let Ok(text) = FreeText::<500>::parse(&raw) {
                prop_assert_eq!(FreeText::<500>::parse(text.reveal())?, text.clone());
                prop_assert_eq!(serde_json::from_str::<FreeText<500>>(&serde_json::to_string(&text)?)?, text.clone());
                prop_assert_eq!(format!("{text:?}"), "FreeText(***)");
            }
        }
    }
}
