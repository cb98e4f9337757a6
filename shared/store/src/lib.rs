//! The one table: the only crate that names it.
//!
//! A case changes in one way, [`Store::change`]: decide, then write the new snapshot and the events in one transaction
//! under the condition that nobody was faster; who lost the race loads and decides again. [`keys`](crate::keys) holds
//! every key and index, a file each question asks. Whatever is personal lies sealed behind the port [`Sealer`].

mod append;
mod backoff;
mod campaigns;
mod cancelled;
mod captchas;
mod chain;
mod claims;
mod class_list;
mod drafts;
mod due;
mod effects;
mod error;
mod guardians;
mod item;
pub mod keys;
mod load;
#[cfg(feature = "local")]
pub mod local;
mod portal;
mod roster;
mod sealer;
mod sessions;
mod snapshot;
mod staff;
mod students;
mod throttle;
mod tries;

pub use append::{Change, ChangeError};
pub use campaigns::{CampaignRecord, SchoolListing};
pub use captchas::{Captcha, CaptchaKind};
pub use class_list::ClassEntry;
pub use drafts::{DraftPart, Drafts};
pub use due::DueKind;
pub use error::StoreError;
pub use guardians::{Claimed, GuardianRecord};
pub use load::Loaded;
pub use portal::{Portal, PortalKey};
pub use roster::{NewCase, Opened};
pub use sealer::{Place, SealError, Sealed, Sealer, Unsealed};
pub use sessions::Entry;
pub use staff::{Assignment, StaffRecord};
pub use students::StudentEntry;

use aws_sdk_dynamodb::Client;
use std::sync::Arc;

/// The table with its client and its sealer; cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    client: Client,
    table: Arc<str>,
    sealer: Arc<dyn Sealer>,
}

impl Store {
    /// The store in `table`.
    pub fn new(client: Client, table: impl Into<String>, sealer: Arc<dyn Sealer>) -> Self {
        Store { client, table: table.into().into(), sealer }
    }

    /// Operations take the table's name owned.
    fn table(&self) -> String {
        self.table.to_string()
    }
}
