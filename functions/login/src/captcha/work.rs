//! The way that asks nobody to read or hear: the browser finds a number whose hash begins with enough zero bits.

use std::fmt;

use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::HEXLOWER;

/// Leading zero bits asked for by default: 2¹⁹ ≈ 524,000 hashes on average.
///
/// An old phone does 100,000 to 200,000 SHA-256 a second in plain JavaScript and so waits 2.6 to 5.2 seconds, 3.5 in
/// the middle; one try in a hundred takes 4.6 times as long. A phone of today does a million and waits half a
/// second. A native core does some nine million and pays about a thousandth of a dollar for a thousand solutions,
/// where people who solve pictures ask fifty cents to a dollar and a trained reader of digits asks next to nothing.
/// So the work slows guessing down, as the picture does; the lock on repeated failures is what stops it.
/// The difficulty is stored with each challenge, so a source that keeps failing can be given a harder one
/// (each bit doubles the wait).
pub const DEFAULT_DIFFICULTY: u8 = 19;

/// Longest nonce. With 32 letters of challenge and a colon the text is 53 bytes, which SHA-256 takes in one block;
/// 20 digits hold every 64-bit counter.
const NONCE_LIMIT: usize = 20;

/// What the work is about: 16 random bytes, used once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge([u8; 16]);

impl Challenge {
    /// A challenge of 16 bytes from the system's randomness.
    #[must_use]
    pub fn from_random(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Reads back what [`fmt::Display`] wrote: 32 lower-case hexadecimal letters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        HEXLOWER.decode(text.as_bytes()).ok()?.try_into().ok().map(Self)
    }
}

impl fmt::Display for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

/// Whether SHA-256 of `"<challenge>:<nonce>"` begins with at least `difficulty` zero bits. A nonce is 1 to 20 of the
/// digits 0 to 9; any other text solves nothing.
#[must_use]
pub fn solved(challenge: &Challenge, difficulty: u8, nonce: &str) -> bool {
    let well_formed = (1..=NONCE_LIMIT).contains(&nonce.len()) && nonce.bytes().all(|byte| byte.is_ascii_digit());
    well_formed && zero_bits(digest(&SHA256, format!("{challenge}:{nonce}").as_bytes()).as_ref()) >= difficulty.into()
}

fn zero_bits(hash: &[u8]) -> u32 {
    let mut bits = 0;
    for byte in hash {
        bits += byte.leading_zeros();
        if *byte != 0 {
            break;
        }
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;

    // The nonces were found apart from this code, with Python's hashlib.
    const TEXT: &str = "00112233445566778899aabbccddeeff";

    fn accepted(difficulty: u8, nonce: &str) -> Option<bool> {
        Challenge::parse(TEXT).map(|challenge| solved(&challenge, difficulty, nonce))
    }

    #[test]
    fn a_nonce_with_exactly_enough_zero_bits_is_accepted() {
        for (bits, nonce) in [(8, "343"), (12, "2888"), (DEFAULT_DIFFICULTY, "377541"), (20, "445142")] {
            assert_eq!(accepted(bits, nonce), Some(true), "{nonce}");
            assert_eq!(accepted(bits + 1, nonce), Some(false), "{nonce}");
        }
    }

    #[test]
    fn a_nonce_has_one_to_twenty_digits() {
        assert_eq!(accepted(8, "00000000000000000450"), Some(true));
        assert_eq!(accepted(8, "000000000000000000076"), Some(false), "21 digits, though its hash would do");
        assert_eq!(accepted(0, ""), Some(false));
    }

    #[test]
    fn nothing_but_digits_is_a_nonce() {
        for nonce in ["+205", "293 ", "-1", "0x1f", "３４３", "343\n"] {
            assert_eq!(accepted(0, nonce), Some(false), "{nonce:?}");
        }
    }

    #[test]
    fn a_solution_of_one_challenge_does_not_solve_another() {
        assert!(!solved(&Challenge::from_random([7; 16]), DEFAULT_DIFFICULTY, "377541"));
    }

    #[test]
    fn a_challenge_is_read_back_as_written() {
        assert_eq!(Challenge::parse(TEXT).map(|challenge| challenge.to_string()).as_deref(), Some(TEXT));
        for text in ["", "00", &TEXT.to_uppercase(), &format!("{TEXT}00"), "zz112233445566778899aabbccddeeff"] {
            assert_eq!(Challenge::parse(text), None, "{text}");
        }
    }

    #[test]
    fn zero_bits_are_counted_across_bytes() {
        assert_eq!([zero_bits(&[0x80, 0]), zero_bits(&[0, 0x1f, 0]), zero_bits(&[0, 0])], [0, 11, 16]);
    }
}
