//! Things that happen once (claims) and things that one does at a time (leases).

use crate::backoff::random;
use crate::item::{Item, expiry, number, open_item, text};
use crate::keys::{Key, TTL};
use crate::{Store, StoreError};
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use jiff::{SignedDuration, Timestamp};

impl Store {
    /// Claims `key` until then: `true` for one caller, `false` for all others, such as the second use of a token.
    pub async fn claim_once(&self, key: &str, until: Timestamp, now: Timestamp) -> Result<bool, StoreError> {
        // The mark lets the client's own retry of a lost answer find its own claim.
        let mark = format!("{:016x}", random());
        self.hold(&Key::claim(key), &mark, until, now).await
    }

    /// Leases `key` to `holder` for so many seconds: `false` while another one holds it. The same holder renews it; when
    /// its time is over, anybody takes it over.
    pub async fn lease(&self, key: &str, holder: &str, seconds: i64, now: Timestamp) -> Result<bool, StoreError> {
        let until = now.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MAX);
        self.hold(&Key::lease(key), holder, until, now).await
    }

    /// Gives a lease back before its time, so that a retry need not wait; another's lease stays.
    pub async fn release(&self, key: &str, holder: &str) -> Result<(), StoreError> {
        let delete = self.client.delete_item().table_name(self.table()).set_key(Some(Key::lease(key).attributes()));
        let delete = delete.condition_expression("holder = :holder");
        match delete.expression_attribute_values(":holder", text(holder)).send().await {
            Ok(_) => Ok(()),
            Err(error) => match error.as_service_error() {
                Some(DeleteItemError::ConditionalCheckFailedException(_)) => Ok(()),
                _ => Err(StoreError::sdk("release a lease", error)),
            },
        }
    }

    async fn hold(&self, key: &Key, holder: &str, until: Timestamp, now: Timestamp) -> Result<bool, StoreError> {
        let item: Item = open_item(key, [("holder", text(holder)), (TTL, expiry(until))]);
        let free = "attribute_not_exists(pk) OR #ttl <= :now OR holder = :holder";
        let put = self.client.put_item().table_name(self.table()).set_item(Some(item)).condition_expression(free);
        let put = put.expression_attribute_names("#ttl", TTL);
        let put = put.expression_attribute_values(":now", number(now.as_second()));
        match put.expression_attribute_values(":holder", text(holder)).send().await {
            Ok(_) => Ok(true),
            Err(error) => match error.as_service_error() {
                Some(PutItemError::ConditionalCheckFailedException(_)) => Ok(false),
                _ => Err(StoreError::sdk("claim", error)),
            },
        }
    }
}
