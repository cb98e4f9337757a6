//! A Taiwanese mobile number: `09` and eight digits, however the country code was typed.

use serde::{Deserialize, Serialize};

use crate::text::{FieldError, is_hyphen, line, personal, refuse_masked};

/// The longest number with its country code, brackets and spaces.
const TYPED_LETTERS: usize = 30;

/// A mobile number as `0912345678`. Read it by [`Mobile::reveal`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Mobile(String);

impl Mobile {
    /// Reads `0912-345-678`, `+886 912 345 678`, `00886912345678`, `+886 0912345678`, full-width too.
    ///
    /// # Errors
    /// `Required`, `TooLong`, `Masked`, `Mobile`.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let text = line(raw, TYPED_LETTERS)?;
        refuse_masked(&text)?;
        let number = national_digits(&text).filter(|digits| digits.starts_with("09") && digits.len() == 10);
        number.map(Self).ok_or(FieldError::Mobile)
    }

    /// The number in clear.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Prefix and last three digits: `0912***678`.
    pub fn masked(&self) -> String {
        format!("{}***{}", &self.0[..4], &self.0[7..])
    }
}

personal!(Mobile, Mobile::parse, Mobile::masked);

/// The digits one dials inside the country. `None` when something other than digits and usual separators was typed.
pub(crate) fn national_digits(text: &str) -> Option<String> {
    let dialled: String = text.chars().filter(|c| !matches!(c, ' ' | '(' | ')' | '.') && !is_hyphen(*c)).collect();
    let digits = match dialled.strip_prefix("+886").or_else(|| dialled.strip_prefix("00886")) {
        Some(abroad) => format!("0{}", abroad.strip_prefix('0').unwrap_or(abroad)),
        None => dialled,
    };
    digits.chars().all(|c| c.is_ascii_digit()).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(raw: &str) -> Result<String, FieldError> {
        Mobile::parse(raw).map(|mobile| mobile.0)
    }

    #[test]
    fn every_way_to_write_the_number_is_one() {
        for raw in [
            "0912345678",
            " 0912-345-678 ",
            "０９１２　３４５　６７８",
            "+886 912 345 678",
            "+886 0912345678",
            "+886-(0)912-345-678",
            "00886 912345678",
        ] {
            assert_eq!(read(raw), Ok("0912345678".into()), "{raw}");
        }
    }

    #[test]
    fn other_numbers_are_refused() {
        for raw in ["0812345678", "091234567", "09123456789", "+1 912 345 678", "02-23456789", "0912a45678"] {
            assert_eq!(read(raw), Err(FieldError::Mobile), "{raw}");
        }
        assert_eq!(read(" "), Err(FieldError::Required));
        assert_eq!(read("0912***678"), Err(FieldError::Masked));
    }

    #[test]
    fn a_wrong_stored_number_is_refused() {
        assert!(serde_json::from_str::<Mobile>(r#""12345""#).is_err());
    }

    proptest! {
        #[test]
        fn no_text_makes_parsing_panic(raw in any::<String>()) {
            let _ = Mobile::parse(&raw);
        }

        #[test]
        fn numbers_survive_storage_and_print_masked(rest in "[0-9]{8}") {
            let raw = format!("09{rest}");
            let mobile = Mobile::parse(&raw)?;
            prop_assert_eq!(serde_json::to_value(&mobile)?, serde_json::json!(&raw));
            prop_assert_eq!(serde_json::from_value::<Mobile>(serde_json::json!(&raw))?, mobile.clone());
            prop_assert_eq!(Mobile::parse(&format!("+886{}", &raw[1..]))?, mobile.clone());
            prop_assert_eq!(format!("{mobile:?}"), format!("Mobile({}***{})", &raw[..4], &raw[7..]));
        }
    }
}
