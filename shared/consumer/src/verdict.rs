//! What becomes of a message after its work.
//!
//! A message whose case is not due yet waits in the queue until then: one receive at once, one when it is due. Should it
//! come early, it may wait once more. Beyond that, or when it would wait for more than an hour, it is let go, and the
//! sweep, which needs no message, finds the case when its time has come. So waiting alone never carries a message into
//! the dead-letter queue.

use crate::backoff;
use crate::{Outcome, Poison, WorkError};
use jiff::{SignedDuration, Timestamp};

/// The longest that a message waits in the queue.
const WAIT_AT_MOST: SignedDuration = SignedDuration::from_hours(1);
/// The receives that may be spent on waiting: fewer than any stage's queue allows (`infra/template.yaml`, at least 3).
const RECEIVES_FOR_WAITING: u32 = 2;

/// Why a message was not worked off.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Poison(#[from] Poison),
    #[error(transparent)]
    Work(#[from] WorkError),
}

/// What becomes of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is worked off.
    Gone,
    /// It is reported as failed, and comes again after so many seconds.
    Again(i64),
}

/// The circumstances of a message.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Circumstances {
    pub(crate) now: Timestamp,
    pub(crate) receives: u32,
    pub(crate) retry_base: SignedDuration,
    pub(crate) random: u64,
}

/// Poison comes again at once: no pause makes it readable, and so its receives are soon used up.
pub(crate) fn verdict(worked: &Result<Outcome, Failure>, it: Circumstances) -> Verdict {
    match worked {
        Ok(Outcome::Done) => Verdict::Gone,
        Ok(Outcome::NotYet(due)) => match due.duration_since(it.now) {
            wait if wait <= WAIT_AT_MOST && it.receives <= RECEIVES_FOR_WAITING => {
                Verdict::Again(wait.as_secs().max(0) + 1)
            }
            _ => Verdict::Gone,
        },
        Err(Failure::Poison(_)) => Verdict::Again(0),
        Err(Failure::Work(_)) => Verdict::Again(backoff::pause(it.retry_base, it.receives, it.random)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const IT: Circumstances = Circumstances {
        now: Timestamp::UNIX_EPOCH,
        receives: 1,
        retry_base: SignedDuration::from_secs(30),
        random: 12,
    };

    fn due_in(seconds: i64) -> Result<Outcome, Failure> {
        Ok(Outcome::NotYet(Timestamp::UNIX_EPOCH + SignedDuration::from_secs(seconds)))
    }

    #[test]
    fn work_that_is_done_takes_the_message_away() {
        assert_eq!(verdict(&Ok(Outcome::Done), IT), Verdict::Gone);
    }

    #[test]
    fn an_undo_window_is_waited_for_in_the_queue() {
        assert_eq!(verdict(&due_in(630), IT), Verdict::Again(631));
        assert_eq!(verdict(&due_in(-5), IT), Verdict::Again(1));
    }

    #[test]
    fn a_long_wait_is_left_to_the_sweep() {
        assert_eq!(verdict(&due_in(3601), IT), Verdict::Gone);
    }

    #[test]
    fn waiting_never_uses_up_the_receives() {
        assert_eq!(verdict(&due_in(60), Circumstances { receives: 2, ..IT }), Verdict::Again(61));
        assert_eq!(verdict(&due_in(60), Circumstances { receives: 3, ..IT }), Verdict::Gone);
    }

    #[test]
    fn a_failure_comes_again_after_a_pause() {
        let behind = Err(WorkError::Behind { seen: 2, found: 1 }.into());
        assert_eq!(verdict(&behind, IT), Verdict::Again(13));
    }

    #[test]
    fn poison_soon_uses_up_its_receives() {
        assert_eq!(verdict(&Err(Poison::NoRecord.into()), IT), Verdict::Again(0));
    }
}
