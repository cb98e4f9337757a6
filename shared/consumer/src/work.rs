//! What a function does with a case, and what may come of it.

use domain::{CaseId, Cause};
use jiff::Timestamp;
use runtime::KeptSecretError;
use std::fmt;
use std::future::Future;
use store::{ChangeError, DueKind, Loaded, StoreError};
use tracing::Instrument;
use tracing::instrument::Instrumented;

/// A case to work on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Which case.
    pub case: CaseId,
    /// The number of the event that asks for it; 0 from the sweep.
    pub seen: u64,
    /// The message's id or the sweep's request id: the [`Cause::request_id`] of the events that follow.
    pub cause: String,
}

/// What came of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing is due any more.
    Done,
    /// The next thing is due only then.
    NotYet(Timestamp),
}

/// It did not work now, and may work later. What is refused for good is no error but an event of the case.
#[derive(Debug, thiserror::Error)]
pub enum WorkError {
    /// The case, as loaded, is older than the message, or gone.
    #[error("the case stands at event {found}, the message is of event {seen}")]
    Behind {
        /// The message's event.
        seen: u64,
        /// The case's last event; 0 when there is no case.
        found: u64,
    },
    /// Throttled, down, or set up wrongly: comes again.
    #[error("{what} did not work")]
    Later {
        /// What was tried.
        what: &'static str,
        /// Why not.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// A function's own work. What it does must be harmless when done twice, and complete when it was killed in between.
pub trait Work: Send + Sync + fmt::Debug {
    /// What the sweep looks for.
    const DUE: DueKind;

    /// Loads the case, does what is due in it, appends what was done.
    fn work(&self, job: &Job) -> impl Future<Output = Result<Outcome, WorkError>> + Send;
}

impl Job {
    /// The case, if it is at least as new as the message.
    pub fn fresh(&self, loaded: Option<Loaded>) -> Result<Loaded, WorkError> {
        let found = loaded.as_ref().map_or(0, |case| case.seq);
        loaded.filter(|case| case.seq >= self.seen).ok_or(WorkError::Behind { seen: self.seen, found })
    }

    /// Why something is done in the case that was asked for by `correlation_id`; empty in what was asked for before there
    /// was one.
    pub fn because_of(&self, correlation_id: &str) -> Cause {
        let itself = Cause::itself(&self.cause);
        if correlation_id.is_empty() { itself } else { Cause { correlation_id: correlation_id.to_owned(), ..itself } }
    }
}

/// Does it so that every line it logs, of whatever level, names the first cause.
pub fn traced<F: Future>(cause: &Cause, work: F) -> Instrumented<F> {
    work.instrument(tracing::error_span!("work", correlation_id = cause.correlation_id))
}

impl WorkError {
    /// `what` did not work because of `source`.
    pub fn later(what: &'static str, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        WorkError::Later { what, source: source.into() }
    }
}

impl From<StoreError> for WorkError {
    fn from(error: StoreError) -> Self {
        WorkError::later("the table", error)
    }
}

impl From<KeptSecretError> for WorkError {
    fn from(error: KeptSecretError) -> Self {
        WorkError::later("a secret", error)
    }
}

impl From<ChangeError> for WorkError {
    fn from(error: ChangeError) -> Self {
        WorkError::later("changing the case", error)
    }
}
