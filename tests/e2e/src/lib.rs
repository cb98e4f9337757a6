//! The harness of the end-to-end tests: a deployed stack, families and staff who use it over HTTP, and the places where
//! the outcome shows (table, user pools, queues, inbox). It bypasses nothing: what an operator could read, it reads.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test's harness stops the test")]

mod answer;
mod callers;
mod cloud;
mod family;
mod inbox;
mod operator;
mod people;
mod pool_tokens;
mod roster;
mod stack;
mod staff;
mod traces;

pub use answer::Answer;
pub use callers::{Caller, Relation};
pub use cloud::Cloud;
pub use family::Family;
pub use inbox::Mail;
pub use operator::{doctor, operate, redrive, try_to_operate};
pub use people::{applicant, guardian, parent};
pub use pool_tokens::PoolTokens;
pub use roster::{TemporarySchool, anyone};
pub use stack::{Entry, Pool, Stack, Teacher};
pub use staff::Staff;
pub use traces::{correlation_id, steps_that_logged, traces};

use std::time::Duration;

/// Asks again and again until `look` finds something; a test's longest wait for what happens in the background.
pub async fn eventually<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let mut tick = tokio::time::interval(Duration::from_millis(150));
    for _ in 0..400 {
        tick.tick().await;
        if let Some(found) = look().await {
            return found;
        }
    }
    panic!("this did not happen within a minute: {what}");
}
