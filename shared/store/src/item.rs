//! Domain values ⇄ items. A sealed item has `schema`, `key` (the sealing key's name, `case` for the case's own) and
//! `sealed`; an open one, which holds nothing personal, has `schema` and plain attributes.

use crate::keys::{Key, TTL};
use crate::sealing::{Place, SealingKey};
use crate::{SealError, StoreError};
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned};
use std::collections::HashMap;
use std::str::FromStr;

/// An item as the client knows it.
pub(crate) type Item = HashMap<String, AttributeValue>;

/// The version of the items' form; an item of another one is refused, not guessed at.
const SCHEMA: u32 = 1;

pub(crate) fn text(value: impl Into<String>) -> AttributeValue {
    AttributeValue::S(value.into())
}

pub(crate) fn number(value: impl ToString) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

pub(crate) fn bytes(value: impl Into<Vec<u8>>) -> AttributeValue {
    AttributeValue::B(Blob::new(value))
}

/// A time after which the item counts as gone, whole seconds.
pub(crate) fn expiry(at: Timestamp) -> AttributeValue {
    number(at.as_second())
}

/// An item at `key` with these attributes, open.
pub(crate) fn open_item(key: &Key, attributes: impl IntoIterator<Item = (&'static str, AttributeValue)>) -> Item {
    let mut item = key.attributes();
    item.insert("schema".to_owned(), number(SCHEMA));
    item.extend(attributes.into_iter().map(|(name, value)| (name.to_owned(), value)));
    item
}

/// An item at `key` that holds `value` sealed, and its sealed bytes.
pub(crate) fn sealed_item(with: &SealingKey, key: &Key, value: &impl Serialize) -> Result<(Item, Vec<u8>), StoreError> {
    let sealed = seal(with, key, "sealed", value)?;
    let attributes = [("key", text(with.name())), ("sealed", bytes(sealed.clone()))];
    Ok((open_item(key, attributes), sealed))
}

/// One sealed field of an item, with the name of its own key.
pub(crate) fn sealed_field(
    with: &SealingKey,
    key: &Key,
    field: &str,
    value: &impl Serialize,
) -> Result<AttributeValue, StoreError> {
    let sealed = seal(with, key, field, value)?;
    Ok(AttributeValue::M(HashMap::from([("key".to_owned(), text(with.name())), ("sealed".to_owned(), bytes(sealed))])))
}

fn seal(with: &SealingKey, key: &Key, field: &str, value: &impl Serialize) -> Result<Vec<u8>, StoreError> {
    let clear = json(key, value)?;
    let place = Place { pk: &key.pk, sk: &key.sk, field };
    with.seal(place, clear.as_bytes()).map_err(|error| StoreError::sealing(key, error))
}

/// `value` as JSON text.
pub(crate) fn json(key: &Key, value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::corrupt(key, "a value has no JSON form"))
}

/// An item that was read.
pub(crate) struct Read<'a> {
    pub(crate) key: Key,
    item: &'a Item,
}

impl<'a> Read<'a> {
    /// Of this version's form, or corrupt. An index may leave `schema` out.
    pub(crate) fn new(item: &'a Item) -> Result<Self, StoreError> {
        let part = |name: &str| item.get(name).and_then(|v| v.as_s().ok()).cloned().unwrap_or_default();
        let read = Read { key: Key { pk: part("pk"), sk: part("sk") }, item };
        match read.optional::<u32>("schema")? {
            None | Some(SCHEMA) => Ok(read),
            Some(other) => Err(read.corrupt(format!("schema {other} is not known"))),
        }
    }

    /// Whether it has not expired, whether or not the table still keeps it.
    pub(crate) fn is_live(&self, now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.optional::<i64>(TTL)?.is_none_or(|expires| now.as_second() < expires))
    }

    /// A text or number that must be there.
    pub(crate) fn needed<T: FromStr>(&self, name: &str) -> Result<T, StoreError> {
        self.optional(name)?.ok_or_else(|| self.corrupt(format!("{name} is missing")))
    }

    /// A text or number, unless absent or null.
    pub(crate) fn optional<T: FromStr>(&self, name: &str) -> Result<Option<T>, StoreError> {
        match self.item.get(name) {
            None | Some(AttributeValue::Null(_)) => Ok(None),
            Some(AttributeValue::S(raw) | AttributeValue::N(raw)) => {
                raw.parse().map(Some).map_err(|_| self.corrupt(format!("{name} does not parse")))
            }
            Some(_) => Err(self.corrupt(format!("{name} is of another kind"))),
        }
    }

    /// Whether it has this attribute.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.item.contains_key(name)
    }

    /// JSON in the open.
    pub(crate) fn json<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, StoreError> {
        self.optional::<String>(name)?.map(|raw| self.decode(name, raw.as_bytes())).transpose()
    }

    /// Plain bytes.
    pub(crate) fn bytes(&self, name: &str) -> Result<&'a [u8], StoreError> {
        let blob = self.item.get(name).and_then(|v| v.as_b().ok());
        blob.map(AsRef::as_ref).ok_or_else(|| self.corrupt(format!("{name} is missing")))
    }

    /// A hash of the chain.
    pub(crate) fn hash(&self, name: &str) -> Result<[u8; 32], StoreError> {
        self.bytes(name)?.try_into().map_err(|_| self.corrupt(format!("{name} is no hash")))
    }

    /// The item's sealed value.
    pub(crate) fn open<T: DeserializeOwned>(&self, with: &SealingKey) -> Result<T, StoreError> {
        self.unseal(with, "sealed", &self.needed::<String>("key")?, self.bytes("sealed")?)
    }

    /// A sealed field, if it is there.
    pub(crate) fn open_field<T: DeserializeOwned>(
        &self,
        with: &SealingKey,
        field: &str,
    ) -> Result<Option<T>, StoreError> {
        let Some((key, sealed)) = self.part(field, "sealed")? else { return Ok(None) };
        self.unseal(with, field, key, sealed).map(Some)
    }

    /// The key's name and the bytes of a field that has both, if it is there.
    pub(crate) fn part(&self, field: &str, name: &str) -> Result<Option<(&'a str, &'a [u8])>, StoreError> {
        let Some(AttributeValue::M(parts)) = self.item.get(field) else { return Ok(None) };
        let key = parts.get("key").and_then(|v| v.as_s().ok());
        let value = parts.get(name).and_then(|v| v.as_b().ok());
        let (Some(key), Some(value)) = (key, value) else { return Err(self.corrupt(format!("{field} is torn"))) };
        Ok(Some((key, value.as_ref())))
    }

    fn unseal<T: DeserializeOwned>(
        &self,
        with: &SealingKey,
        field: &str,
        key: &str,
        sealed: &[u8],
    ) -> Result<T, StoreError> {
        if key != with.name() {
            return Err(StoreError::sealing(&self.key, SealError::Unreadable(key.to_owned())));
        }
        let place = Place { pk: &self.key.pk, sk: &self.key.sk, field };
        let clear = with.open(place, sealed).map_err(|error| StoreError::sealing(&self.key, error))?;
        self.decode(field, &clear)
    }

    /// The decoder's own message may quote the value, so only the place is kept.
    fn decode<T: DeserializeOwned>(&self, field: &str, clear: &[u8]) -> Result<T, StoreError> {
        serde_json::from_slice(clear)
            .map_err(|error| self.corrupt(format!("{field} does not decode at column {}", error.column())))
    }

    pub(crate) fn corrupt(&self, what: impl Into<String>) -> StoreError {
        StoreError::corrupt(&self.key, what)
    }
}
