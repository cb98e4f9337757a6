//! When a failed message comes again: the base doubled with each receive, at most fifteen minutes, with full jitter.
//!
//! With a base of 30 seconds and 12 receives a message lives for about an hour of failures, so that two minutes of
//! throttling do not fill the dead-letter queue.

use jiff::SignedDuration;

/// No pause is longer.
const LONGEST_SECONDS: i64 = 15 * 60;

/// Seconds until a message comes again that was received `receives` times, drawn by `random` from one second to
/// `base` · 2^(`receives` − 1).
pub(crate) fn pause(base: SignedDuration, receives: u32, random: u64) -> i64 {
    let doubled = base.as_secs().max(1).saturating_mul(1 << receives.saturating_sub(1).min(30));
    let longest = doubled.min(LONGEST_SECONDS).unsigned_abs();
    i64::try_from(1 + random % longest).unwrap_or(LONGEST_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BASE: SignedDuration = SignedDuration::from_secs(30);

    #[test]
    fn the_longest_pause_doubles_up_to_a_quarter_of_an_hour() {
        let longest = |receives| (0..2000).map(|random| pause(BASE, receives, random)).max();
        assert_eq!([1, 2, 3, 5, 6, 12].map(longest), [30, 60, 120, 480, 900, 900].map(Some));
    }

    proptest! {
        #[test]
        fn every_pause_is_between_a_second_and_the_longest(base in 0i64..100_000, receives: u32, random: u64) {
            let pause = pause(SignedDuration::from_secs(base), receives, random);
            prop_assert!((1..=LONGEST_SECONDS).contains(&pause));
        }
    }
}
