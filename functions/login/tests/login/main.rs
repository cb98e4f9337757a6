//! Signing in and out over HTTP, on a real table in memory.
#![allow(clippy::unwrap_used, clippy::panic, reason = "for tests only")]

mod alike;
mod captchas;
mod door;
mod events;
mod extending;
mod handed_over;
mod recorded;
mod schools;
mod signing_in;
mod signing_out;
mod throttled;
