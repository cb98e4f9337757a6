//! What people type.

use domain::{
    Address, ApplicantId, BirthDate, CampaignId, CaseId, CheckCode, ClassCode, Email, EntryCode, FieldError, FreeText,
    IdPolicy, Language, Mobile, NationalId, PersonName, Phone, SchoolId, Seat, StudentNumber,
};
use identity::Pepper;
use jiff::civil::date;
use std::fmt::Debug;

/// What is taken is taken again as it is kept, and is the same then.
fn kept<T: PartialEq + Debug>(
    data: &[u8],
    parse: impl Fn(&str) -> Result<T, FieldError>,
    reveal: impl Fn(&T) -> String,
) {
    let raw = String::from_utf8_lossy(data);
    if let Ok(value) = parse(&raw) {
        assert_eq!(parse(&reveal(&value)).as_ref(), Ok(&value));
    }
}

pub(crate) fn national_id(data: &[u8]) {
    let policy = IdPolicy { old_residence_until: date(2031, 1, 1), today: date(2026, 11, 24) };
    kept(data, |raw| NationalId::parse(raw, &policy), |id| id.reveal().to_owned());
    kept(data, NationalId::stored, |id| id.reveal().to_owned());
}

pub(crate) fn birth_date(data: &[u8]) {
    let today = date(2026, 11, 24);
    kept(data, |raw| BirthDate::parse(raw, today), |birth| birth.reveal().to_string());
    kept(data, BirthDate::stored, |birth| birth.roc());
}

pub(crate) fn phone(data: &[u8]) {
    kept(data, Phone::parse, |phone| phone.reveal().to_owned());
}

pub(crate) fn mobile(data: &[u8]) {
    kept(data, Mobile::parse, |mobile| mobile.reveal().to_owned());
}

pub(crate) fn email(data: &[u8]) {
    kept(data, Email::parse, |email| email.reveal().to_owned());
}

pub(crate) fn person_name(data: &[u8]) {
    kept(data, PersonName::parse, |name| name.reveal().to_owned());
    if let Ok(name) = PersonName::parse(&String::from_utf8_lossy(data)) {
        assert!(name.same_as(&name));
    }
}

pub(crate) fn address(data: &[u8]) {
    kept(data, Address::parse, |address| address.reveal().to_owned());
}

pub(crate) fn free_text(data: &[u8]) {
    kept(data, FreeText::<500>::parse, |text| text.reveal().to_owned());
}

pub(crate) fn entry_code(data: &[u8]) {
    kept(data, EntryCode::parse, |code| code.reveal().to_owned());
}

pub(crate) fn student_number(data: &[u8]) {
    kept(data, StudentNumber::parse, |number| number.as_str().to_owned());
}

pub(crate) fn account(data: &[u8]) {
    kept(data, StudentNumber::from_account, StudentNumber::account);
}

pub(crate) fn class_code(data: &[u8]) {
    kept(data, ClassCode::parse, ToString::to_string);
}

pub(crate) fn seat(data: &[u8]) {
    kept(data, Seat::parse, ToString::to_string);
}

pub(crate) fn language(data: &[u8]) {
    kept(data, Language::parse, ToString::to_string);
}

pub(crate) fn school_id(data: &[u8]) {
    kept(data, SchoolId::parse, ToString::to_string);
}

pub(crate) fn campaign_id(data: &[u8]) {
    kept(data, CampaignId::parse, ToString::to_string);
}

/// A case's and an applicant's ID are in addresses, so each has one spelling only.
pub(crate) fn case_id(data: &[u8]) {
    let raw = String::from_utf8_lossy(data);
    if let Ok(id) = raw.parse::<CaseId>() {
        assert_eq!(id.to_string().parse(), Ok(id));
    }
    if let Ok(id) = raw.parse::<ApplicantId>() {
        assert_eq!(id.to_string().parse(), Ok(id));
    }
}

pub(crate) fn check_code(data: &[u8]) {
    if let Some(code) = CheckCode::parse(&String::from_utf8_lossy(data)) {
        assert_eq!(CheckCode::parse(&code.to_string()), Some(code));
    }
}

/// Whatever is typed as a secret, it opens the door that was made with it and no other.
pub(crate) fn sign_in_secret(data: &[u8]) {
    let raw = String::from_utf8_lossy(data);
    let Ok(pepper) = Pepper::new("an invented pepper of 32 letters") else { return };
    if let Ok(index) = pepper.sign_in_index("demo", "1150001", &raw) {
        assert!(pepper.sign_in_matches("demo", "1150001", &raw, Some(&index)));
        assert!(!pepper.sign_in_matches("demo", "1150002", &raw, Some(&index)));
    }
}
