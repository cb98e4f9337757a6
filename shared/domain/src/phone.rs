//! A phone at home: a Taiwanese land line with its area code, perhaps an extension, or a mobile.

use serde::{Deserialize, Serialize};

use crate::mobile::{Mobile, national_digits};
use crate::text::{FieldError, line, personal, refuse_masked};

/// The longest number with country code, separators and extension.
const TYPED_LETTERS: usize = 40;
const EXTENSION_DIGITS: usize = 6;
/// What people write before an extension; longer marks first.
const EXTENSION_MARKS: [&str; 7] = ["#", "分機", "轉", "extension", "ext.", "ext", "x"];

/// Area codes and how many digits follow; a longer code goes before the shorter one it begins with.
const AREAS: [(&str, &[usize]); 14] = [
    ("0826", &[5]),
    ("0836", &[5]),
    ("037", &[6]),
    ("049", &[7]),
    ("070", &[8]),
    ("082", &[6]),
    ("089", &[6]),
    ("02", &[8]),
    ("03", &[7]),
    ("04", &[7, 8]),
    ("05", &[7]),
    ("06", &[7]),
    ("07", &[7]),
    ("08", &[7]),
];

/// A number as `02-23456789`, `02-23456789#12` or `0912345678`. Read it by [`Phone::reveal`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Phone(String);

impl Phone {
    /// Reads `02-2345-6789`, `(02)23456789`, `+886 2 2345 6789`, `037-123456 分機 12`, or any mobile number.
    ///
    /// # Errors
    /// `Required`, `TooLong`, `Masked`, `Phone` (also when the area code is missing).
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let text = line(raw, TYPED_LETTERS)?.to_ascii_lowercase();
        refuse_masked(&text)?;
        if let Ok(mobile) = Mobile::parse(&text) {
            return Ok(Self(mobile.reveal().to_owned()));
        }
        land_line(&text).map(Self).ok_or(FieldError::Phone)
    }

    /// The number in clear.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Area code and last three digits, the extension hidden: `02-*****789#**`; a mobile as `0912***678`.
    pub fn masked(&self) -> String {
        let (number, extension) = self.0.split_once('#').map_or((self.0.as_str(), ""), |(number, _)| (number, "#**"));
        match number.split_once('-') {
            Some((area, local)) => {
                let hidden = local.len() - 3;
                format!("{area}-{}{}{extension}", "*".repeat(hidden), &local[hidden..])
            }
            None => format!("{}***{}", &number[..4], &number[7..]),
        }
    }
}

personal!(Phone, Phone::parse, Phone::masked);

fn land_line(text: &str) -> Option<String> {
    let marked = EXTENSION_MARKS.iter().find_map(|mark| text.split_once(mark));
    let (number, extension) = marked.map_or((text, None), |(number, extension)| (number, Some(extension.trim())));
    let digits = national_digits(number)?;
    let (area, lengths) = AREAS.iter().find(|(area, _)| digits.starts_with(area))?;
    let local = &digits[area.len()..];
    if !lengths.contains(&local.len()) {
        return None;
    }
    match extension {
        None => Some(format!("{area}-{local}")),
        Some(extension) if is_extension(extension) => Some(format!("{area}-{local}#{extension}")),
        Some(_) => None,
    }
}

fn is_extension(text: &str) -> bool {
    (1..=EXTENSION_DIGITS).contains(&text.len()) && text.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(raw: &str) -> Result<String, FieldError> {
        Phone::parse(raw).map(|phone| phone.0)
    }

    #[test]
    fn every_way_to_write_the_number_is_one() {
        for raw in ["02-2345-6789", "(02)23456789", "（０２）２３４５－６７８９", "02 2345 6789", "+886 2 2345 6789"]
        {
            assert_eq!(read(raw), Ok("02-23456789".into()), "{raw}");
        }
        for raw in ["02-23456789#12", "0223456789 分機12", "02-2345-6789 Ext. 12", "02-23456789轉12", "0223456789 x12"]
        {
            assert_eq!(read(raw), Ok("02-23456789#12".into()), "{raw}");
        }
    }

    #[test]
    fn area_codes_of_every_length_are_known() {
        for (raw, normal) in [
            ("037123456", "037-123456"),
            ("03-1234567", "03-1234567"),
            ("0412345678", "04-12345678"),
            ("047234567", "04-7234567"),
            ("0492345678", "049-2345678"),
            ("089-123456", "089-123456"),
            ("082312345", "082-312345"),
            ("083622345", "0836-22345"),
            ("087234567", "08-7234567"),
            ("07012345678", "070-12345678"),
            ("+886 912-345-678", "0912345678"),
        ] {
            assert_eq!(read(raw), Ok(normal.into()), "{raw}");
        }
    }

    #[test]
    fn numbers_that_cannot_be_dialled_are_refused() {
        for raw in
            ["23456789", "02-2345678", "01-2345678", "02-23456789#", "02-23456789#1234567", "+1 650 2530000", "home"]
        {
            assert_eq!(read(raw), Err(FieldError::Phone), "{raw}");
        }
        assert_eq!(read("02-*****789"), Err(FieldError::Masked));
        assert_eq!(read("　"), Err(FieldError::Required));
    }

    #[test]
    fn masking_leaves_area_code_and_three_digits() {
        let masked = |raw: &str| Phone::parse(raw).map(|phone| phone.masked());
        assert_eq!(masked("02-2345-6789"), Ok("02-*****789".into()));
        assert_eq!(masked("037-123456#12"), Ok("037-***456#**".into()));
        assert_eq!(masked("0912-345-678"), Ok("0912***678".into()));
    }

    proptest! {
        #[test]
        fn no_text_makes_parsing_panic(raw in any::<String>()) {
            let _ = Phone::parse(&raw);
        }

        #[test]
        fn the_normal_form_survives_storage(raw in "0[2-9][0-9]{7,9}(#[0-9]{1,6})?") {
            if let Ok(phone) = Phone::parse(&raw) {
                prop_assert_eq!(Phone::parse(phone.reveal())?, phone.clone());
                prop_assert_eq!(serde_json::from_str::<Phone>(&serde_json::to_string(&phone)?)?, phone.clone());
                prop_assert_eq!(Phone::parse(&phone.masked()), Err(FieldError::Masked));
            }
        }
    }
}
