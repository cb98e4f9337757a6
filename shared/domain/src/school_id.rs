//! A school's name for machines, as in its web address `/?school=`.

use serde::{Deserialize, Serialize};

use crate::text::{FieldError, public, slug};

const LETTERS: usize = 20;

/// A school's id: 1 to 20 of `a-z`, `0-9` and `-`, beginning with a letter or digit, such as `demo-junior-high`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct SchoolId(String);

impl SchoolId {
    /// Reads an id; upper case and full width are lowered.
    ///
    /// # Errors
    /// `Required`, `TooLong`, `Characters`.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        slug(raw, LETTERS).map(Self)
    }
}

public!(SchoolId);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_id_is_lower_case_letters_digits_and_hyphens() {
        assert_eq!(SchoolId::parse(" DEMO-JUNIOR-HIGH ").map(|id| id.0), Ok("demo-junior-high".into()));
        for raw in ["a b", "a#b", "a_b", "-a", "學校", "a*"] {
            assert_eq!(SchoolId::parse(raw), Err(FieldError::Characters), "{raw}");
        }
        assert_eq!(SchoolId::parse(" "), Err(FieldError::Required));
        assert_eq!(SchoolId::parse(&"a".repeat(LETTERS + 1)), Err(FieldError::TooLong));
    }

    proptest! {
        #[test]
        fn ids_survive_storage_and_no_text_panics(text in "[a-z0-9][a-z0-9-]{0,19}", raw in any::<String>()) {
            let _ = SchoolId::parse(&raw);
            let id = SchoolId::parse(&text)?;
            prop_assert_eq!(id.as_str(), &text);
            prop_assert_eq!(serde_json::from_str::<SchoolId>(&serde_json::to_string(&id)?)?, id);
        }
    }
}
