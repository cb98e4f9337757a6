//! The vectors of the rule, and what must hold for any text and any number.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::synthetic::{national_id, national_id_of};

const KINDS: [IdKind; 3] = [IdKind::National, IdKind::NewResidence, IdKind::OldResidence];

fn on(today: Date) -> IdPolicy {
    IdPolicy { old_residence_until: date(2031, 1, 1), today }
}

fn parse(raw: &str) -> Result<NationalId, FieldError> {
    NationalId::parse(raw, &on(date(2026, 3, 2)))
}

fn kind(raw: &str) -> Result<IdKind, FieldError> {
    parse(raw).map(|id| id.kind())
}

#[test]
fn numbers_of_all_three_formats_are_taken() {
    for raw in ["A123456789", "A223456781", "F123654780", "I100000003", "O100000004", "W100000001", "Z100000002"] {
        assert_eq!(kind(raw), Ok(IdKind::National), "{raw}");
    }
    for raw in ["A800000014", "A900000016", "F812345676", "F912345678"] {
        assert_eq!(kind(raw), Ok(IdKind::NewResidence), "{raw}");
    }
    for raw in ["AA00000009", "HD12345678", "FA12345670", "FB12345672", "FC12345674", "FD12345676"] {
        assert_eq!(kind(raw), Ok(IdKind::OldResidence), "{raw}");
    }
}

#[test]
fn a_wrong_check_digit_is_named() {
    for raw in ["A123456788", "A800000000", "AC12345678", "F123654781"] {
        assert_eq!(kind(raw), Err(FieldError::Checksum), "{raw}");
    }
}

#[test]
fn a_wrong_shape_is_named() {
    for raw in ["A789654780", "A323456780", "A12345678", "A1234567890", "1A23456789", "AE12345678", "A12345678X"] {
        assert_eq!(kind(raw), Err(FieldError::NationalId), "{raw}");
    }
    assert_eq!(kind(" - "), Err(FieldError::Required));
    assert_eq!(kind(&"A".repeat(100_000)), Err(FieldError::TooLong));
}

#[test]
fn typing_habits_do_not_matter() {
    for raw in
        ["Ａ１２３４５６７８９", " a123 456 789 ", "A1234-56789", "ａ１２３－４５６－７８９", "A12345\u{200b}6789"]
    {
        assert_eq!(parse(raw).map(|id| id.0), Ok("A123456789".into()), "{raw}");
    }
}

#[test]
fn the_old_format_ends_on_its_day_and_stays_readable() {
    let raw = "AA00000009";
    assert!(NationalId::parse(raw, &on(date(2030, 12, 31))).is_ok());
    assert_eq!(NationalId::parse(raw, &on(date(2031, 1, 1))), Err(FieldError::ExpiredFormat));
    assert!(NationalId::parse("A800000014", &on(date(2031, 1, 1))).is_ok());
    assert!(NationalId::stored(raw).is_ok());
}

#[test]
fn a_masked_number_is_never_taken_for_one() {
    for raw in ["A*****6789", "A•••••6789", "A●●●●●6789", "Ａ＊＊＊＊＊６７８９"] {
        assert_eq!(kind(raw), Err(FieldError::Masked), "{raw}");
    }
}

#[test]
fn printing_shows_the_masked_number_only() {
    assert_eq!(parse("A123456789").map(|id| format!("{id:?}")), Ok("NationalId(A*****6789)".into()));
}

#[test]
fn a_wrong_stored_number_is_refused() {
    assert!(serde_json::from_str::<NationalId>(r#""A123456788""#).is_err());
}

proptest! {
    #[test]
    fn no_text_makes_parsing_panic(raw in any::<String>()) {
        if let Ok(id) = parse(&raw) {
            prop_assert_eq!(parse(id.reveal()), Ok(id.clone()));
        }
    }

    #[test]
    fn made_up_numbers_survive_storage_and_habits(n in any::<u64>(), kind in prop::sample::select(&KINDS)) {
        let id = national_id_of(kind, n);
        prop_assert_eq!(id.kind(), kind);
        let wide: String = id.reveal().chars().filter_map(|c| char::from_u32(u32::from(c) + 0xfee0)).collect();
        let spaced: String = id.reveal().chars().flat_map(|c| [' ', c, '-']).collect();
        for variant in [wide, spaced, id.reveal().to_lowercase(), serde_json::to_string(&id).unwrap_or_default().replace('"', "")] {
            prop_assert_eq!(parse(&variant), Ok(id.clone()));
        }
        let json = serde_json::json!(id.reveal());
        prop_assert_eq!(serde_json::from_value::<NationalId>(json).ok(), Some(id));
    }

    /// The rule catches a changed digit unless its weight times the change is a multiple of ten.
    #[test]
    fn a_changed_digit_is_refused_wherever_the_rule_can_see_it(n in any::<u64>(), place in 2..10_usize, digit in 0..10_u32) {
        let id = national_id(n);
        let mut text = id.reveal().to_owned();
        let before = text[place..=place].parse::<u32>().unwrap_or_default();
        text.replace_range(place..=place, &digit.to_string());
        let seen = !(WEIGHTS[place + 1] * before.abs_diff(digit)).is_multiple_of(10);
        prop_assert_eq!(parse(&text).err(), seen.then_some(FieldError::Checksum));
    }

    #[test]
    fn a_wrong_check_digit_is_always_refused(n in any::<u64>(), kind in prop::sample::select(&KINDS), change in 1..10_u32) {
        let mut text = national_id_of(kind, n).reveal().to_owned();
        let check = text.pop().and_then(|c| c.to_digit(10)).unwrap_or_default();
        text.push_str(&((check + change) % 10).to_string());
        prop_assert_eq!(parse(&text), Err(FieldError::Checksum));
    }

    #[test]
    fn masking_hides_the_five_in_the_middle(n in any::<u64>(), kind in prop::sample::select(&KINDS)) {
        let id = national_id_of(kind, n);
        let (text, masked) = (id.reveal(), id.masked());
        prop_assert_eq!(masked.as_str(), format!("{}*****{}", &text[..1], &text[6..]));
        let printed = format!("{id:?}");
        prop_assert!(!printed.contains(&text[1..6]));
    }
}
