//! One person, one account: the account's name comes from the person alone, so that a retry, a sibling or another
//! school meets the same account.

use crate::{Pepper, crockford};
use data_encoding::BASE64URL_NOPAD;

/// Where a person's account is found and how it is told from another's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonKey {
    /// The account's name: 12 characters of Crockford's base32, the first 60 bits of the index.
    pub username: String,
    /// The whole HMAC, base64url: two persons with one `username` differ here.
    pub index: String,
}

impl Pepper {
    /// The key of a person: HMAC(pepper, `person` NUL national ID). The ID is in its one canonical form.
    pub fn person(&self, national_id: &str) -> PersonKey {
        let tag = self.0.tag("person", &[national_id]);
        let username = crockford(&tag).chars().take(12).collect();
        PersonKey { username, index: BASE64URL_NOPAD.encode(&tag) }
    }

    /// The index of a name, to notice that an account belongs to somebody called otherwise: HMAC(pepper, `name` NUL
    /// name). The caller passes the name's comparison form.
    pub fn name_index(&self, comparison_form: &str) -> String {
        self.0.index("name", &[comparison_form])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pepper() -> Pepper {
        Pepper::new("a pepper of forty letters, for tests only").unwrap()
    }

    #[test]
    fn the_key_of_a_person_never_changes() {
        let person = pepper().person("A123456789");
        assert_eq!(person.username, "4M8DTDZ07R5X");
        assert_eq!(person.index, "JRDdN-A-C9FqyM9HpekPqSlCTAjSf7zX4GzN6qtFm0o");
    }

    #[test]
    fn the_index_of_a_name_never_changes() {
        assert_eq!(pepper().name_index("陳曉明"), "SC19R6LvmvN2sAkE2oMx2nQSCA1oPTybQ18wwt7bOB4");
    }

    #[test]
    fn another_pepper_gives_another_person() {
        let other = Pepper::new("another pepper of forty letters, for tests").unwrap();
        assert_ne!(pepper().person("A123456789"), other.person("A123456789"));
    }

    #[test]
    fn a_name_and_an_id_never_share_an_index() {
        assert_ne!(pepper().name_index("A123456789"), pepper().person("A123456789").index);
    }

    proptest! {
        #[test]
        fn the_username_is_the_head_of_the_index(id in "[A-Z][12][0-9]{8}") {
            let person = pepper().person(&id);
            let whole = BASE64URL_NOPAD.decode(person.index.as_bytes()).unwrap();
            prop_assert_eq!(person.username.len(), 12);
            prop_assert!(crockford(&whole).starts_with(&person.username));
        }
    }
}
