//! The blind index of a sign-in secret: signing in compares indexes and reads no secret, and a wrong account costs the same
//! work as a wrong secret.

use crate::Pepper;
use aws_lc_rs::constant_time::verify_slices_are_equal;
use data_encoding::BASE64URL_NOPAD;
use unicode_normalization::UnicodeNormalization;

/// A sign-in secret has at most this many characters as typed.
pub const SECRET_LIMIT: usize = 64;

/// What is compared against when the account does not exist; no secret has this index.
const DUMMY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A sign-in secret is empty or longer than [`SECRET_LIMIT`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the sign-in secret is empty or longer than {SECRET_LIMIT} characters")]
pub struct UnusableSecret;

impl Pepper {
    /// The index to store for a student's sign-in secret: HMAC(pepper, `sign-in` NUL school NUL student NUL secret),
    /// 43 characters of base64url. The loader of a roster calls this.
    pub fn sign_in_index(&self, school: &str, student: &str, secret: &str) -> Result<String, UnusableSecret> {
        let secret = normalise(secret).ok_or(UnusableSecret)?;
        Ok(self.0.index("sign-in", &[school, student, &secret]))
    }

    /// Whether what was typed is the secret of this student. `stored` is the stored index, `None` when there is no such
    /// student or it may not be used; the work is the same, and the comparison takes the same time wherever it differs.
    pub fn sign_in_matches(&self, school: &str, student: &str, typed: &str, stored: Option<&str>) -> bool {
        let secret = normalise(typed);
        let tag = self.0.tag("sign-in", &[school, student, secret.as_deref().unwrap_or_default()]);
        let expected = BASE64URL_NOPAD.decode(stored.unwrap_or(DUMMY).as_bytes()).unwrap_or_default();
        let equal = verify_slices_are_equal(&tag, &expected).is_ok();
        equal & stored.is_some() & secret.is_some()
    }
}

/// One form for everything people type for the same secret: full-width and half-width alike, upper case, without
/// spaces, hyphens or control characters. `None` when nothing is left or more than [`SECRET_LIMIT`] characters were typed.
fn normalise(typed: &str) -> Option<String> {
    if typed.chars().count() > SECRET_LIMIT {
        return None;
    }
    let normal: String = typed
        .nfkc()
        .flat_map(char::to_uppercase)
        .filter(|c| !c.is_whitespace() && !c.is_control() && !hyphen(*c))
        .collect();
    (!normal.is_empty()).then_some(normal)
}

/// Hyphens, dashes and the minus sign, after compatibility forms were folded; also what hides between letters.
fn hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200b}'..='\u{200d}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pepper() -> Pepper {
        Pepper::new("a pepper of forty letters, for tests only").unwrap()
    }

    #[test]
    fn the_index_of_a_secret_never_changes() {
        let index = pepper().sign_in_index("sunny-elementary", "11400101", "A123456789").unwrap();
        assert_eq!(index, "qnqvRfeM_cgYhJffROPBXEEU_1qPr5k20bZ4MIuF1_U");
    }

    #[test]
    fn every_way_of_typing_a_secret_is_the_same() {
        let index = pepper().sign_in_index("s", "1", "A123456789").unwrap();
        for typed in [
            "a123456789",
            " A123 456 789 ",
            "A123-456-789",
            "Ａ１２３４５６７８９",
            "a1234\u{2013}56789",
            "A123456789\u{200b}",
        ] {
            assert!(pepper().sign_in_matches("s", "1", typed, Some(&index)), "{typed}");
        }
    }

    #[test]
    fn another_school_student_or_secret_does_not_match() {
        let index = pepper().sign_in_index("s", "1", "A123456789").unwrap();
        assert!(!pepper().sign_in_matches("t", "1", "A123456789", Some(&index)));
        assert!(!pepper().sign_in_matches("s", "2", "A123456789", Some(&index)));
        assert!(!pepper().sign_in_matches("s", "1", "A123456780", Some(&index)));
    }

    #[test]
    fn an_unknown_student_never_matches() {
        assert!(!pepper().sign_in_matches("s", "1", "A123456789", None));
        assert!(!pepper().sign_in_matches("s", "1", "", None));
    }

    #[test]
    fn an_empty_or_endless_secret_is_never_one() {
        assert_eq!(pepper().sign_in_index("s", "1", " - "), Err(UnusableSecret));
        assert_eq!(pepper().sign_in_index("s", "1", &"7".repeat(65)), Err(UnusableSecret));
        let of_nothing = pepper().0.index("sign-in", &["s", "1", ""]);
        assert!(!pepper().sign_in_matches("s", "1", "", Some(&of_nothing)));
        assert!(!pepper().sign_in_matches("s", "1", &"7".repeat(65), Some(&of_nothing)));
    }

    #[test]
    fn an_unreadable_stored_index_refuses() {
        assert!(!pepper().sign_in_matches("s", "1", "A123456789", Some("not base64url!")));
    }

    proptest! {
        #[test]
        fn what_was_stored_is_what_matches(secret in "[A-Za-z0-9]{1,64}", other in "\\PC{0,80}") {
            let index = pepper().sign_in_index("s", "1", &secret).unwrap();
            prop_assert!(pepper().sign_in_matches("s", "1", &secret.to_lowercase(), Some(&index)));
            let same = normalise(&other) == normalise(&secret);
            prop_assert_eq!(pepper().sign_in_matches("s", "1", &other, Some(&index)), same);
        }

        #[test]
        fn parts_cannot_be_shifted_into_each_other(typed in "[A-Z0-9\0]{1,20}", student in "[0-9\0]{1,12}") {
            let index = pepper().sign_in_index("s", "11400101", "A123456789").unwrap();
            prop_assume!(student != "11400101");
            prop_assert!(!pepper().sign_in_matches("s", &student, &typed, Some(&index)));
        }
    }
}
