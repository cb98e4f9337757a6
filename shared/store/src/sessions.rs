//! Sign-ins and sign-outs of families.

use crate::append::unbuilt;
use crate::cancelled::Lost;
use crate::item::{Item, Read, expiry, open_item, text};
use crate::keys::{Key, TTL};
use crate::{Store, StoreError};
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{
    AttributeValue, ReturnValue, ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update,
};
use domain::CaseId;
use jiff::Timestamp;

/// The sign-ins of a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Sessions begun before this are signed out.
    pub not_before: Option<Timestamp>,
    /// The latest sign-in: in a fresh session, this one.
    pub last_sign_in: Option<Timestamp>,
    /// The one before.
    pub previous_sign_in: Option<Timestamp>,
}

pub(crate) fn read_entry(item: &Item) -> Result<Entry, StoreError> {
    let read = Read::new(item)?;
    Ok(Entry {
        not_before: read.optional("not_before")?,
        last_sign_in: read.optional("last_sign_in")?,
        previous_sign_in: read.optional("previous_sign_in")?,
    })
}

impl Store {
    /// Notes a sign-in; the latest becomes the one before. Once: the client's own retry of a lost answer finds it noted.
    pub async fn record_sign_in(&self, case: CaseId, now: Timestamp) -> Result<Entry, StoreError> {
        let shift = "SET previous_sign_in = if_not_exists(last_sign_in, :none), last_sign_in = :now";
        let update = self.client.update_item().table_name(self.table()).set_key(Some(Key::entry(case).attributes()));
        let update = update.update_expression(shift).return_values(ReturnValue::AllNew);
        let update = update.condition_expression("attribute_not_exists(last_sign_in) OR last_sign_in <> :now");
        let update = update.return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        let update = update.expression_attribute_values(":none", AttributeValue::Null(true));
        let item = match update.expression_attribute_values(":now", text(now.to_string())).send().await {
            Ok(answer) => answer.attributes,
            Err(error) => match error.as_service_error() {
                Some(UpdateItemError::ConditionalCheckFailedException(noted)) => noted.item.clone(),
                _ => return Err(StoreError::sdk("record a sign-in", error)),
            },
        };
        item.as_ref().map(read_entry).transpose().map(Option::unwrap_or_default)
    }

    /// Signs out every session of the case that began before `now`.
    pub async fn sign_out_everywhere(&self, case: CaseId, now: Timestamp) -> Result<(), StoreError> {
        let update = self.client.update_item().table_name(self.table()).set_key(Some(Key::entry(case).attributes()));
        let update = update.update_expression("SET not_before = :now");
        let answer = update.expression_attribute_values(":now", text(now.to_string())).send().await;
        answer.map(drop).map_err(|error| StoreError::sdk("sign out everywhere", error))
    }

    /// The same within a transaction.
    pub(crate) fn end_sessions(&self, case: CaseId, now: Timestamp) -> Result<TransactWriteItem, Lost> {
        let update = Update::builder().table_name(self.table()).set_key(Some(Key::entry(case).attributes()));
        let update = update.update_expression("SET not_before = :now");
        let update = update.expression_attribute_values(":now", text(now.to_string())).build().map_err(unbuilt)?;
        Ok(TransactWriteItem::builder().update(update).build())
    }

    /// Signs out one session; `until` is when its token dies anyway.
    pub async fn revoke_session(&self, session: &str, until: Timestamp) -> Result<(), StoreError> {
        let item = open_item(&Key::revoked(session), [(TTL, expiry_after(until))]);
        let put = self.client.put_item().table_name(self.table()).set_item(Some(item));
        put.send().await.map(drop).map_err(|error| StoreError::sdk("revoke a session", error))
    }
}

/// Rounded up: the session must not outlive its revocation within the last second.
fn expiry_after(until: Timestamp) -> AttributeValue {
    expiry(until.checked_add(jiff::SignedDuration::from_secs(1)).unwrap_or(until))
}
