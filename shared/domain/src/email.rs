//! An e-mail address that mail can be sent to: stricter than the standard, wide enough for real mailboxes.
//!
//! The part before `@` is kept as typed (some servers tell `A` from `a`), the domain goes to lower case. Quoted and
//! non-ASCII local parts are refused, as the mail service cannot deliver to them; domains may be international.

use serde::{Deserialize, Serialize};

use crate::text::{FieldError, line, personal, refuse_masked};

/// Limits of RFC 5321, in bytes.
const TOTAL_BYTES: usize = 254;
const LOCAL_BYTES: usize = 64;
const LABEL_BYTES: usize = 63;

/// An address in its normal form. Read it by [`Email::reveal`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Email(String);

impl Email {
    /// Reads an address; full-width letters, `＠` and `。` are understood.
    ///
    /// # Errors
    /// `Required`, `TooLong`, `Masked`, `Email`.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let text = line(raw, TOTAL_BYTES)?;
        refuse_masked(&text)?;
        let (local, domain) = text.split_once('@').ok_or(FieldError::Email)?;
        let domain = domain.replace('。', ".").to_ascii_lowercase();
        let address = format!("{local}@{domain}");
        if address.len() > TOTAL_BYTES {
            return Err(FieldError::TooLong);
        }
        if is_local(local) && is_domain(&domain) { Ok(Self(address)) } else { Err(FieldError::Email) }
    }

    /// The address in clear.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// First letter and domain: `t***@example.com`.
    pub fn masked(&self) -> String {
        let domain = self.0.split_once('@').map_or("", |(_, domain)| domain);
        format!("{}***@{domain}", &self.0[..1])
    }
}

personal!(Email, Email::parse, Email::masked);

fn is_local(local: &str) -> bool {
    let atoms = local.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_atom_letter));
    atoms && local.len() <= LOCAL_BYTES
}

fn is_atom_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'+-/=?^_`{|}~".contains(c)
}

fn is_domain(domain: &str) -> bool {
    let labels: Vec<_> = domain.split('.').collect();
    let numeric_end = labels.last().is_some_and(|end| end.chars().all(|c| c.is_ascii_digit()));
    labels.len() >= 2 && !numeric_end && labels.into_iter().all(is_label)
}

/// Letters, digits and inner hyphens; beyond ASCII only what is no sign, symbol or space.
fn is_label(label: &str) -> bool {
    let inner_hyphens = !label.starts_with('-') && !label.ends_with('-');
    let fits = |c: char| if c.is_ascii() { c.is_ascii_alphanumeric() || c == '-' } else { is_letter_or_mark(c) };
    (1..=LABEL_BYTES).contains(&label.len()) && inner_hyphens && label.chars().all(fits)
}

/// `is_alphanumeric` leaves out some vowel and tone marks that Thai words need.
fn is_letter_or_mark(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{e47}'..='\u{e4e}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(raw: &str) -> Result<String, FieldError> {
        Email::parse(raw).map(|email| email.0)
    }

    #[test]
    fn usual_addresses_are_taken() {
        for (raw, normal) in [
            (" Ting.Lin@Example.COM ", "Ting.Lin@example.com"),
            ("ｔｉｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ", "ting@example.com"),
            ("ting@mail。example。tw", "ting@mail.example.tw"),
            ("a+b_c-d'e@x.co", "a+b_c-d'e@x.co"),
            ("ting@學校.台灣", "ting@學校.台灣"),
            ("nok@ตัวอย่าง.ไทย", "nok@ตัวอย่าง.ไทย"),
            ("ting@xn--fiq228c.tw", "ting@xn--fiq228c.tw"),
        ] {
            assert_eq!(read(raw), Ok(normal.into()), "{raw}");
        }
    }

    #[test]
    fn addresses_that_cannot_work_are_refused() {
        for raw in [
            "ting",
            "@example.com",
            "ting@",
            "ting@example",
            "ting@@example.com",
            "ting@a@b.tw",
            "ting lin@example.com",
            "ting@exa mple.com",
            "ting..lin@example.com",
            ".ting@example.com",
            "ting.@example.com",
            "ting@example..com",
            "ting@-example.com",
            "ting@example-.com",
            "ting@.example.com",
            "ting@example.com.",
            "ting@192.168.0.1",
            "\"ting\"@example.com",
            "ting<a>@example.com",
            "ting,lin@example.com",
            "ting@exam_ple.com",
            "婷@example.com",
        ] {
            assert_eq!(read(raw), Err(FieldError::Email), "{raw}");
        }
    }

    #[test]
    fn the_limits_are_sixty_four_and_two_hundred_fifty_four() {
        let host = "example.com";
        assert!(read(&format!("{}@{host}", "a".repeat(64))).is_ok());
        assert_eq!(read(&format!("{}@{host}", "a".repeat(65))), Err(FieldError::Email));
        let long = format!("{}.tw", ["b".repeat(60), "b".repeat(60), "b".repeat(60)].join("."));
        assert_eq!(read(&format!("{}@{long}", "a".repeat(64))).map(|email| email.len()), Ok(250));
        assert_eq!(read(&format!("{}@bbbbb.{long}", "a".repeat(64))), Err(FieldError::TooLong));
    }

    #[test]
    fn a_masked_address_is_never_taken_for_one() {
        assert_eq!(Email::parse("ting@example.com").map(|email| email.masked()), Ok("t***@example.com".into()));
        assert_eq!(read("t***@example.com"), Err(FieldError::Masked));
        assert_eq!(read("t●●●@example.com"), Err(FieldError::Masked));
    }

    proptest! {
        #[test]
        fn no_text_makes_parsing_panic(raw in ".{0,20}@.{0,20}\\..{0,9}") {
            if let Ok(email) = Email::parse(&raw) {
                prop_assert_eq!(Email::parse(email.reveal())?, email);
            }
        }

        #[test]
        fn addresses_survive_storage_and_print_masked(local in "[a-z0-9]{2,20}", host in "[a-z]{1,20}\\.[a-z]{2,5}") {
            let email = Email::parse(&format!("{local}@{host}"))?;
            prop_assert_eq!(serde_json::from_str::<Email>(&serde_json::to_string(&email)?)?, email.clone());
            prop_assert_eq!(format!("{email:?}"), format!("Email({}***@{host})", &local[..1]));
        }
    }
}
