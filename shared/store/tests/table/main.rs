//! The store against a real engine that speaks DynamoDB's protocol, through the client that the functions use.
#![allow(unreachable_pub, clippy::unwrap_used, clippy::panic)]

mod campaigns;
mod cases;
mod drafts;
mod entries;
mod faults;
mod guardians;
mod lists;
mod people;
mod racing;
mod short_lived;
mod table;

/// The table's definition names the indexes by this path.
use store::keys;
