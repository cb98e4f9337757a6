//! Random identifiers of cases, and the applicants' ids made from them.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: usize = 26;

/// A case's id: 128 random bits, written as 26 lower-case Crockford base32 characters. It says nothing about the child.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CaseId(u128);

/// An id that is not of the written form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier of this system")]
pub struct BadId;

impl CaseId {
    /// The id made of 16 random bytes.
    pub fn from_random(bytes: [u8; 16]) -> Self {
        CaseId(u128::from_be_bytes(bytes))
    }

    /// The 128 bits, for derivations such as the check code.
    pub(crate) fn bits(self) -> u128 {
        self.0
    }
}

impl fmt::Display for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = [0u8; LENGTH];
        for (at, slot) in text.iter_mut().enumerate() {
            let shift = 5 * (LENGTH - 1 - at);
            *slot = ALPHABET[((self.0 >> shift) & 31) as usize];
        }
        f.write_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

impl fmt::Debug for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CaseId({self})")
    }
}

impl FromStr for CaseId {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        if text.len() != LENGTH {
            return Err(BadId);
        }
        let mut bits: u128 = 0;
        for (at, byte) in text.bytes().enumerate() {
            let value = ALPHABET.iter().position(|&c| c == byte).ok_or(BadId)? as u128;
            if at == 0 && value > 7 {
                return Err(BadId);
            }
            bits = (bits << 5) | value;
        }
        Ok(CaseId(bits))
    }
}

impl TryFrom<String> for CaseId {
    type Error = BadId;

    fn try_from(text: String) -> Result<Self, BadId> {
        text.parse()
    }
}

impl From<CaseId> for String {
    fn from(id: CaseId) -> String {
        id.to_string()
    }
}

/// The number of an applicant within a case, from 1; never given out twice in the same case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ApplicantNo(pub u32);

/// An applicant's id, `<case id>-<number>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ApplicantId {
    /// The case this applicant belongs to.
    pub case: CaseId,
    /// The number within it.
    pub no: ApplicantNo,
}

impl fmt::Display for ApplicantId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.case, self.no.0)
    }
}

impl FromStr for ApplicantId {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let (case, no) = text.split_once('-').ok_or(BadId)?;
        let plain = !no.is_empty() && no.len() <= 6 && no.bytes().all(|b| b.is_ascii_digit()) && !no.starts_with('0');
        let no = if plain { no.parse().map_err(|_| BadId)? } else { return Err(BadId) };
        Ok(ApplicantId { case: case.parse()?, no: ApplicantNo(no) })
    }
}

impl TryFrom<String> for ApplicantId {
    type Error = BadId;

    fn try_from(text: String) -> Result<Self, BadId> {
        text.parse()
    }
}

impl From<ApplicantId> for String {
    fn from(id: ApplicantId) -> String {
        id.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_id_reads_back_what_it_writes(bytes: [u8; 16], no in 1u32..999_999) {
            let id = ApplicantId { case: CaseId::from_random(bytes), no: ApplicantNo(no) };
            prop_assert_eq!(id.to_string().parse::<ApplicantId>(), Ok(id));
        }

        #[test]
        fn any_text_is_an_id_or_an_error(text in ".{0,40}") {
            if let Ok(id) = text.parse::<CaseId>() {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }

    #[test]
    fn an_applicant_number_has_one_spelling() {
        let case = CaseId::from_random([7; 16]);
        assert!(format!("{case}-01").parse::<ApplicantId>().is_err());
        assert!(format!("{case}-0").parse::<ApplicantId>().is_err());
        assert!(format!("{case}-").parse::<ApplicantId>().is_err());
    }
}
