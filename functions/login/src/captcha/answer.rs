//! What a captcha expects: four digits, however somebody's keyboard writes them.

use std::fmt;

use aws_lc_rs::constant_time::verify_slices_are_equal;

/// The four digits of a captcha. Printing hides them, and only [`Answer::matches`] compares them.
#[derive(Clone)]
pub struct Answer([u8; 4]);

impl Answer {
    /// Four digits out of random bytes, each digit equally likely: a byte of 250 or more is passed over.
    /// `None` when fewer than four bytes are left; with 32 bytes that never happens in practice (below 2⁻¹⁴⁰).
    #[must_use]
    pub fn from_random(bytes: &[u8]) -> Option<Self> {
        Self::exactly_four(bytes.iter().filter(|byte| **byte < 250).take(4).map(|byte| byte % 10))
    }

    /// What a person typed. Spaces of every width are ignored, full-width and Thai digits are read as digits;
    /// anything else, or not exactly four digits, is no answer.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let digits: Option<Vec<u8>> = typed.chars().filter(|c| !c.is_whitespace()).take(5).map(digit).collect();
        Self::exactly_four(digits?.into_iter())
    }

    /// Compares in constant time, so that the time taken tells nothing about the digits.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        verify_slices_are_equal(&self.0, &other.0).is_ok()
    }

    /// The digits as text, to be stored beside the captcha and read back with [`Answer::parse`]. Never for a log.
    #[must_use]
    pub fn reveal(&self) -> String {
        self.0.iter().map(|digit| char::from(b'0' + digit)).collect()
    }

    /// The digits as numbers, for drawing and speaking.
    pub(super) fn digits(&self) -> [u8; 4] {
        self.0
    }

    fn exactly_four(digits: impl Iterator<Item = u8>) -> Option<Self> {
        digits.collect::<Vec<u8>>().try_into().ok().map(Self)
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answer(****)")
    }
}

fn digit(c: char) -> Option<u8> {
    let zero = match c {
        '0'..='9' => '0',
        '０'..='９' => '０',
        '๐'..='๙' => '๐',
        _ => return None,
    };
    u8::try_from(u32::from(c) - u32::from(zero)).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(typed: &str) -> Option<String> {
        Answer::parse(typed).map(|answer| answer.reveal())
    }

    #[test]
    fn full_width_and_thai_digits_and_spaces_are_read() {
        for typed in ["0372", "０３７２", "๐๓๗๒", " 0 3７2\u{3000}", "03\u{a0}72\n"] {
            assert_eq!(read(typed).as_deref(), Some("0372"), "{typed:?}");
        }
    }

    #[test]
    fn anything_but_four_digits_is_no_answer() {
        for typed in ["", "   ", "123", "12345", "12 345", "12a4", "-123", "1.23", "一二三四", "１２３", "¹²³⁴"]
        {
            assert_eq!(read(typed), None, "{typed:?}");
        }
    }

    #[test]
    fn printing_an_answer_hides_its_digits() {
        assert_eq!(format!("{:?}", Answer::parse("4711")), "Some(Answer(****))");
    }

    #[test]
    fn every_digit_is_equally_likely_in_every_place() {
        let mut seen = [0; 10];
        let first_digits = (0..=u8::MAX).filter_map(|byte| Answer::from_random(&[byte, 0, 0, 0]));
        first_digits.for_each(|answer| seen[usize::from(answer.digits()[0])] += 1);
        assert_eq!(seen, [25; 10]);
    }

    #[test]
    fn bytes_that_would_tilt_the_odds_are_passed_over() {
        let answer = Answer::from_random(&[255, 249, 250, 13, 251, 0, 7]);
        assert_eq!(answer.map(|answer| answer.reveal()).as_deref(), Some("9307"));
    }

    #[test]
    fn too_few_random_bytes_make_no_answer() {
        assert!(Answer::from_random(&[1, 2, 255, 3, 250]).is_none());
    }

    proptest! {
        #[test]
        fn four_digits_come_back_however_they_are_spaced(number in 0..10_000u32, gaps in "[ \u{3000}\t]{5}") {
            let digits = format!("{number:04}");
            let spaced: String = gaps.chars().zip(digits.chars().chain([' '])).flat_map(|(gap, c)| [gap, c]).collect();
            prop_assert_eq!(read(&spaced), Some(digits));
        }

        #[test]
        fn reading_never_fails_and_keeps_four_digits(typed in "\\PC*") {
            prop_assert!(read(&typed).is_none_or(|digits| digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit())));
        }

        #[test]
        fn answers_match_when_their_digits_do(one in 0..10_000u32, other in 0..10_000u32) {
            let parsed = |number: u32| Answer::parse(&format!("{number:04}"));
            let matching = parsed(one).zip(parsed(other)).map(|(a, b)| a.matches(&b) && b.matches(&a));
            prop_assert_eq!(matching, Some(one == other));
        }
    }
}
