//! A pupil's seat number in the class. It is text, two digits, as on every list: `01`.

use serde::{Deserialize, Serialize};

use crate::text::{FieldError, identifier, public};

/// A seat from `01` to `99`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Seat(String);

impl Seat {
    /// Reads `1` or `01`; spreadsheets drop the zero.
    ///
    /// # Errors
    /// `Required`, `TooLong`, `Seat`.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let text = identifier(raw)?;
        match text.as_bytes() {
            [b'1'..=b'9'] => Ok(Self(format!("0{text}"))),
            [b'0'..=b'9', b'0'..=b'9'] if text != "00" => Ok(Self(text)),
            _ => Err(FieldError::Seat),
        }
    }
}

public!(Seat);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_seat_has_two_digits() {
        for (raw, seat) in [("1", "01"), ("０１", "01"), (" 35 ", "35"), ("99", "99")] {
            assert_eq!(Seat::parse(raw).map(|seat| seat.0), Ok(seat.into()), "{raw}");
        }
        for raw in ["0", "00", "001", "100", "A1", "一", "1.0"] {
            assert_eq!(Seat::parse(raw), Err(FieldError::Seat), "{raw}");
        }
    }

    proptest! {
        #[test]
        fn seats_survive_storage_and_no_text_panics(number in 1..=99_u8, raw in any::<String>()) {
            let _ = Seat::parse(&raw);
            let seat = Seat::parse(&number.to_string())?;
            prop_assert_eq!(seat.as_str(), format!("{number:02}"));
            prop_assert_eq!(serde_json::from_str::<Seat>(&serde_json::to_string(&seat)?)?, seat);
        }
    }
}
