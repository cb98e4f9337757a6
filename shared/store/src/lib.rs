//! The one table: the only crate that names it.
//!
//! A case changes in one way, [`Store::change`]: decide, then write the new snapshot and the events in one transaction
//! under the condition that nobody was faster; who lost the race loads and decides again. [`keys`](crate::keys) holds
//! every key and index, a file each question asks. Whatever is personal is
//! sealed before it reaches the table: a case with a key of its own, see `docs/adr/0008-sealing.md`.

mod append;
mod audit;
mod backoff;
mod campaigns;
mod cancelled;
mod captchas;
mod case_key;
mod case_scan;
mod chain;
mod claims;
mod class_list;
mod drafts;
mod due;
mod effects;
mod erase;
mod error;
mod expire;
mod guardians;
mod handed_out;
mod item;
mod key_name;
mod key_service;
pub mod keys;
mod kms;
mod load;
#[cfg(feature = "local")]
pub mod local;
#[cfg(feature = "local")]
pub mod local_keys;
mod papers;
mod portal;
mod retries;
mod roster;
mod sealing;
mod sessions;
mod sign_in_tries;
mod snapshot;
mod staff;
mod students;
mod throttle;
mod wrapping_keys;

pub use append::{Change, ChangeError};
pub use audit::{Chain, Head};
pub use campaigns::{CampaignRecord, SchoolListing};
pub use captchas::{Captcha, CaptchaKind};
pub use case_scan::CaseScan;
pub use class_list::ClassEntry;
pub use drafts::{DraftPart, Drafts};
pub use due::DueKind;
pub use error::StoreError;
pub use expire::Expired;
pub use guardians::{Claimed, GuardianRecord};
pub use handed_out::HandedOut;
pub use key_name::{KeyName, KeyOwner, NotAKeyName};
pub use key_service::KeyService;
pub use kms::Kms;
pub use load::Loaded;
pub use portal::{Portal, PortalKey};
pub use roster::{NewCase, Opened};
pub use sealing::{KeyMaterial, SealError};
pub use sessions::Entry;
pub use sign_in_tries::{BegunTry, SignInTry, TryLimits};
pub use staff::{Assignment, StaffRecord};
pub use students::StudentEntry;
pub use throttle::Failures;
pub use wrapping_keys::WrappingKeys;

use aws_sdk_dynamodb::Client;
use std::sync::Arc;

/// The table with its client and its keys; cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    client: Client,
    table: Arc<str>,
    wrapping: Arc<WrappingKeys>,
}

impl Store {
    /// The store in `table`.
    pub fn new(client: Client, table: impl Into<String>, wrapping: WrappingKeys) -> Self {
        Store { client, table: table.into().into(), wrapping: Arc::new(wrapping) }
    }

    /// Operations take the table's name owned.
    fn table(&self) -> String {
        self.table.to_string()
    }
}
