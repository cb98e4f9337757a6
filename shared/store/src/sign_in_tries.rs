//! The tries at one account, by source and all together. A try is counted before it is looked at, so that many at once
//! pass no more than one after another; one that ends well is taken back.

use crate::backoff::TRIES;
use crate::item::{Item, Read, expiry, number};
use crate::keys::{Key, TTL};
use crate::students::read_student;
use crate::throttle::{after, ahead, read_failures};
use crate::{Failures, Store, StoreError, StudentEntry};
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{ReturnValue, ReturnValuesOnConditionCheckFailure};
use domain::{SchoolId, StudentNumber};
use jiff::Timestamp;

const OPERATION: &str = "count a try";

/// How many failures lock, and for how long.
#[derive(Clone, Copy, Debug)]
pub struct TryLimits {
    /// From one source.
    pub from_one_source: u32,
    /// From all sources together.
    pub from_all_sources: u32,
    /// How long failures are counted together, and how long a lock holds from the failure that reached the limit.
    pub seconds: i64,
}

/// Whether a try may be looked at.
#[derive(Debug)]
pub enum SignInTry {
    /// It is counted, and may.
    Begun(BegunTry),
    /// It may not, and was not counted.
    Locked {
        /// The end of it.
        until: Timestamp,
    },
}

/// A try that was counted; how it ended has to be said.
#[derive(Debug)]
#[must_use]
pub struct BegunTry {
    key: Key,
    count: String,
    lock: String,
    limits: TryLimits,
    from_source: u32,
    from_all: u32,
}

impl Store {
    /// The student's entry, and what failed from this source lately, in one read: nobody learns by the time it takes which
    /// of the two there is.
    pub async fn entry_and_failures(
        &self,
        (school, student): (&SchoolId, &StudentNumber),
        source: &str,
        now: Timestamp,
    ) -> Result<(Option<StudentEntry>, Failures), StoreError> {
        let (student, source) = (Key::student(school, student), Key::throttle(source));
        let items = self.get_many("read an entry", &[student.clone(), source.clone()]).await?;
        let entry = student.among(&items).map(|item| read_student(&Read::new(item)?)).transpose()?;
        Ok((entry, read_failures(source.among(&items), now)?))
    }

    /// Counts a try at `account` from `source`, both as keyed names that show nothing.
    pub async fn begin_try(
        &self,
        account: &str,
        source: &str,
        limits: TryLimits,
        now: Timestamp,
    ) -> Result<SignInTry, StoreError> {
        let (count, lock) = (format!("count_{source}"), format!("lock_{source}"));
        let mut begun = BegunTry { key: Key::throttle(account), count, lock, limits, from_source: 1, from_all: 1 };
        for tried in 0..TRIES {
            if tried > 0 {
                self.pause(tried).await;
            }
            // Mostly nobody has tried before: then this is the only call.
            let counts = [("failures", number(1)), (begun.count.as_str(), number(1))];
            if self.begin_window(&begun.key, counts, after(now, limits.seconds), now).await? {
                return Ok(SignInTry::Begun(begun));
            }
            match self.count_try(&begun, now).await? {
                Counted::Now(item) => {
                    let read = Read::new(&item)?;
                    (begun.from_source, begun.from_all) = (read.needed(&begun.count)?, read.needed("failures")?);
                    return Ok(SignInTry::Begun(begun));
                }
                Counted::Locked(until) => return Ok(SignInTry::Locked { until }),
                Counted::NoWindow => {}
            }
        }
        Err(StoreError::busy(OPERATION))
    }

    /// It failed. The one that reached a limit begins the lock; of a source it begins its count anew.
    pub async fn try_failed(&self, begun: BegunTry, now: Timestamp) -> Result<(), StoreError> {
        let all = begun.from_all >= begun.limits.from_all_sources;
        let source = begun.from_source >= begun.limits.from_one_source;
        let change = match (all, source) {
            (true, _) => "SET locked_until = :until, #ttl = :until, failures = :zero",
            (false, true) => "SET #lock = :until, #ttl = :until, #count = :zero",
            (false, false) => return Ok(()),
        };
        let update = self.client.update_item().table_name(self.table()).set_key(Some(begun.key.attributes()));
        let mut update = update.update_expression(change).expression_attribute_names("#ttl", TTL);
        if !all {
            update = update.expression_attribute_names("#lock", begun.lock);
            update = update.expression_attribute_names("#count", begun.count);
        }
        let update = update.expression_attribute_values(":until", expiry(after(now, begun.limits.seconds)));
        let answer = update.expression_attribute_values(":zero", number(0)).send().await;
        answer.map(drop).map_err(|error| StoreError::sdk("lock", error))
    }

    /// It did not fail, so it does not count. A count that began anew meanwhile stays as it is.
    pub async fn take_try_back(&self, begun: BegunTry) -> Result<(), StoreError> {
        let update = self.client.update_item().table_name(self.table()).set_key(Some(begun.key.attributes()));
        let update = update.update_expression("ADD failures :less, #count :less");
        let update = update.condition_expression("failures > :zero AND #count > :zero");
        let update = update.expression_attribute_names("#count", begun.count);
        let update = update.expression_attribute_values(":less", number(-1));
        match update.expression_attribute_values(":zero", number(0)).send().await {
            Ok(_) => Ok(()),
            Err(error) => match error.as_service_error() {
                Some(UpdateItemError::ConditionalCheckFailedException(_)) => Ok(()),
                _ => Err(StoreError::sdk("take a try back", error)),
            },
        }
    }

    async fn count_try(&self, begun: &BegunTry, now: Timestamp) -> Result<Counted, StoreError> {
        let update = self.client.update_item().table_name(self.table()).set_key(Some(begun.key.attributes()));
        let update = update.update_expression("ADD failures :one, #count :one").condition_expression(
            "#ttl > :now AND failures < :all AND (attribute_not_exists(#count) OR #count < :source) \
             AND (attribute_not_exists(locked_until) OR locked_until <= :now) \
             AND (attribute_not_exists(#lock) OR #lock <= :now)",
        );
        let update = update.expression_attribute_names("#ttl", TTL);
        let update = update.expression_attribute_names("#count", &begun.count);
        let update = update.expression_attribute_names("#lock", &begun.lock);
        let update = update.expression_attribute_values(":one", number(1));
        let update = update.expression_attribute_values(":all", number(begun.limits.from_all_sources));
        let update = update.expression_attribute_values(":source", number(begun.limits.from_one_source));
        let update = update.return_values(ReturnValue::AllNew);
        let update = update.return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        match update.expression_attribute_values(":now", number(now.as_second())).send().await {
            Ok(answer) => Ok(answer.attributes.map_or(Counted::NoWindow, Counted::Now)),
            Err(error) => match error.as_service_error() {
                Some(UpdateItemError::ConditionalCheckFailedException(refused)) => locked(refused.item(), begun, now),
                _ => Err(StoreError::sdk(OPERATION, error)),
            },
        }
    }
}

enum Counted {
    Now(Item),
    Locked(Timestamp),
    NoWindow,
}

/// Until when the item as it was keeps a try out. A limit that others have reached and not ended yet holds as long as
/// they are counted.
fn locked(item: Option<&Item>, begun: &BegunTry, now: Timestamp) -> Result<Counted, StoreError> {
    let Some(item) = item else { return Ok(Counted::NoWindow) };
    let read = Read::new(item)?;
    let Some(ends) = ahead(&read, TTL, now)? else { return Ok(Counted::NoWindow) };
    let locks = [ahead(&read, "locked_until", now)?, ahead(&read, &begun.lock, now)?];
    Ok(Counted::Locked(locks.into_iter().flatten().max().unwrap_or(ends)))
}
