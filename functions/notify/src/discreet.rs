//! What is kept out of mails, which travel in clear and land in mailboxes that others read too.
//!
//! A child or an applicant is named by the first letter alone (`江○○`): with class and seat the reader knows who is meant,
//! twins included, and somebody at a mistyped address learns no name. No ID number goes out, also none that a teacher wrote
//! into a reason.

use domain::PersonName;

const BLANK: char = '○';
/// National IDs and residence numbers: letter, then a letter or digit, then eight digits.
const ID_LETTERS: usize = 10;

/// The name's first letter and two circles, however long the name is.
pub(crate) fn shortened(name: &PersonName) -> String {
    name.reveal().chars().take(1).chain([BLANK; 2]).collect()
}

/// The text with everything that looks like an ID number blanked, right or mistyped, with or without spaces in it.
pub(crate) fn without_ids(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let plain: Vec<usize> = (0..letters.len()).filter(|at| letters[*at].is_ascii_alphanumeric()).collect();
    for places in plain.windows(ID_LETTERS) {
        let close = places.windows(2).all(|two| letters[two[0] + 1..two[1]].iter().all(|c| is_filler(*c)));
        if close && is_id(places.iter().map(|at| letters[*at])) {
            places.iter().for_each(|at| letters[*at] = BLANK);
        }
    }
    letters.into_iter().collect()
}

/// What people write between the digits of a number.
fn is_filler(c: char) -> bool {
    c == '-' || c.is_whitespace() && c != '\n'
}

fn is_id(letters: impl Iterator<Item = char>) -> bool {
    letters.enumerate().all(|(place, c)| match place {
        0 => c.is_ascii_alphabetic(),
        1 => c.is_ascii_digit() || matches!(c.to_ascii_uppercase(), 'A'..='D'),
        _ => c.is_ascii_digit(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::synthetic::{national_id, national_id_of};
    use domain::{FieldError, IdKind};
    use proptest::prelude::*;

    fn short(raw: &str) -> Result<String, FieldError> {
        PersonName::parse(raw).map(|name| shortened(&name))
    }

    #[test]
    fn of_a_name_the_first_letter_is_left() {
        for (name, left) in [("林小雨", "林○○"), ("瓦歷斯‧諾幹", "瓦○○"), ("Hoa Nguyen", "H○○"), ("林", "林○○")]
        {
            assert_eq!(short(name).as_deref(), Ok(left));
        }
    }

    #[test]
    fn a_number_written_into_a_reason_is_blanked() {
        let id = national_id(7).reveal().to_owned();
        let apart = format!("{} {}-{}", &id[..1], &id[1..4], &id[4..]);
        for written in [format!("證號{id}寫錯"), format!("證號 {} 寫錯", id.to_lowercase()), format!("證號{apart}寫錯")]
        {
            let sent = without_ids(&written);
            assert!(!sent.contains(|c: char| c.is_ascii_digit()), "{sent}");
            assert!(sent.starts_with("證號") && sent.ends_with("寫錯"), "{sent}");
        }
    }

    #[test]
    fn other_numbers_stay() {
        for text in
            ["請於 115 年 9 月 17 日前補件", "電話 02-23450000", "手機 0900000001", "ABC123", "第 3 頁\n第 4 頁"]
        {
            assert_eq!(without_ids(text), text);
        }
    }

    proptest! {
        #[test]
        fn no_id_of_any_kind_gets_through(n in 0u64..2_000_000, before in "\\PC{0,20}", after in "\\PC{0,20}") {
            for kind in [IdKind::National, IdKind::NewResidence, IdKind::OldResidence] {
                let id = national_id_of(kind, n).reveal().to_owned();
                let sent = without_ids(&format!("{before}{id}{after}"));
                prop_assert!(!sent.contains(&id), "{}", sent);
            }
        }
    }
}
