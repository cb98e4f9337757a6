//! How many calls a service answers in a time; the others it throttles.

use std::time::Duration;

/// A service's quota, and what it came to.
#[derive(Debug)]
pub(super) struct Quota {
    calls: usize,
    within: Duration,
    window: u128,
    answered: usize,
    throttled: usize,
}

impl Quota {
    pub(super) fn of(calls: usize, within: Duration) -> Self {
        Quota { calls, within, window: 0, answered: 0, throttled: 0 }
    }

    /// Whether a call at this moment is within it.
    pub(super) fn admits(&mut self, at: Duration) -> bool {
        let window = at.as_nanos() / self.within.as_nanos();
        if self.window != window {
            (self.window, self.answered) = (window, 0);
        }
        let admits = self.answered < self.calls;
        if admits {
            self.answered += 1;
        } else {
            self.throttled += 1;
        }
        admits
    }

    pub(super) fn throttled(&self) -> usize {
        self.throttled
    }
}
