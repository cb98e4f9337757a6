//! The languages of screens and mails, by their BCP 47 tags.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::{FieldError, line};

const TAG_LETTERS: usize = 35;

/// A language the suite speaks; the first is the one every text exists in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
pub enum Language {
    /// 正體中文, `zh-Hant`.
    #[default]
    ZhHant,
    /// English, `en`.
    En,
    /// Tiếng Việt, `vi`.
    Vi,
    /// Bahasa Indonesia, `id`.
    Id,
    /// ไทย, `th`.
    Th,
}

impl Language {
    /// All of them, in the order menus show them.
    pub const ALL: [Self; 5] = [Self::ZhHant, Self::En, Self::Vi, Self::Id, Self::Th];

    /// Reads a tag in any case, with a region or script: `zh-TW`, `ZH_hant_tw`, `en-GB`. `zh-CN` and `zh-Hans` are
    /// another script and refused.
    ///
    /// # Errors
    /// `Required`, `TooLong`, `Language`.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let tag = line(raw, TAG_LETTERS)?.to_ascii_lowercase().replace('_', "-");
        let (primary, rest) = tag.split_once('-').unwrap_or((&tag, ""));
        match (primary, rest.split('-').next().unwrap_or_default()) {
            ("zh", "" | "hant" | "tw" | "hk" | "mo") => Ok(Self::ZhHant),
            ("en", _) => Ok(Self::En),
            ("vi", _) => Ok(Self::Vi),
            ("id", _) => Ok(Self::Id),
            ("th", _) => Ok(Self::Th),
            _ => Err(FieldError::Language),
        }
    }

    /// The tag: `zh-Hant`, `en`, `vi`, `id`, `th`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ZhHant => "zh-Hant",
            Self::En => "en",
            Self::Vi => "vi",
            Self::Id => "id",
            Self::Th => "th",
        }
    }
}

impl TryFrom<String> for Language {
    type Error = FieldError;

    fn try_from(raw: String) -> Result<Self, FieldError> {
        Self::parse(&raw)
    }
}

impl From<Language> for &'static str {
    fn from(language: Language) -> Self {
        language.as_str()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tags_are_read_in_any_case_and_with_regions() {
        for raw in ["zh-Hant", "zh-TW", "ZH_hant_TW", "zh", "zh-hk"] {
            assert_eq!(Language::parse(raw), Ok(Language::ZhHant), "{raw}");
        }
        assert_eq!(Language::parse("en-GB"), Ok(Language::En));
        for raw in ["zh-CN", "zh-Hans", "fr", "english", "-"] {
            assert_eq!(Language::parse(raw), Err(FieldError::Language), "{raw}");
        }
    }

    #[test]
    fn every_language_survives_storage_as_its_tag() {
        for language in Language::ALL {
            assert_eq!(serde_json::json!(language), serde_json::json!(language.as_str()));
            assert_eq!(serde_json::from_value(serde_json::json!(language.as_str())).ok(), Some(language));
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_parsing_panic(raw in any::<String>()) {
            let _ = Language::parse(&raw);
        }
    }
}
