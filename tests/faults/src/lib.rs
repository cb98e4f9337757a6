//! Faults: every function, whole, before a cloud whose every call may be the one that goes wrong.
//!
//! A [`Line`] stands between a function's AWS clients and the cloud, where the SDK has its HTTP connector: it counts the
//! calls of a run and lets one of them meet a [`Fault`]. The clients are the product's own, with its timeouts and retries;
//! the functions know nothing of it. A call that a function will make some day is counted like the others.
//!
//! **What stands behind the line.** The table is dynoxide, which the other tests use too: its transactions, conditions and
//! request tokens are what the faults are about. Cognito, SES, KMS and Secrets Manager are [`Cloud`]'s own few lines, in
//! this process, and answer in the form of the real ones: what counts here is that a call has its whole effect or none,
//! that a user name is taken once, that a mail handed over cannot be taken back, and that is exactly what they keep. The
//! local cloud answers the same calls in `tests/e2e`, where the deployed functions are killed too (`outages`); thousands
//! of runs over it would take an hour, and its own workers would do what a test waits for.
//!
//! **Time** is [`Time`]: no timer is real, so that an outage of a minute costs nothing, and a run depends on nothing else.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "for tests only")]

mod cloud;
mod line;
mod portrait;
mod process;
pub mod steps;
mod time;
mod town;

pub use cloud::{Cloud, User};
pub use line::{FAULTS, Fault, Line, Spent, mixed};
pub use portrait::{Portrait, audit, differences, is_settled, unrecorded};
pub use process::{Function, Process, Step};
pub use time::Time;
pub use town::{Town, message, password};
