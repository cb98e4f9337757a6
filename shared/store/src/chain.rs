//! The hash chain over a case's events: each holds the hash of the one before it, the snapshot the hash of the last. It
//! goes over the sealed bytes, so it can be checked without any key and survives an erasure.

use aws_lc_rs::digest::{SHA256, digest};

/// The hash of an event with everything before it.
pub(crate) type Hash = [u8; 32];

/// What the first event holds as the hash of the one before.
pub(crate) const START: Hash = [0; 32];

/// The hash of an event: over the former hash, its number, its kind and its sealed bytes.
pub(crate) fn link(before: &Hash, seq: u64, kind: &str, sealed: &[u8]) -> Hash {
    let mut text = Vec::with_capacity(before.len() + 8 + 8 + kind.len() + sealed.len());
    text.extend_from_slice(before);
    text.extend_from_slice(&seq.to_be_bytes());
    text.extend_from_slice(&(kind.len() as u64).to_be_bytes());
    text.extend_from_slice(kind.as_bytes());
    text.extend_from_slice(sealed);
    let mut hash = START;
    hash.copy_from_slice(digest(&SHA256, &text).as_ref());
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_an_event_moves_its_hash() {
        let one = link(&START, 1, "opened", b"sealed");
        assert_eq!(one, link(&START, 1, "opened", b"sealed"));
        for other in [
            link(&one, 1, "opened", b"sealed"),
            link(&START, 2, "opened", b"sealed"),
            link(&START, 1, "openeds", b"ealed"),
            link(&START, 1, "opened", b"Sealed"),
        ] {
            assert_ne!(one, other);
        }
    }
}
