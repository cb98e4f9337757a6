//! Five bits a character, for codes that people read, say and type.

/// Crockford's alphabet: no I, L, O or U.
const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Writes bytes in Crockford's base32, upper case, first bit first; a last group that is not full is
/// filled with zero bits.
pub fn crockford(bytes: &[u8]) -> String {
    encode(bytes, CROCKFORD)
}

/// Writes bytes in the given alphabet of 32 characters.
pub(crate) fn encode(bytes: &[u8], alphabet: &[u8; 32]) -> String {
    let bit = |at: usize| bytes.get(at / 8).map_or(0, |byte| byte >> (7 - at % 8) & 1);
    (0..bytes.len() * 8)
        .step_by(5)
        .map(|from| (from..from + 5).fold(0, |value, at| value << 1 | usize::from(bit(at))))
        .map(|value| char::from(alphabet[value]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::BASE32HEX_NOPAD;
    use proptest::prelude::*;

    #[test]
    fn sixteen_bytes_are_twenty_six_characters() {
        assert_eq!(crockford(&[0xff; 16]), "ZZZZZZZZZZZZZZZZZZZZZZZZZW");
        assert_eq!(crockford(b"\x00\x44\x32\x14\xc7"), "01234567");
        assert_eq!(crockford(&[]), "");
    }

    proptest! {
        #[test]
        fn the_bits_are_those_of_rfc_4648(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            let hex_alphabet = b"0123456789ABCDEFGHIJKLMNOPQRSTUV";
            prop_assert_eq!(encode(&bytes, hex_alphabet), BASE32HEX_NOPAD.encode(&bytes));
        }
    }
}
