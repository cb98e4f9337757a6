//! Times on the wire: ISO 8601 with Taiwan's offset, whole seconds.

use domain::TAIPEI;
use jiff::Timestamp;

/// `2026-11-24T09:30:00+08:00`
pub fn taipei(at: Timestamp) -> String {
    TAIPEI.to_datetime(at).strftime("%Y-%m-%dT%H:%M:%S+08:00").to_string()
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
}
