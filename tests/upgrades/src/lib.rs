//! What each version wrote, kept as files, so that every later one can be asked to read it: [`Kept`] is such a file,
//! [`story`] is what is written into it. The people in it do not exist, and its root key is known to everybody.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "for tests only")]

mod kept;
mod story;

pub use kept::Kept;
pub use story::{LINKED, OPENED, story};

use aws_sdk_dynamodb::Client;
use runtime::Clock;
use store::local_keys::LocalKeys;
use store::{KeyMaterial, Store, WrappingKeys};

/// An empty table under the root key of the kept files.
pub async fn table() -> (Store, Client) {
    let root = KeyMaterial::of(&[7; KeyMaterial::LENGTH]).unwrap();
    let keys = WrappingKeys::new(LocalKeys::with_root(&root).unwrap(), Clock::fixed(testkit::now()));
    testkit::table_under(keys).await
}
