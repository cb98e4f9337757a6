//! Failed sign-ins slow the next ones down: by account and source soon, by account over all sources and by source over all
//! accounts late, so that nobody locks a family or a neighbourhood out cheaply. Only failures count, and a success forgets none
//! of them. A school is never locked; that many fail at one is told to whoever watches.

use crate::App;
use crate::admission::throttled;
use crate::source::Source;
use api::Problem;
use domain::SchoolId;
use identity::Pepper;
use jiff::Timestamp;
use store::{BegunTry, Failures, SignInTry, Store, StoreError, TryLimits};

/// 資通系統防護基準 (資通安全責任等級分級辦法, 附表十), 身分驗證管理: after five failures no further try for at least
/// fifteen minutes. Over all sources ten times as many: a household's own mistakes never reach it.
const OF_AN_ACCOUNT: TryLimits = TryLimits { from_one_source: 5, from_all_sources: 50, seconds: WINDOW_SECONDS };

const WINDOW_SECONDS: i64 = 15 * 60;

/// Of one source over all accounts. A carrier's address stands for many families, of whom some mistype; whoever goes
/// through a list of pupils is stopped after this many.
const FAILURES_OF_A_SOURCE: u32 = 300;

/// So many failures of a source make its work harder by one bit …
const FAILURES_A_BIT: u32 = 75;

/// Of a school in the same time: told once, as often as it is reached anew.
const FAILURES_OF_A_SCHOOL: u32 = 200;

/// What counts against one sign-in.
pub(crate) struct Throttle<'a> {
    store: &'a Store,
    account: String,
    near: String,
    source: String,
    school: String,
    known: Option<&'a SchoolId>,
    now: Timestamp,
}

impl<'a> Throttle<'a> {
    /// Of an account as it is known, or as it was typed if it cannot be one.
    pub(crate) fn of(
        (app, pepper): (&'a App, &Pepper),
        (school, account): (&str, &str),
        known: Option<&'a SchoolId>,
        source: &Source,
        now: Timestamp,
    ) -> Self {
        Throttle {
            store: &app.gate.store,
            account: named(pepper, &["account", school, account]),
            near: named(pepper, &["near", school, account, source.as_str()]),
            source: source_name(pepper, source),
            school: named(pepper, &["school", school]),
            known,
            now,
        }
    }

    /// What the limits of a source are counted by.
    pub(crate) fn source(&self) -> &str {
        &self.source
    }

    /// Counts the try, unless it has to wait: then nothing of it is looked at. `failures` are those of the source.
    pub(crate) async fn begin(&self, failures: Failures) -> Result<BegunTry, Problem> {
        if let Some(until) = failures.locked_until {
            return Err(throttled(until, self.now));
        }
        match self.store.begin_try(&self.account, &self.near, OF_AN_ACCOUNT, self.now).await? {
            SignInTry::Begun(begun) => Ok(begun),
            SignInTry::Locked { until } => Err(throttled(until, self.now)),
        }
    }

    /// Who signed in has not failed, and neither has whom a fault of ours kept out.
    pub(crate) async fn not_failed(&self, begun: BegunTry) -> Result<(), StoreError> {
        self.store.take_try_back(begun).await
    }

    /// Counts the failure everywhere.
    pub(crate) async fn failed(&self, begun: BegunTry) -> Result<(), StoreError> {
        self.store.try_failed(begun, self.now).await?;
        if self.store.count_failure(&self.source, WINDOW_SECONDS, self.now).await? >= FAILURES_OF_A_SOURCE {
            tracing::warn!(event = "source_locked", "too many sign-ins of one source failed");
            let until = self.now + jiff::SignedDuration::from_secs(WINDOW_SECONDS);
            self.store.lock(&self.source, until).await?;
        }
        if self.store.count_failure(&self.school, WINDOW_SECONDS, self.now).await? == FAILURES_OF_A_SCHOOL {
            let school = self.known.map_or("unknown", SchoolId::as_str);
            tracing::warn!(event = "school_under_attack", school, "many sign-ins at one school fail");
        }
        Ok(())
    }
}

/// How many bits harder the work of a source is that keeps failing; … at most three: what takes a phone four seconds
/// takes it half a minute then, and the picture stays as it is.
pub(crate) async fn harder(app: &App, source: &Source, now: Timestamp) -> Result<u8, Problem> {
    let source = source_name(&*app.pepper.current(now).await?, source);
    let failures = app.gate.store.failures(&source, now).await?.count;
    Ok(u8::try_from(failures / FAILURES_A_BIT).unwrap_or(u8::MAX).min(3))
}

fn source_name(pepper: &Pepper, source: &Source) -> String {
    named(pepper, &["source", source.as_str()])
}

/// What a throttle is called by: it shows neither account nor address.
fn named(pepper: &Pepper, parts: &[&str]) -> String {
    pepper.name_for("login/throttle", parts)
}
