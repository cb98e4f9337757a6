//! A case's own key: random, wrapped by the campaign's key, and kept in one attribute of the snapshot. Everything of the
//! case is sealed with it, so that without this attribute nothing of it can be read again.

use crate::item::{Read, bytes, text};
use crate::keys::Key;
use crate::sealing::{Place, SealingKey};
use crate::{KeyMaterial, KeyName, SealError, Store, StoreError};
use aws_sdk_dynamodb::types::AttributeValue;
use domain::CaseId;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

/// The snapshot's attribute; the class index holds it too.
pub(crate) const CASE_KEY: &str = "case_key";

/// What an item says about which key sealed it when it is the case's own.
const OWN: &str = "case";

/// A case's key, open and as it is stored. Cheap to clone.
#[derive(Clone)]
pub(crate) struct CaseKey(Arc<Parts>);

struct Parts {
    key: SealingKey,
    by: KeyName,
    wrapped: Vec<u8>,
}

impl CaseKey {
    /// A random key for a new case, wrapped by this key of its campaign.
    pub(crate) fn new(case: CaseId, by: KeyName, wrapping: &SealingKey) -> Result<Self, StoreError> {
        let at = Key::case(case);
        let make = || -> Result<Self, SealError> {
            let material = KeyMaterial::random()?;
            let wrapped = wrapping.seal(place(&at), material.reveal())?;
            Ok(CaseKey(Arc::new(Parts { key: SealingKey::new(OWN, &material)?, by, wrapped })))
        };
        make().map_err(|error| StoreError::sealing(&at, error))
    }

    pub(crate) fn key(&self) -> &SealingKey {
        &self.0.key
    }

    /// As the snapshot holds it.
    pub(crate) fn attribute(&self) -> AttributeValue {
        AttributeValue::M(HashMap::from([
            ("key".to_owned(), text(self.0.by.to_string())),
            ("wrapped".to_owned(), bytes(self.0.wrapped.clone())),
        ]))
    }
}

/// The same key, which nobody can tell by looking.
impl PartialEq for CaseKey {
    fn eq(&self, other: &Self) -> bool {
        self.0.by == other.0.by && self.0.wrapped == other.0.wrapped
    }
}

impl Eq for CaseKey {}

impl fmt::Debug for CaseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CaseKey(wrapped by {})", self.0.by)
    }
}

impl Store {
    /// The key in a snapshot, or in its line of the class index.
    pub(crate) async fn case_key(&self, read: &Read<'_>) -> Result<CaseKey, StoreError> {
        let (by, wrapped) = read.part(CASE_KEY, "wrapped")?.ok_or_else(|| read.corrupt("the case's key is missing"))?;
        let by: KeyName = by.parse().map_err(|_| read.corrupt("the case's key is wrapped by no known key"))?;
        let wrapping = self.wrapping_key(&by).await?;
        let open = || -> Result<CaseKey, SealError> {
            let opened = wrapping.open(place(&read.key), wrapped)?;
            let material = KeyMaterial::of(&opened).ok_or_else(|| SealError::Unreadable(by.to_string()))?;
            Ok(CaseKey(Arc::new(Parts { key: SealingKey::new(OWN, &material)?, by, wrapped: wrapped.to_vec() })))
        };
        open().map_err(|error| StoreError::sealing(&read.key, error))
    }
}

fn place(at: &Key) -> Place<'_> {
    Place { pk: &at.pk, sk: &at.sk, field: CASE_KEY }
}
