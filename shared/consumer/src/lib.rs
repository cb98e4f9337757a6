//! What `provision` and `notify` share: a Lambda function that is woken by three kinds of event.
//!
//! | event | what is done |
//! | --- | --- |
//! | a batch of messages, each the keys of one event | the case is worked; what fails comes again later, alone |
//! | `{"source":"sweep"}` every five minutes | what has been due for too long is worked |
//! | a request of staff | the function's routes |
//!
//! **A message says where to look, not what to do.** A function brings [`Work`]: load the case, do what is due in it,
//! append what was done. A message that comes twice, late or out of order finds nothing due and does nothing.

mod backoff;
mod batch;
mod dispatch;
mod message;
mod queue;
mod sweep;
mod verdict;
mod work;

pub use message::{Message, Poison};
pub use queue::Queue;
pub use sweep::Swept;
pub use work::{Job, Outcome, Work, WorkError, traced};

use axum::Router;
use dispatch::dispatch;
use jiff::SignedDuration;
use lambda_runtime::{Error, LambdaEvent, service_fn};
use runtime::Clock;
use serde_json::value::RawValue;
use store::Store;

/// What it takes to be such a function.
#[derive(Debug)]
pub struct Consumer<W> {
    /// What the function does with a case.
    pub work: W,
    /// The function's own queue.
    pub queue: Queue,
    /// Where the sweep asks what is due.
    pub store: Store,
    /// The time.
    pub clock: Clock,
    /// `RETRY_BASE_SECONDS`: the first pause after a failure; it doubles with each receive.
    pub retry_base: SignedDuration,
    /// `SWEEP_AFTER_SECONDS`: what has been due for so long is the sweep's.
    pub sweep_after: SignedDuration,
}

impl<W: Work> Consumer<W> {
    /// Answers one event: a batch with what failed of it, the sweep with what it found, a request with a response.
    pub async fn answer(&self, router: Router, event: LambdaEvent<Box<RawValue>>) -> Result<Box<RawValue>, Error> {
        // Boxed: what is behind it is deeper than the compiler counts.
        Box::pin(dispatch(self, router, event.payload.get(), event.context)).await
    }
}

/// Takes events from the Lambda runtime until the process ends.
pub async fn run<W: Work>(consumer: Consumer<W>, router: Router) -> Result<(), Error> {
    let consumer = &consumer;
    lambda_runtime::run(service_fn(|event| consumer.answer(router.clone(), event))).await
}

#[cfg(test)]
mod tests;
