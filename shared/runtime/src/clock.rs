//! The time as a value: functions hold a clock and pass the time on, so that no rule reads it by itself.

use jiff::Timestamp;

/// Tells the time.
#[derive(Debug, Clone, Copy)]
pub struct Clock(Source);

#[derive(Debug, Clone, Copy)]
enum Source {
    System,
    Fixed(Timestamp),
}

impl Clock {
    /// The machine's clock.
    pub const fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands still.
    pub const fn fixed(at: Timestamp) -> Self {
        Self(Source::Fixed(at))
    }

    /// The time now.
    #[expect(clippy::disallowed_methods, reason = "here, and nowhere else, the machine's clock is read")]
    pub fn now(&self) -> Timestamp {
        match self.0 {
            Source::System => Timestamp::now(),
            Source::Fixed(at) => at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_clock_stands_still() {
        assert_eq!(Clock::fixed(Timestamp::UNIX_EPOCH).now(), Timestamp::UNIX_EPOCH);
    }

    #[test]
    fn the_system_clock_does_not_run_backwards_past_the_start() {
        let before = Clock::system().now();
        assert!(before > Timestamp::UNIX_EPOCH && Clock::system().now() >= before);
    }
}
