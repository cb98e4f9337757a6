//! What every typed text goes through first, and why a field can be refused.
//!
//! Order matters: the length limit comes before the work, then invisible characters go, then NFKC makes full-width and
//! half-width letters one, then white space becomes single spaces.

use unicode_normalization::UnicodeNormalization;

/// The longest identifier, with whatever hyphens and spaces people type into it.
const IDENTIFIER_LETTERS: usize = 32;

/// Why a value is refused. Carries no part of the value, so that it can be logged and sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
pub enum FieldError {
    /// Nothing was typed, or only white space.
    #[error("a value is needed")]
    Required,
    /// More letters than the field takes.
    #[error("the value is too long")]
    TooLong,
    /// Fewer letters than the field takes.
    #[error("the value is too short")]
    TooShort,
    /// Letters that this field never has.
    #[error("the value has characters that do not belong there")]
    Characters,
    /// A masked value (`A*****6789`) was sent back as if it had been typed.
    #[error("the value is a masked one")]
    Masked,
    /// Not the shape of a national ID or residence number.
    #[error("not a national ID or residence number")]
    NationalId,
    /// The shape is right, the check digit is not.
    #[error("the check digit does not match")]
    Checksum,
    /// A residence number of the old format after its end date.
    #[error("residence numbers of the old format are no longer taken")]
    ExpiredFormat,
    /// Not a Taiwanese mobile number.
    #[error("not a mobile number")]
    Mobile,
    /// Neither a Taiwanese land line with area code nor a mobile number.
    #[error("not a phone number")]
    Phone,
    /// Not an e-mail address that mail can be sent to.
    #[error("not an e-mail address")]
    Email,
    /// Not a date, or a day that does not exist.
    #[error("not a date")]
    Date,
    /// A date that is still to come.
    #[error("the date lies in the future")]
    DateFuture,
    /// Not a class code such as `101`.
    #[error("not a class code")]
    Class,
    /// Not a seat from `01` to `99`.
    #[error("not a seat number")]
    Seat,
    /// Not a student number, or an account that is not `P` and a student number.
    #[error("not a student number")]
    StudentNumber,
    /// Not a language the suite speaks.
    #[error("not a language of this suite")]
    Language,
}

impl FieldError {
    /// Every reason, for tests that no text for people is missing.
    pub const ALL: [Self; 17] = [
        Self::Required,
        Self::TooLong,
        Self::TooShort,
        Self::Characters,
        Self::Masked,
        Self::NationalId,
        Self::Checksum,
        Self::ExpiredFormat,
        Self::Mobile,
        Self::Phone,
        Self::Email,
        Self::Date,
        Self::DateFuture,
        Self::Class,
        Self::Seat,
        Self::StudentNumber,
        Self::Language,
    ];

    /// The stable code that goes over the wire; pages find their words by it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::TooLong => "too-long",
            Self::TooShort => "too-short",
            Self::Characters => "characters",
            Self::Masked => "masked",
            Self::NationalId => "national-id",
            Self::Checksum => "checksum",
            Self::ExpiredFormat => "expired-format",
            Self::Mobile => "mobile",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Date => "date",
            Self::DateFuture => "date-future",
            Self::Class => "class",
            Self::Seat => "seat",
            Self::StudentNumber => "student-number",
            Self::Language => "language",
        }
    }
}

/// One line of 1 to `max` letters.
pub(crate) fn line(raw: &str, max: usize) -> Result<String, FieldError> {
    limit_raw(raw, max)?;
    limit(plain(raw), max)
}

/// Text of 1 to `max` letters that keeps its line breaks, without empty lines.
pub(crate) fn lines(raw: &str, max: usize) -> Result<String, FieldError> {
    limit_raw(raw, max)?;
    let kept: Vec<_> = raw.split(['\n', '\r']).map(plain).filter(|line| !line.is_empty()).collect();
    limit(kept.join("\n"), max)
}

/// An identifier as people type it: spaces and hyphens dropped, ASCII letters in upper case.
pub(crate) fn identifier(raw: &str) -> Result<String, FieldError> {
    limit_raw(raw, IDENTIFIER_LETTERS)?;
    let text: String = plain(raw).chars().filter(|c| *c != ' ' && !is_hyphen(*c)).nfkc().collect();
    limit(text.to_ascii_uppercase(), IDENTIFIER_LETTERS)
}

/// A name for machines: 1 to `max` of `a-z`, `0-9` and `-`, beginning with a letter or digit; upper case is lowered.
pub(crate) fn slug(raw: &str, max: usize) -> Result<String, FieldError> {
    let text = line(raw, max)?.to_ascii_lowercase();
    let fits = text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if fits && !text.starts_with('-') { Ok(text) } else { Err(FieldError::Characters) }
}

/// Refuses what could be a masked value on its way back from a screen. Expects normalised text.
pub(crate) fn refuse_masked(text: &str) -> Result<(), FieldError> {
    if text.contains(['*', '•', '●']) { Err(FieldError::Masked) } else { Ok(()) }
}

/// The hyphens and dashes that keyboards and copied text bring along.
pub(crate) const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The contract states `max` for what is typed, so that counts, spaces too; and no more letters than that are counted.
fn limit_raw(raw: &str, max: usize) -> Result<(), FieldError> {
    if raw.chars().nth(max).is_some() { Err(FieldError::TooLong) } else { Ok(()) }
}

fn limit(text: String, max: usize) -> Result<String, FieldError> {
    match text.chars().count() {
        0 => Err(FieldError::Required),
        n if n > max => Err(FieldError::TooLong),
        _ => Ok(text),
    }
}

fn plain(raw: &str) -> String {
    let spaced = raw.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    let composed: String = spaced.filter(|c| !is_invisible(*c)).nfkc().collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Control characters, and format characters that nobody sees: zero width, direction, byte order mark, tags.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// For a type with personal data: the way in from storage, and a `Debug` that shows only what `$mask` gives.
macro_rules! personal {
    ($type:ident, $read:expr, $mask:expr) => {
        impl TryFrom<String> for $type {
            type Error = $crate::FieldError;

            fn try_from(raw: String) -> Result<Self, Self::Error> {
                $read(&raw)
            }
        }

        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}({})", stringify!($type), $mask(self))
            }
        }
    };
}

/// For a text type that anybody may see: the way in from storage, `as_str` and `Display`.
macro_rules! public {
    ($type:ident) => {
        impl $type {
            /// The normal form.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $type {
            type Error = $crate::FieldError;

            fn try_from(raw: String) -> Result<Self, Self::Error> {
                Self::parse(&raw)
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

pub(crate) use {personal, public};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn full_width_letters_and_odd_spaces_become_plain() {
        assert_eq!(line("\u{feff} Ａｂ\u{3000}\t １２\u{0}\u{200b}\n", 12), Ok("Ab 12".into()));
    }

    #[test]
    fn the_length_limit_comes_before_and_after_the_work() {
        assert_eq!(line(&" ".repeat(1_000_000), 10), Err(FieldError::TooLong));
        assert_eq!(line("ten letter ", 10), Err(FieldError::TooLong));
        // One character that NFKC turns into eighteen.
        assert_eq!(line("\u{fdfa}", 10), Err(FieldError::TooLong));
        assert_eq!(line(" \u{200b} ", 10), Err(FieldError::Required));
    }

    #[test]
    fn line_breaks_stay_where_they_are_asked_for() {
        assert_eq!(lines(" one  two\r\n\r\n\tthree ", 20), Ok("one two\nthree".into()));
        assert_eq!(line("one\ntwo", 20), Ok("one two".into()));
    }

    #[test]
    fn every_code_is_kebab_case_and_there_once() {
        let codes: std::collections::BTreeSet<_> = FieldError::ALL.into_iter().map(FieldError::code).collect();
        assert_eq!(codes.len(), FieldError::ALL.len());
        assert!(codes.iter().all(|code| code.chars().all(|c| c.is_ascii_lowercase() || c == '-')));
    }

    #[test]
    fn a_mark_joins_its_letter_when_the_space_between_goes() {
        assert_eq!(identifier("H ¨"), Ok("\u{1e26}".into()));
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(raw in ".{0,60}") {
            for normalise in [|raw: &str| line(raw, 60), |raw: &str| lines(raw, 60), identifier] {
                if let Ok(text) = normalise(&raw) {
                    prop_assert_eq!(normalise(&text), Ok(text));
                }
            }
        }
    }
}
