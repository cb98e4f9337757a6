//! A postal address in one line, as people write it; nothing here knows streets.

use serde::{Deserialize, Serialize};

use crate::text::{FieldError, line, personal, refuse_masked};

const LETTERS: usize = 200;

/// An address of 1 to 200 letters. Read it by [`Address::reveal`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Address(String);

impl Address {
    /// Reads an address; line breaks become spaces.
    ///
    /// # Errors
    /// `Required`, `TooLong`, `Masked`, `Characters` (no letter or digit in it).
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let text = line(raw, LETTERS)?;
        refuse_masked(&text)?;
        if text.contains(char::is_alphanumeric) { Ok(Self(text)) } else { Err(FieldError::Characters) }
    }

    /// The address in clear.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

personal!(Address, Address::parse, |_| "***");

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(raw: &str) -> Result<String, FieldError> {
        Address::parse(raw).map(|address| address.0)
    }

    #[test]
    fn an_address_becomes_one_plain_line() {
        assert_eq!(read("臺北市範例區\n示範路　１２３號"), Ok("臺北市範例區 示範路 123號".into()));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        assert_eq!(read("臺北市●●區"), Err(FieldError::Masked));
        assert_eq!(read("--"), Err(FieldError::Characters));
        assert_eq!(read(""), Err(FieldError::Required));
        assert_eq!(read(&"路".repeat(201)), Err(FieldError::TooLong));
    }

    proptest! {
        #[test]
        fn any_address_taken_survives_storage_unprinted(raw in any::<String>()) {
            if let Ok(address) = Address::parse(&raw) {
                prop_assert_eq!(Address::parse(address.reveal())?, address.clone());
                prop_assert_eq!(serde_json::from_str::<Address>(&serde_json::to_string(&address)?)?, address.clone());
                prop_assert_eq!(format!("{address:?}"), "Address(***)");
            }
        }
    }
}
