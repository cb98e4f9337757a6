//! What to do about a value that is refused: one sentence a reason, without the value.

use domain::FieldError;

/// The sentence for the operator.
pub(crate) fn advice(error: FieldError) -> &'static str {
    match error {
        FieldError::Required => "is empty: fill it in",
        FieldError::TooLong => "is too long: shorten it",
        FieldError::TooShort => "is too short: give all of it",
        FieldError::Characters => "has characters that do not belong there: remove them",
        FieldError::Masked => "is masked (* or ●): give the value itself",
        FieldError::NationalId => {
            "is no ID or residence number (a letter and nine digits, or two letters and eight): correct it"
        }
        FieldError::Checksum => "has a wrong check digit: compare it with the registry, one character is mistyped",
        FieldError::ExpiredFormat => "is a residence number of the old format, which is over: give the new number",
        FieldError::Mobile => "is no mobile number: write it as 09 and eight digits",
        FieldError::Phone => "is no phone number: write the area code with its zero, such as 02-23456789, or a mobile",
        FieldError::Email => "is no e-mail address: correct it or leave the cell empty",
        FieldError::Date => {
            "is no date: write 2012-03-04, 101/03/04 or 1010304 (format the column as text if it shows a plain number)"
        }
        FieldError::DateFuture => "lies in the future: check the year (ROC or Gregorian)",
        FieldError::Class => "is no class code: write grade and class, such as 101",
        FieldError::Seat => "is no seat: write 01 to 99",
        FieldError::StudentNumber => "is no student number: 4 to 12 letters and digits",
        FieldError::Language => "is no language of this suite: use zh-Hant, en, vi, id or th",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_says_what_to_do() {
        for error in FieldError::ALL {
            assert!(advice(error).contains(':'), "{error}");
        }
    }
}
