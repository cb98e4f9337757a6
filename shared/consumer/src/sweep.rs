//! The sweep: what has been due for too long was left by a lost message, and is worked without one.

use crate::{Consumer, Job, Work, WorkError};
use domain::CaseId;
use futures::{StreamExt, stream};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use store::{DueKind, StoreError};

/// The most cases in one sweep: more than its minute allows, so that time ends a sweep and a large backlog goes as fast as
/// it can. Cases that always fail stand first in every sweep; so many never do.
const MOST: usize = 2_000;
/// Cases at once: as many as messages, so that the rates of what is called hold.
const AT_ONCE: usize = 4;
/// Cases that are asked for the figure alone, when nothing is overdue: with so many of the other kind before it, it is 0.
const LOOKED_AT: usize = 20;
/// No case is begun when less is left of the function's time.
const RESERVE: SignedDuration = SignedDuration::from_secs(5);

/// What a sweep found and did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Swept {
    /// Cases in which something of this kind has been due for too long.
    pub found: usize,
    /// Those that did not work.
    pub failed: usize,
    /// Those left for the next sweep, for lack of time.
    pub left: usize,
    /// Since how many seconds the oldest has been due, overdue or not; 0 when nothing is.
    pub oldest_seconds: i64,
}

/// What became of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Worked,
    Failed,
    Left,
}

/// Works what is overdue, as long as there is time.
pub(crate) async fn sweep<W: Work>(
    consumer: &Consumer<W>,
    cause: &str,
    deadline: Timestamp,
) -> Result<Swept, WorkError> {
    let now = consumer.clock.now();
    let before = now - consumer.sweep_after;
    let listed = consumer.store.due(W::DUE, before, MOST).await?;
    let looked_at = stream::iter(listed).map(|(case, since)| async move {
        let since = since_when::<W>(consumer, case).await.unwrap_or(Some(since)).filter(|since| *since <= before)?;
        Some((since, one(consumer, case, cause, deadline).await))
    });
    let fates: Vec<_> = looked_at.buffer_unordered(AT_ONCE).filter_map(std::future::ready).collect().await;
    let count = |wanted| fates.iter().filter(|(_, fate)| *fate == wanted).count();
    let oldest = match fates.iter().map(|(since, _)| *since).min() {
        Some(since) => since,
        None => waiting_since::<W>(consumer, now).await?,
    };
    let swept = Swept {
        found: fates.len(),
        failed: count(Fate::Failed),
        left: count(Fate::Left),
        oldest_seconds: now.duration_since(oldest).as_secs(),
    };
    let Swept { found, failed, left, oldest_seconds } = swept;
    tracing::info!(found, failed, left, oldest_seconds, "swept");
    runtime::metrics::seconds("OldestDueSeconds", oldest_seconds);
    Ok(swept)
}

/// Since when the oldest waits that is not overdue yet.
async fn waiting_since<W: Work>(consumer: &Consumer<W>, now: Timestamp) -> Result<Timestamp, StoreError> {
    for (case, _) in consumer.store.due(W::DUE, now, LOOKED_AT).await? {
        if let Some(since) = since_when::<W>(consumer, case).await?.filter(|since| *since <= now) {
            return Ok(since);
        }
    }
    Ok(now)
}

/// Since when something of this kind is due in the case. The index has one time for accounts and mails together, so that
/// a mail which cannot be sent would look like an overdue account.
async fn since_when<W: Work>(consumer: &Consumer<W>, case: CaseId) -> Result<Option<Timestamp>, StoreError> {
    let due = consumer.store.load(case).await?.map(|case| case.due()).unwrap_or_default();
    Ok(match W::DUE {
        DueKind::Account => due.account,
        DueKind::Mail => due.mail,
    })
}

async fn one<W: Work>(consumer: &Consumer<W>, case: CaseId, cause: &str, deadline: Timestamp) -> Fate {
    if deadline.duration_since(consumer.clock.now()) < RESERVE {
        return Fate::Left;
    }
    match consumer.work.work(&Job { case, seen: 0, cause: cause.to_owned() }).await {
        Ok(_) => Fate::Worked,
        Err(error) => {
            tracing::warn!(%case, error = &error as &dyn std::error::Error, "an overdue case failed");
            Fate::Failed
        }
    }
}
