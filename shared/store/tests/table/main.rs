//! The store against a real engine that speaks DynamoDB's protocol, through the client that the functions use.
#![allow(unreachable_pub, clippy::unwrap_used, clippy::panic)]

mod campaigns;
mod cases;
mod drafts;
#[path = "../../../../tests/support/src/dump.rs"]
mod dump;
mod entries;
mod erasing;
mod expiring;
mod faults;
mod guardians;
mod lists;
mod people;
mod racing;
mod sealing;
mod short_lived;
mod table;
mod throttle;

/// The table's definition and the key service name these by such paths.
use store::{KeyMaterial, KeyName, KeyService, SealError, keys};
