//! Waiting before another try: longer each time, and never in step with the others.

use crate::Store;
use aws_sdk_dynamodb::config::AsyncSleep;
use std::time::Duration;

/// How often something contended is tried.
pub(crate) const TRIES: u32 = 5;

const STEP_MILLISECONDS: u64 = 5;
const LONGEST_MILLISECONDS: u64 = 80;

impl Store {
    /// Waits between half and all of 5 ms · 2^`tried`, at most 80 ms; by the client's own clock, if it was given one.
    pub(crate) async fn pause(&self, tried: u32) {
        let longest = (STEP_MILLISECONDS << tried.min(8)).min(LONGEST_MILLISECONDS) * 1_000;
        let time = Duration::from_micros(longest / 2 + random() % (longest / 2 + 1));
        match self.client.config().sleep_impl() {
            Some(clock) => clock.sleep(time).await,
            None => tokio::time::sleep(time).await,
        }
    }
}

/// 64 bits of the operating system's randomness.
pub(crate) fn random() -> u64 {
    let mut bytes = [0; 8];
    // Only jitter and retry marks depend on it: without randomness they are merely alike.
    let _ = aws_lc_rs::rand::fill(&mut bytes);
    u64::from_ne_bytes(bytes)
}
