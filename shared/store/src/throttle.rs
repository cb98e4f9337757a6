//! How often something failed lately: counted up in a window that the first failure begins.

use crate::backoff::TRIES;
use crate::item::{Item, Read, expiry, number, open_item};
use crate::keys::{Key, TTL};
use crate::{Store, StoreError};
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue};
use jiff::{SignedDuration, Timestamp};

const OPERATION: &str = "count a failure";

/// What failed lately, and how long it has to wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Failures {
    /// In the window that runs now.
    pub count: u32,
    /// Until when nothing more is tried, if that is ahead.
    pub locked_until: Option<Timestamp>,
}

impl Store {
    /// The failures in the window that runs now.
    pub async fn failures(&self, key: &str, now: Timestamp) -> Result<Failures, StoreError> {
        read_failures(self.get(&Key::throttle(key)).await?.as_ref(), now)
    }

    /// Counts a failure and answers how many there are; the window begins with the first one.
    pub async fn count_failure(&self, key: &str, window_seconds: i64, now: Timestamp) -> Result<u32, StoreError> {
        let until = after(now, window_seconds);
        let key = Key::throttle(key);
        for tried in 0..TRIES {
            if tried > 0 {
                self.pause(tried).await;
            }
            if let Some(count) = self.count_up(&key, now).await? {
                return Ok(count);
            }
            if self.begin_window(&key, [("failures", number(1))], until, now).await? {
                return Ok(1);
            }
        }
        Err(StoreError::busy(OPERATION))
    }

    /// Nothing more is tried until then; with it the count ends too.
    pub async fn lock(&self, key: &str, until: Timestamp) -> Result<(), StoreError> {
        let update = self.client.update_item().table_name(self.table()).set_key(Some(Key::throttle(key).attributes()));
        let update = update.update_expression("SET locked_until = :until, #ttl = :until");
        let update = update.expression_attribute_names("#ttl", TTL);
        let answer = update.expression_attribute_values(":until", expiry(until)).send().await;
        answer.map(drop).map_err(|error| StoreError::sdk("lock", error))
    }

    /// One more in the running window, `None` when there is none.
    async fn count_up(&self, key: &Key, now: Timestamp) -> Result<Option<u32>, StoreError> {
        let update = self.client.update_item().table_name(self.table()).set_key(Some(key.attributes()));
        let update = update.update_expression("ADD failures :one").condition_expression("#ttl > :now");
        let update = update.expression_attribute_names("#ttl", TTL).return_values(ReturnValue::AllNew);
        let update = update.expression_attribute_values(":one", number(1));
        match update.expression_attribute_values(":now", number(now.as_second())).send().await {
            Ok(answer) => answer.attributes.map(|item| Read::new(&item)?.needed("failures")).transpose(),
            Err(error) => match error.as_service_error() {
                Some(UpdateItemError::ConditionalCheckFailedException(_)) => Ok(None),
                _ => Err(StoreError::sdk(OPERATION, error)),
            },
        }
    }

    /// A new window with these counts; `false` when another one has begun it.
    pub(crate) async fn begin_window(
        &self,
        key: &Key,
        counts: impl IntoIterator<Item = (&str, AttributeValue)>,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut item = open_item(key, [(TTL, expiry(until))]);
        item.extend(counts.into_iter().map(|(name, count)| (name.to_owned(), count)));
        let put = self.client.put_item().table_name(self.table()).set_item(Some(item));
        let put = put.condition_expression("attribute_not_exists(pk) OR #ttl <= :now");
        let put = put.expression_attribute_names("#ttl", TTL);
        match put.expression_attribute_values(":now", number(now.as_second())).send().await {
            Ok(_) => Ok(true),
            Err(error) => match error.as_service_error() {
                Some(PutItemError::ConditionalCheckFailedException(_)) => Ok(false),
                _ => Err(StoreError::sdk(OPERATION, error)),
            },
        }
    }
}

pub(crate) fn read_failures(item: Option<&Item>, now: Timestamp) -> Result<Failures, StoreError> {
    let Some(read) = item.map(Read::new).transpose()? else { return Ok(Failures::default()) };
    if !read.is_live(now)? {
        return Ok(Failures::default());
    }
    Ok(Failures { count: read.needed("failures")?, locked_until: ahead(&read, "locked_until", now)? })
}

/// So many seconds later.
pub(crate) fn after(now: Timestamp, seconds: i64) -> Timestamp {
    now.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MAX)
}

/// A time that an item names, if it is not over.
pub(crate) fn ahead(read: &Read<'_>, name: &str, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
    let at = read.optional::<i64>(name)?.map(Timestamp::from_second).transpose();
    Ok(at.map_err(|_| read.corrupt(format!("{name} is no time")))?.filter(|at| *at > now))
}
