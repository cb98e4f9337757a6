//! `provision` on a real table. The pool is not there: what needs it is seen on the deployed stack.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

mod events;
mod routes;
mod setting;
mod working;
