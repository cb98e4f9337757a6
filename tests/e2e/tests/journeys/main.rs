//! The journeys of families and staff over HTTP on the deployed stack, from sign-in to the mail.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod access_matrix;
mod accounts;
mod applying;
mod audit;
mod closing;
mod declining;
mod edge;
mod events;
mod expiring;
mod looks;
mod messages;
mod pools;
mod privacy;
mod readme;
mod refusals;
mod reviewing;
mod sessions;
mod staff_access;
mod together;
mod tracing;
