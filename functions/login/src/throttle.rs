//! Failed sign-ins slow the next ones down: by account and source soon, by account over all sources late, so that nobody
//! locks a family out cheaply. Only failures count, and a success forgets none of them.

use crate::App;
use crate::source::Source;
use jiff::Timestamp;
use store::{Store, StoreError};

/// 資通系統防護基準 (資通安全責任等級分級辦法, 附表十), 身分驗證管理: after five failures …
const FAILURES_FROM_ONE_SOURCE: u32 = 5;

/// Over all sources ten times as many: a household's own mistakes never reach it.
const FAILURES_FROM_ALL_SOURCES: u32 = 50;

/// … no further try for at least fifteen minutes; failures are counted together within the same time.
pub(crate) const LOCK_SECONDS: i64 = 15 * 60;

/// The failures that count against one sign-in.
pub(crate) struct Throttle<'a> {
    store: &'a Store,
    limits: [(String, u32); 2],
    now: Timestamp,
}

impl<'a> Throttle<'a> {
    /// Of an account as it is known, or as it was typed if it cannot be one.
    pub(crate) fn of(app: &'a App, school: &str, account: &str, source: &Source, now: Timestamp) -> Self {
        let near = app.keyed.name(&["source", school, account, source.as_str()]);
        let all = app.keyed.name(&["account", school, account]);
        let limits = [(near, FAILURES_FROM_ONE_SOURCE), (all, FAILURES_FROM_ALL_SOURCES)];
        Throttle { store: &app.gate.store, limits, now }
    }

    /// Whether it has to wait. Always asks both.
    pub(crate) async fn locked(&self) -> Result<bool, StoreError> {
        let mut locked = false;
        for (name, _) in &self.limits {
            locked |= self.store.failures(&lock(name), self.now).await? > 0;
        }
        Ok(locked)
    }

    /// Counts a failure; the one that reaches a limit begins the lock, which later ones do not prolong.
    pub(crate) async fn count(&self) -> Result<(), StoreError> {
        for (name, limit) in &self.limits {
            if self.store.count_failure(name, LOCK_SECONDS, self.now).await? >= *limit {
                self.store.count_failure(&lock(name), LOCK_SECONDS, self.now).await?;
            }
        }
        Ok(())
    }
}

fn lock(name: &str) -> String {
    format!("{name}#lock")
}
