//! People who do not exist, for tests that only need somebody.

use crate::SCHOOL;
use domain::{
    Address, BirthDate, ClassCode, Contact, FreeText, Mobile, PersonName, Phone, SchoolId, Seat, StaffRole, Student,
    StudentNumber, synthetic,
};
use jiff::civil::date;
use serde_json::{Value, json};
use store::{Assignment, StaffRecord};

/// The ID number of the `n`th adult.
pub fn adult(n: u64) -> String {
    synthetic::national_id(1_000 + n).reveal().to_owned()
}

/// A pupil of class `101`; `n` (below 100) gives number, seat and ID.
pub fn student(n: u8) -> Student {
    Student {
        number: StudentNumber::parse(&format!("990010{n:02}")).unwrap(),
        class: ClassCode::parse("101").unwrap(),
        seat: Seat::parse(&format!("{n:02}")).unwrap(),
        name: PersonName::parse("林小雨").unwrap(),
        national_id: Some(synthetic::national_id(u64::from(n))),
        birth_date: BirthDate::stored("2013-10-05").unwrap(),
        indigenous_status: FreeText::parse("無").unwrap(),
        protected: false,
    }
}

/// Contact data as the school knows it: nobody knows the emergency contact yet.
pub fn contact() -> Contact {
    Contact {
        household_address: Some(Address::parse("臺北市範例區示範路1號").unwrap()),
        mailing_address: Some(Address::parse("臺北市範例區示範路2號").unwrap()),
        home_phone: Some(Phone::parse("02-23450000").unwrap()),
        emergency_contact_name: None,
        emergency_contact_mobile: Some(Mobile::parse("0900000099").unwrap()),
    }
}

/// An applicant as a page sends it: the `n`th adult, `father`, `mother` or `guardian`.
pub fn applicant(n: u64, relationship: &str) -> Value {
    let name = match n % 3 {
        0 => "林大山",
        1 => "陳美玉",
        _ => "林阿嬤",
    };
    json!({
        "name": name,
        "relationship": relationship,
        "national_id": adult(n),
        "mobile": format!("09000000{n:02}"),
        "email": format!("adult{n}@example.com"),
    })
}

/// A teacher of class `101`.
pub fn teacher_record(username: &str) -> StaffRecord {
    StaffRecord {
        username: username.to_owned(),
        school: SchoolId::parse(SCHOOL).unwrap(),
        name: "王老師".to_owned(),
        role: StaffRole::Teacher,
        classes: vec![Assignment { class: ClassCode::parse("101").unwrap(), from: date(2026, 8, 1), until: None }],
    }
}
