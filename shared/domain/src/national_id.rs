//! 國民身分證統一編號 and 外來人口統一證號: a `NationalId` that exists has the right shape and check digit.
//!
//! | kind | shape |
//! | --- | --- |
//! | national | letter, `1` or `2`, eight digits |
//! | residence, issued since 2021-01-02 | letter, `8` or `9`, eight digits |
//! | residence, old format, taken until a set day | letter, `A` to `D`, eight digits |
//!
//! The digit after the second character tells where a foreign resident comes from: nothing may depend on it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text::{FieldError, identifier, personal, refuse_masked};

/// Letters in the order of their values: `A` is 10, `O` is 35.
const LETTERS: &[u8; 26] = b"ABCDEFGHJKLMNPQRSTUVXYWZIO";
/// Weights of the ten digits that follow from letter, second character and serial; a letter gives its tens first.
const WEIGHTS: [u32; 11] = [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1];

/// A national ID or residence number in its normal form, ten characters. Read it by [`NationalId::reveal`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct NationalId(String);

/// Which of the three formats a number has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdKind {
    /// 國民身分證統一編號.
    National,
    /// 外來人口統一證號 in the format of 2021.
    NewResidence,
    /// 外來人口統一證號 in the format with two letters.
    OldResidence,
}

/// What is taken today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdPolicy {
    /// The first day on which the old residence format is refused (2031-01-01 by the agency's notice).
    pub old_residence_until: Date,
    /// Today in Taiwan.
    pub today: Date,
}

impl NationalId {
    /// Reads what a person typed: NFKC, spaces and hyphens dropped, upper case; `Ａ１２３-456 789` style input is fine.
    ///
    /// # Errors
    /// `Required`, `TooLong`, `Masked`, `NationalId` (shape), `Checksum`, `ExpiredFormat`.
    pub fn parse(raw: &str, policy: &IdPolicy) -> Result<Self, FieldError> {
        let id = Self::stored(raw)?;
        let ended = policy.today >= policy.old_residence_until;
        if ended && id.kind() == IdKind::OldResidence { Err(FieldError::ExpiredFormat) } else { Ok(id) }
    }

    /// Reads a number that was taken earlier, whatever its format's end date: history stays readable. This is also how
    /// serde reads; text typed by a person goes through [`NationalId::parse`].
    ///
    /// # Errors
    /// As `parse`, without `ExpiredFormat`.
    pub fn stored(raw: &str) -> Result<Self, FieldError> {
        let text = identifier(raw)?;
        refuse_masked(&text)?;
        let digits = digits(&text).ok_or(FieldError::NationalId)?;
        if weighted_sum(&digits).is_multiple_of(10) { Ok(Self(text)) } else { Err(FieldError::Checksum) }
    }

    /// The number in clear.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// First letter and last four digits: `A*****6789`.
    pub fn masked(&self) -> String {
        format!("{}*****{}", &self.0[..1], &self.0[6..])
    }

    /// The format, by the second character alone.
    pub fn kind(&self) -> IdKind {
        match self.0.as_bytes()[1] {
            b'1' | b'2' => IdKind::National,
            b'8' | b'9' => IdKind::NewResidence,
            _ => IdKind::OldResidence,
        }
    }
}

personal!(NationalId, NationalId::stored, NationalId::masked);

/// The eleven digits the rule counts: two for the letter, nine for the rest. `None` when the shape is wrong.
fn digits(text: &str) -> Option<[u32; 11]> {
    let [letter, second, serial @ ..] = <&[u8; 10]>::try_from(text.as_bytes()).ok()?;
    let value = letter_value(*letter)?;
    let mut digits = [0; 11];
    digits[0] = value / 10;
    digits[1] = value % 10;
    digits[2] = match second {
        b'1' | b'2' | b'8' | b'9' => u32::from(second - b'0'),
        b'A'..=b'D' => letter_value(*second)? % 10,
        _ => return None,
    };
    for (place, digit) in digits[3..].iter_mut().zip(serial) {
        *place = char::from(*digit).to_digit(10)?;
    }
    Some(digits)
}

fn letter_value(letter: u8) -> Option<u32> {
    let index = LETTERS.iter().position(|known| *known == letter)?;
    u32::try_from(index).ok().map(|index| index + 10)
}

fn weighted_sum(digits: &[u32; 11]) -> u32 {
    digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum()
}

#[cfg(test)]
mod tests;
