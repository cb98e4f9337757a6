//! Random ids, for cases, sessions, captchas and keys.

pub use identity::crockford;

/// 128 random bits: enough to be unguessable and unique.
pub fn random_128() -> [u8; 16] {
    random()
}

/// As many random bytes as the caller's array has, such as 32 for a key. Without randomness nothing here may go on, so
/// then the process ends; the library itself does the same.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if aws_lc_rs::rand::fill(&mut bytes).is_err() {
        std::process::abort();
    }
    bytes
}

/// A new id: 26 characters of Crockford's base32.
pub fn new_id() -> String {
    crockford(&random_128())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn ids_are_twenty_six_characters_and_never_the_same() {
        let ids: HashSet<String> = (0..1000).map(|_| new_id()).collect();
        assert_eq!(ids.len(), 1000);
        assert!(ids.iter().all(|id| id.len() == 26));
    }
}
