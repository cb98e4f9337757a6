//! Time that passes only when nothing else is left to do. Whoever waits is woken in the order of time, then of asking, so
//! that a run with the same inputs takes the same course.

use aws_sdk_dynamodb::config::AsyncSleep;
use std::collections::BTreeMap;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

/// A clock that starts at zero. Clones are the same clock.
#[derive(Clone, Debug, Default)]
pub struct Time(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    now: Duration,
    asked: u64,
    waiting: BTreeMap<(Duration, u64), Waker>,
}

#[derive(Default)]
struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, SeqCst);
    }
}

impl Time {
    /// How much has passed.
    pub fn passed(&self) -> Duration {
        self.0.lock().unwrap().now
    }

    /// Waits.
    pub fn sleep(&self, time: Duration) -> impl Future<Output = ()> + Send + Sync + use<> {
        let (clock, mut ticket) = (self.clone(), Ticket { clock: self.clone(), at: None });
        poll_fn(move |context| {
            let mut state = clock.0.lock().unwrap();
            let at = *ticket.at.get_or_insert_with(|| {
                state.asked += 1;
                (state.now + time, state.asked)
            });
            if state.now >= at.0 {
                return Poll::Ready(());
            }
            state.waiting.insert(at, context.waker().clone());
            Poll::Pending
        })
    }

    /// Runs to the end; `None` when it was stopped, or waits for what never comes.
    pub fn run<F: Future>(&self, stopped: impl Fn() -> bool, future: F) -> Option<F::Output> {
        let woken = Arc::new(Woken::default());
        let waker = Waker::from(Arc::clone(&woken));
        let mut future = pin!(future);
        loop {
            woken.0.store(false, SeqCst);
            let polled = future.as_mut().poll(&mut Context::from_waker(&waker));
            if stopped() {
                return None;
            }
            if let Poll::Ready(output) = polled {
                return Some(output);
            }
            if !woken.0.load(SeqCst) {
                self.go_on()?;
            }
        }
    }

    /// The same for what nobody stops.
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        self.run(|| false, future).expect("it waits for what never comes")
    }

    /// On to the next who waits.
    fn go_on(&self) -> Option<()> {
        let mut state = self.0.lock().unwrap();
        let ((at, _), waker) = state.waiting.pop_first()?;
        state.now = state.now.max(at);
        drop(state);
        waker.wake();
        Some(())
    }
}

/// Whoever waits no longer is taken off the list.
struct Ticket {
    clock: Time,
    at: Option<(Duration, u64)>,
}

impl Drop for Ticket {
    fn drop(&mut self) {
        if let (Some(at), Ok(mut state)) = (self.at, self.clock.0.lock()) {
            state.waiting.remove(&at);
        }
    }
}

/// For the clients and the store. Their pauses before another try are drawn at random, within the second; a whole second
/// each keeps chance out of the course.
impl AsyncSleep for Time {
    fn sleep(&self, time: Duration) -> aws_sdk_dynamodb::config::Sleep {
        let whole = time.as_secs() + u64::from(time.subsec_nanos() > 0);
        aws_sdk_dynamodb::config::Sleep::new(Time::sleep(self, Duration::from_secs(whole)))
    }
}
