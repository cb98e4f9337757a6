//! Dates as people in Taiwan write them, by the ROC calendar (year 1 is 1912) or by the Gregorian one.
//!
//! Seven digits are ROC, eight are Gregorian; with separators, a year of up to three digits is ROC.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

use crate::text::{FieldError, is_hyphen, line, personal};

const TYPED_LETTERS: usize = 24;
/// Taiwan has had +08:00 without daylight saving since 1979.
pub const TAIPEI: Offset = Offset::constant(8);
/// A year of four digits is one by the Gregorian calendar.
const LAST_ROC_YEAR: i16 = 999;
/// ROC year 0, which no date has.
const ROC_EPOCH: i16 = 1911;

/// Somebody's day of birth: a day that exists, not before 1912. Read it by [`BirthDate::reveal`]; stored as ISO text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct BirthDate(Date);

impl BirthDate {
    /// Reads any form that [`parse_date`] reads.
    ///
    /// # Errors
    /// `Required`, `TooLong`, `Date`, and `DateFuture` when the day is after `today` (in Taiwan).
    pub fn parse(raw: &str, today: Date) -> Result<Self, FieldError> {
        let birth = Self::stored(raw)?;
        if birth.0 > today { Err(FieldError::DateFuture) } else { Ok(birth) }
    }

    /// Reads a day that was taken earlier; serde reads this way.
    ///
    /// # Errors
    /// As `parse`, without `DateFuture`.
    pub fn stored(raw: &str) -> Result<Self, FieldError> {
        parse_date(raw).map(Self)
    }

    /// The day.
    pub const fn reveal(self) -> Date {
        self.0
    }

    /// The day as on Taiwanese papers: `109/07/16`.
    pub fn roc(self) -> String {
        roc_date(self.0)
    }
}

personal!(BirthDate, BirthDate::stored, |_| "****-**-**");

/// The day in Taiwan: assignments, ID formats and birth dates go by it.
pub fn taipei_day(at: Timestamp) -> Date {
    TAIPEI.to_datetime(at).date()
}

/// Reads `109/07/16`, `1090716`, `109.7.16`, `109-7-16`, `民國109年7月16日`, `2020-07-16`, `20200716`, full-width too.
///
/// # Errors
/// `Required`, `TooLong`, `Date` (no such form, no such day, before 1912, or after 2910, whose years have four digits by
/// the ROC calendar and would be read as others).
pub fn parse_date(raw: &str) -> Result<Date, FieldError> {
    let text: String = line(raw, TYPED_LETTERS)?.chars().filter(|c| *c != ' ').collect();
    let marked = text.strip_prefix("中華民國").or_else(|| text.strip_prefix("民國"));
    let (year, month, day) = parts(marked.unwrap_or(&text)).ok_or(FieldError::Date)?;
    if marked.is_some() && year.len() > 3 {
        return Err(FieldError::Date);
    }
    gregorian(year, month, day).ok_or(FieldError::Date)
}

/// A date by the ROC calendar: `109/07/16`. For days from 1912 on.
pub fn roc_date(date: Date) -> String {
    format!("{:03}/{:02}/{:02}", date.year() - ROC_EPOCH, date.month(), date.day())
}

fn parts(text: &str) -> Option<(&str, &str, &str)> {
    if text.chars().all(|c| c.is_ascii_digit()) {
        let year = text.len().checked_sub(4).filter(|year| matches!(year, 3 | 4))?;
        return Some((&text[..year], &text[year..year + 2], &text[year + 2..]));
    }
    if let Some((year, rest)) = text.split_once('年') {
        let (month, day) = rest.split_once('月')?;
        return Some((year, month, day.strip_suffix('日')?));
    }
    let separator = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| is_hyphen(*c) || matches!(c, '/' | '.'))?;
    let mut fields = text.split(separator);
    let date = (fields.next()?, fields.next()?, fields.next()?);
    fields.next().is_none().then_some(date)
}

fn gregorian(year: &str, month: &str, day: &str) -> Option<Date> {
    let year = match year.len() {
        1..=3 => number(year)? + ROC_EPOCH,
        4 => number(year)?,
        _ => return None,
    };
    let (month, day) = (number(month).filter(|_| month.len() <= 2)?, number(day).filter(|_| day.len() <= 2)?);
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (ROC_EPOCH + 1..=ROC_EPOCH + LAST_ROC_YEAR).contains(&year).then_some(date)
}

/// Digits only: `parse` alone would take a sign.
fn number(text: &str) -> Option<i16> {
    text.chars().all(|c| c.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const TODAY: Date = date(2026, 3, 2);

    #[test]
    fn every_way_to_write_the_day_is_one() {
        for raw in [
            "109/07/16",
            "109/7/16",
            "1090716",
            "109.7.16",
            "109-7-16",
            "109–7–16",
            "民國109年7月16日",
            "中華民國 109 年 7 月 16 日",
            "民國109/07/16",
            "2020-07-16",
            "2020/7/16",
            "20200716",
            "2020年7月16日",
            "１０９／０７／１６",
            " 109/07/16 ",
        ] {
            assert_eq!(parse_date(raw), Ok(date(2020, 7, 16)), "{raw}");
        }
        assert_eq!(parse_date("0990716"), Ok(date(2010, 7, 16)));
        assert_eq!(parse_date("999/12/31"), Ok(date(2910, 12, 31)));
        assert_eq!(parse_date("99/7/16"), Ok(date(2010, 7, 16)));
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for raw in [
            "109/02/30",
            "1100229",
            "2019-02-29",
            "2020-13-01",
            "2020-00-10",
            "990716",
            "109/7",
            "109/7/16/1",
            "109/07-16",
            "+109/7/16",
            "109/007/16",
            "民國2020/07/16",
            "0/1/1",
            "0000101",
            "1911-12-31",
            "2911-01-01",
            "6109.7.16",
            "2020-07-16T00:00",
            "yesterday",
        ] {
            assert_eq!(parse_date(raw), Err(FieldError::Date), "{raw}");
        }
        assert_eq!(parse_date(""), Err(FieldError::Required));
    }

    #[test]
    fn nobody_is_born_tomorrow() {
        assert!(BirthDate::parse("115/03/02", TODAY).is_ok());
        assert_eq!(BirthDate::parse("115/03/03", TODAY), Err(FieldError::DateFuture));
    }

    #[test]
    fn the_day_is_stored_as_iso_and_printed_by_nobody() {
        let born = BirthDate::parse("1090716", TODAY);
        assert_eq!(born.map(BirthDate::roc), Ok("109/07/16".into()));
        assert_eq!(born.map(|born| serde_json::json!(born)), Ok(serde_json::json!("2020-07-16")));
        assert_eq!(born.map(|born| format!("{born:?}")), Ok("BirthDate(****-**-**)".into()));
        assert!(serde_json::from_str::<BirthDate>(r#""2019-02-29""#).is_err());
    }

    proptest! {
        #[test]
        fn no_text_makes_parsing_panic(raw in any::<String>(), close in "[民國年月日0-9/.-]{0,14}") {
            let _ = (parse_date(&raw), parse_date(&close));
        }

        #[test]
        fn both_calendars_agree_on_every_day(year in 1912..2100_i16, month in 1..=12_i8, day in 1..=31_i8) {
            if let Ok(date) = Date::new(year, month, day) {
                let roc = roc_date(date);
                for raw in [roc.replace('/', ""), roc, date.to_string(), date.to_string().replace('-', "")] {
                    prop_assert_eq!(parse_date(&raw)?, date);
                }
                let born = BirthDate::stored(&date.to_string())?;
                prop_assert_eq!(serde_json::from_str::<BirthDate>(&serde_json::to_string(&born)?)?, born);
            }
        }
    }

    #[test]
    fn a_day_begins_at_midnight_in_taiwan() {
        let late: Timestamp = "2026-11-24T16:00:00Z".parse().unwrap();
        assert_eq!(taipei_day(late), date(2026, 11, 25));
    }
}
