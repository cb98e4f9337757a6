//! Who speaks: the ten digits of each language, recorded once by `assets/make-digits.sh`.

/// A language somebody asked the digits in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// 中文, as spoken in Taiwan.
    #[default]
    Chinese,
    /// English.
    English,
    /// Tiếng Việt.
    Vietnamese,
    /// Bahasa Indonesia.
    Indonesian,
    /// ภาษาไทย. Spoken in English, for want of a Thai voice that gets its digits right; see [`Language::heard`].
    Thai,
}

impl Language {
    /// Every language that can be asked for.
    pub const ALL: [Self; 5] = [Self::Chinese, Self::English, Self::Vietnamese, Self::Indonesian, Self::Thai];

    /// Reads the language's tag (BCP 47), as written by [`Language::tag`].
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// The language's tag (BCP 47).
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-Hant",
            Self::English => "en",
            Self::Vietnamese => "vi",
            Self::Indonesian => "id",
            Self::Thai => "th",
        }
    }

    /// The language one hears: the one asked for, but English for Thai. For `Content-Language` and the page's hint.
    #[must_use]
    pub fn heard(self) -> Self {
        match self {
            Self::Thai => Self::English,
            spoken => spoken,
        }
    }

    /// The digit spoken: 8,000 signed 8-bit samples a second.
    pub(super) fn recording(self, digit: u8) -> &'static [u8] {
        let voice = match self {
            Self::Chinese => &CHINESE,
            Self::English | Self::Thai => &ENGLISH,
            Self::Vietnamese => &VIETNAMESE,
            Self::Indonesian => &INDONESIAN,
        };
        voice.get(usize::from(digit)).copied().unwrap_or_default()
    }
}

/// Zero to nine of one language.
type Voice = [&'static [u8]; 10];

macro_rules! voice {
    ($tag:literal) => {
        voice!($tag, "0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
    };
    ($tag:literal, $($digit:literal),+) => {
        [$(include_bytes!(concat!("../../assets/digits/", $tag, "/", $digit, ".s8"))),+]
    };
}

static CHINESE: Voice = voice!("zh-Hant");
static ENGLISH: Voice = voice!("en");
static VIETNAMESE: Voice = voice!("vi");
static INDONESIAN: Voice = voice!("id");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_found_by_its_tag() {
        for language in Language::ALL {
            assert_eq!(Language::parse(language.tag()), Some(language));
        }
        assert_eq!([Language::parse("zh-TW"), Language::parse("")], [None, None]);
    }

    #[test]
    fn every_digit_of_a_language_has_its_own_sound() {
        for language in Language::ALL {
            let recordings: std::collections::BTreeSet<&[u8]> = (0..10).map(|d| language.recording(d)).collect();
            assert_eq!(recordings.len(), 10, "{language:?}");
            // A quarter of a second to a whole one.
            assert!(recordings.iter().all(|samples| (1_900..8_000).contains(&samples.len())), "{language:?}");
        }
    }

    #[test]
    fn only_thai_is_heard_in_another_language() {
        let borrowed: Vec<Language> =
            Language::ALL.into_iter().filter(|language| language.heard() != *language).collect();
        assert_eq!(borrowed, [Language::Thai]);
    }

    #[test]
    fn all_recordings_together_stay_below_250_kilobytes() {
        let voices = [&CHINESE, &ENGLISH, &VIETNAMESE, &INDONESIAN];
        assert!(voices.iter().flat_map(|voice| voice.iter()).map(|samples| samples.len()).sum::<usize>() < 250 * 1024);
    }
}
