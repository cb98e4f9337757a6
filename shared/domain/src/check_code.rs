//! 核對碼: the short code that ties a signed paper to what was sent. It changes when the applicants change, and is no
//! secret: it only shows the teacher that paper and row belong together.

use crate::Case;
use std::fmt;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 6;
/// The code, with whatever hyphens and spaces people type into it.
const TYPED_LETTERS: usize = 32;

/// Six Crockford base32 characters, such as `7K3Q9M`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct CheckCode([u8; LENGTH]);

impl Case {
    /// The check code of the applicants as they stand; none before anybody is named.
    pub fn check_code(&self) -> Option<CheckCode> {
        if self.applicants.is_empty() {
            return None;
        }
        let bits = self.id.bits();
        let mut mixed = splitmix((bits as u64) ^ splitmix((bits >> 64) as u64) ^ splitmix(self.applicants_version));
        let mut code = [0; LENGTH];
        for slot in &mut code {
            *slot = ALPHABET[(mixed & 31) as usize];
            mixed >>= 5;
        }
        Some(CheckCode(code))
    }
}

/// The SplitMix64 finaliser (Steele, Lea, Flood 2014): spreads neighbouring numbers over all codes.
fn splitmix(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

impl CheckCode {
    /// What somebody typed from paper: lower case, a hyphen, and look-alikes (O for 0, I and L for 1) are taken.
    pub fn parse(text: &str) -> Option<Self> {
        if text.chars().nth(TYPED_LETTERS).is_some() {
            return None;
        }
        let mut code = [0; LENGTH];
        let mut at = 0;
        for typed in text.chars().filter(|c| *c != '-' && *c != ' ').take(LENGTH + 1) {
            let read = match typed.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let known = ALPHABET.iter().find(|c| char::from(**c) == read)?;
            *code.get_mut(at)? = *known;
            at += 1;
        }
        (at == LENGTH).then_some(CheckCode(code))
    }
}

impl fmt::Display for CheckCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::str::from_utf8(&self.0).unwrap_or_default())
    }
}

impl fmt::Debug for CheckCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CheckCode({self})")
    }
}
