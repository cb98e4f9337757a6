//! How often something failed lately, by account and by source.

use crate::backoff::{self, TRIES};
use crate::item::{Read, expiry, number, open_item};
use crate::keys::{Key, TTL};
use crate::{Store, StoreError};
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::ReturnValue;
use jiff::{SignedDuration, Timestamp};

const OPERATION: &str = "count a failure";

impl Store {
    /// The failures in the window that runs now.
    pub async fn failures(&self, key: &str, now: Timestamp) -> Result<u32, StoreError> {
        let Some(item) = self.get(&Key::throttle(key)).await? else { return Ok(0) };
        let read = Read::new(&item)?;
        if read.is_live(now)? { read.needed("failures") } else { Ok(0) }
    }

    /// Counts a failure and answers how many there are; the window begins with the first one.
    pub async fn count_failure(&self, key: &str, window_seconds: i64, now: Timestamp) -> Result<u32, StoreError> {
        let until = now.checked_add(SignedDuration::from_secs(window_seconds)).unwrap_or(Timestamp::MAX);
        let key = Key::throttle(key);
        for tried in 0..TRIES {
            if tried > 0 {
                backoff::pause(tried).await;
            }
            if let Some(count) = self.count_up(&key, now).await? {
                return Ok(count);
            }
            if self.begin_window(&key, until, now).await? {
                return Ok(1);
            }
        }
        Err(StoreError::busy(OPERATION))
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

    /// A new window with one failure; `false` when another one has begun it.
    async fn begin_window(&self, key: &Key, until: Timestamp, now: Timestamp) -> Result<bool, StoreError> {
        let item = open_item(key, [("failures", number(1)), (TTL, expiry(until))]);
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
