//! Times on the wire: ISO 8601 with Taiwan's offset, whole seconds.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

/// Taiwan has had +08:00 without daylight saving since 1979.
const TAIPEI: Offset = Offset::constant(8);

/// `2026-11-24T09:30:00+08:00`
pub fn taipei(at: Timestamp) -> String {
    TAIPEI.to_datetime(at).strftime("%Y-%m-%dT%H:%M:%S+08:00").to_string()
}

/// The day in Taiwan: assignments, ID formats and birth dates go by it.
pub fn taipei_day(at: Timestamp) -> Date {
    TAIPEI.to_datetime(at).date()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_time_is_written_with_the_offset_of_taiwan() {
        let noon: Timestamp = "2026-11-24T04:00:00.9Z".parse().unwrap();
        assert_eq!(taipei(noon), "2026-11-24T12:00:00+08:00");
    }

    #[test]
    fn a_day_begins_at_midnight_in_taiwan() {
        let late: Timestamp = "2026-11-24T16:00:00Z".parse().unwrap();
        assert_eq!(taipei_day(late).to_string(), "2026-11-25");
    }
}
