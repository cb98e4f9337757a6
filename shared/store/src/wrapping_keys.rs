//! Wrapping keys (a campaign's, a school's): kept wrapped in the table, unwrapped by the key service, and remembered for
//! five minutes, so that a request rarely costs a call of either.

use crate::item::{Read, bytes, open_item, text};
use crate::keys::{self, Key};
use crate::sealing::SealingKey;
use crate::{KeyName, KeyOwner, KeyService, SealError, Store, StoreError};
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use runtime::{Cached, Clock};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use tokio::sync::Mutex;

/// How many keys are remembered at once. With one more all are forgotten: each then costs one call again.
const MOST_KEPT: usize = 512;

/// The key service, and what is remembered of its keys.
pub struct WrappingKeys {
    service: Arc<dyn KeyService>,
    clock: Clock,
    unwrapped: Shelf<KeyName, SealingKey>,
    newest: Shelf<KeyOwner, u32>,
}

impl WrappingKeys {
    /// Nothing remembered yet.
    pub fn new(service: impl KeyService + 'static, clock: Clock) -> Self {
        Self { service: Arc::new(service), clock, unwrapped: Shelf::default(), newest: Shelf::default() }
    }
}

impl fmt::Debug for WrappingKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WrappingKeys({:?})", self.service)
    }
}

impl Store {
    /// Makes a newer key for this owner: what is new is sealed with it, here at once and elsewhere within five minutes;
    /// what is sealed already stays as it is and readable.
    ///
    /// # Errors
    /// Also when somebody else made one at the same time.
    pub async fn rotate_wrapping_key(&self, owner: &KeyOwner) -> Result<KeyName, StoreError> {
        let version = self.stored_version(owner).await?.unwrap_or(0) + 1;
        let name = KeyName { owner: owner.clone(), version };
        if !self.put_wrapping_key(&name).await? {
            return Err(StoreError::busy("rotate a key"));
        }
        self.wrapping.newest.forget(owner).await;
        Ok(name)
    }

    /// The key of this name.
    pub(crate) async fn wrapping_key(&self, name: &KeyName) -> Result<Arc<SealingKey>, StoreError> {
        let kept = self.wrapping.unwrapped.place(name).await;
        kept.get(self.wrapping.clock.now(), async || self.unwrap_key(name).await).await
    }

    /// The key that seals what is new; the first one is made when there is none.
    pub(crate) async fn newest_wrapping_key(&self, owner: &KeyOwner) -> Result<(KeyName, Arc<SealingKey>), StoreError> {
        let kept = self.wrapping.newest.place(owner).await;
        let version = kept.get(self.wrapping.clock.now(), async || self.ensure_wrapping_key(owner).await).await?;
        let name = KeyName { owner: owner.clone(), version: *version };
        let key = self.wrapping_key(&name).await?;
        Ok((name, key))
    }

    async fn unwrap_key(&self, name: &KeyName) -> Result<SealingKey, StoreError> {
        let key = Key::wrapping_key(name);
        let sealing = |error| StoreError::sealing(&key, error);
        let item = self.get(&key).await?.ok_or_else(|| sealing(SealError::Unknown(name.to_string())))?;
        let read = Read::new(&item)?;
        let material = self.wrapping.service.unwrap(name, read.bytes("wrapped")?).await.map_err(sealing)?;
        SealingKey::new(name.to_string(), &material).map_err(sealing)
    }

    async fn ensure_wrapping_key(&self, owner: &KeyOwner) -> Result<u32, StoreError> {
        if let Some(version) = self.stored_version(owner).await? {
            return Ok(version);
        }
        // Whoever is first made it; both go on with that one.
        self.put_wrapping_key(&KeyName { owner: owner.clone(), version: KeyName::FIRST }).await?;
        Ok(KeyName::FIRST)
    }

    async fn stored_version(&self, owner: &KeyOwner) -> Result<Option<u32>, StoreError> {
        let items = self.partition(keys::school_pk(&owner.school), &keys::wrapping_key_prefix(owner)).await?;
        let Some(last) = items.last() else { return Ok(None) };
        Read::new(last)?.needed("version").map(Some)
    }

    /// A new key, unless there is one of this name.
    async fn put_wrapping_key(&self, name: &KeyName) -> Result<bool, StoreError> {
        let key = Key::wrapping_key(name);
        let (_, wrapped) =
            self.wrapping.service.generate(name).await.map_err(|error| StoreError::sealing(&key, error))?;
        let made_at = self.wrapping.clock.now().to_string();
        let attributes =
            [("version", crate::item::number(name.version)), ("wrapped", bytes(wrapped)), ("made_at", text(made_at))];
        let put = self.client.put_item().table_name(self.table()).set_item(Some(open_item(&key, attributes)));
        match put.condition_expression("attribute_not_exists(pk)").send().await {
            Ok(_) => Ok(true),
            Err(error) => match error.as_service_error() {
                Some(PutItemError::ConditionalCheckFailedException(_)) => Ok(false),
                _ => Err(StoreError::sdk("put a wrapping key", error)),
            },
        }
    }
}

/// Values kept each for five minutes; callers at once fetch a value once.
struct Shelf<K, V>(Mutex<BTreeMap<K, Arc<Cached<V>>>>);

impl<K, V> Default for Shelf<K, V> {
    fn default() -> Self {
        Shelf(Mutex::default())
    }
}

impl<K: Ord + Clone, V> Shelf<K, V> {
    async fn place(&self, key: &K) -> Arc<Cached<V>> {
        let mut kept = self.0.lock().await;
        if let Some(place) = kept.get(key) {
            return Arc::clone(place);
        }
        if kept.len() == MOST_KEPT {
            kept.clear();
        }
        let place = Arc::new(Cached::five_minutes());
        kept.insert(key.clone(), Arc::clone(&place));
        place
    }

    async fn forget(&self, key: &K) {
        self.0.lock().await.remove(key);
    }
}
