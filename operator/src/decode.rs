//! Bytes to text: UTF-8, UTF-16 with its mark, and Big5 as Windows saves it in Taiwan (CP950).
//!
//! A character that cannot be read becomes U+FFFD, and the cell that holds it an error later, so that row and column
//! are known. Big5's user-defined areas are such characters too: every school's system put other characters there, and a
//! guess would give a child somebody else's name.

use encoding_rs::{BIG5, UTF_16BE, UTF_16LE};

/// A file's text and how it was read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    /// The text, line ends as `\n`.
    pub(crate) text: String,
    /// What to tell when the encoding was not UTF-8.
    pub(crate) converted_from: Option<&'static str>,
}

/// The file is in none of the encodings.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unreadable(pub(crate) &'static str);

/// Reads a file's bytes.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded, Unreadable> {
    let (text, converted_from) = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => (String::from_utf8_lossy(rest).into_owned(), None),
        [0xff, 0xfe, rest @ ..] => (UTF_16LE.decode_without_bom_handling(rest).0.into_owned(), Some("UTF-16")),
        [0xfe, 0xff, rest @ ..] => (UTF_16BE.decode_without_bom_handling(rest).0.into_owned(), Some("UTF-16")),
        [b'P', b'K', 3, 4, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => {
            return Err(Unreadable("is a workbook: in the spreadsheet choose \"Save as\", \"CSV UTF-8\""));
        }
        _ if bytes.contains(&0) => {
            return Err(Unreadable("is not text (perhaps UTF-16 without its mark): save it as \"CSV UTF-8\""));
        }
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), None),
            Err(_) => (big5(bytes), Some("Big5")),
        },
    };
    Ok(Decoded { text: text.replace("\r\n", "\n").replace('\r', "\n"), converted_from })
}

/// Decodes Big5, user-defined characters as U+FFFD: `0xFF` begins no character.
fn big5(bytes: &[u8]) -> String {
    let mut kept = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let [lead, tail @ ..] = rest {
        rest = tail;
        match (lead, tail) {
            (0x81..=0xfe, [trail @ (0x40..=0x7e | 0xa1..=0xfe), after @ ..]) => {
                rest = after;
                if user_defined(*lead, *trail) { kept.push(0xff) } else { kept.extend([*lead, *trail]) }
            }
            _ => kept.push(*lead),
        }
    }
    BIG5.decode_without_bom_handling(&kept).0.into_owned()
}

/// The areas of CP950 that Windows leaves to the user (造字).
fn user_defined(lead: u8, trail: u8) -> bool {
    matches!((lead, trail), (0x81..=0xa0 | 0xc7 | 0xc8 | 0xfa..=0xfe, _) | (0xc6, 0xa1..))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Option<&'static str>) {
        let decoded = decode(bytes).unwrap();
        (decoded.text, decoded.converted_from)
    }

    #[test]
    fn utf_8_is_taken_with_and_without_its_mark() {
        assert_eq!(read("姓名\r\n林𠮷".as_bytes()), ("姓名\n林𠮷".into(), None));
        assert_eq!(read("\u{feff}姓名".as_bytes()), ("姓名".into(), None));
    }

    #[test]
    fn utf_16_is_converted_in_both_byte_orders() {
        let units: Vec<u16> = "\u{feff}林\t𠮷".encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        assert_eq!(read(&little), ("林\t𠮷".into(), Some("UTF-16")));
        assert_eq!(read(&big), ("林\t𠮷".into(), Some("UTF-16")));
    }

    #[test]
    fn big5_is_converted_with_its_dots_and_late_characters() {
        let (bytes, _, lost) = BIG5.encode("許功蓋,瓦歷斯‧諾幹,裏碁");
        assert!(!lost);
        assert_eq!(read(&bytes), ("許功蓋,瓦歷斯‧諾幹,裏碁".into(), Some("Big5")));
    }

    #[test]
    fn a_user_defined_character_is_never_guessed() {
        for character in [[0xfa, 0x40], [0x81, 0x40], [0xc6, 0xa1], [0x8e, 0x40]] {
            let name = [b"\xaa\x4c".as_slice(), &character, b",1"].concat();
            assert_eq!(read(&name).0, "林\u{fffd},1", "{character:x?}");
        }
    }

    #[test]
    fn half_a_character_spoils_only_itself() {
        assert_eq!(read(b"\xaa\x4c\xff,01").0, "林\u{fffd},01");
    }

    #[test]
    fn what_is_no_text_is_refused_with_a_way_out() {
        for bytes in [b"PK\x03\x04rest".as_slice(), b"\xd0\xcf\x11\xe0rest", b"a\0b\0"] {
            assert!(decode(bytes).unwrap_err().0.contains("CSV UTF-8"));
        }
    }
}
