//! A campaign's name for machines: one binding drive of one school.

use serde::{Deserialize, Serialize};

use crate::text::{FieldError, public, slug};

const LETTERS: usize = 30;

/// A campaign's id: 1 to 30 of `a-z`, `0-9` and `-`, beginning with a letter or digit, such as `2026-spring`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct CampaignId(String);

impl CampaignId {
    /// Reads an id; upper case and full width are lowered.
    ///
    /// # Errors
    /// `Required`, `TooLong`, `Characters`.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        slug(raw, LETTERS).map(Self)
    }
}

public!(CampaignId);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_id_is_lower_case_letters_digits_and_hyphens() {
        assert_eq!(CampaignId::parse(" 2026-SPRING ").map(|id| id.0), Ok("2026-spring".into()));
        for raw in ["a b", "a#b", "a_b", "-a", "學校", "a*"] {
            assert_eq!(CampaignId::parse(raw), Err(FieldError::Characters), "{raw}");
        }
        assert_eq!(CampaignId::parse(" "), Err(FieldError::Required));
        assert_eq!(CampaignId::parse(&"a".repeat(LETTERS + 1)), Err(FieldError::TooLong));
    }

    proptest! {
        #[test]
        fn ids_survive_storage_and_no_text_panics(text in "[a-z0-9][a-z0-9-]{0,19}", raw in any::<String>()) {
            let _ = CampaignId::parse(&raw);
            let id = CampaignId::parse(&text)?;
            prop_assert_eq!(id.as_str(), &text);
            prop_assert_eq!(serde_json::from_str::<CampaignId>(&serde_json::to_string(&id)?)?, id);
        }
    }
}
