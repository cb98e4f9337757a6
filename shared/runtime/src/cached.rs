//! A value that is fetched once and kept for a while, such as the public keys: fetched again when it is old, or sooner
//! when it does not know what it should.

use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use tokio::sync::Mutex;

/// Between two attempts to fetch lies at least this, so that invented key names cannot make us ask all the time, and an
/// outage is not made worse.
const LEAST_PAUSE: SignedDuration = SignedDuration::from_secs(10);

/// When fetching fails, the old value serves this many times its age, no longer: a key taken back must end some time.
const GRACE: i32 = 3;

/// A kept value. Callers that come at once fetch it once.
#[derive(Debug)]
pub struct Cached<T> {
    max_age: SignedDuration,
    kept: Mutex<Option<Kept<T>>>,
}

#[derive(Debug)]
struct Kept<T> {
    value: Arc<T>,
    fetched: Timestamp,
    tried: Timestamp,
}

impl<T> Cached<T> {
    /// Keeps a value for five minutes.
    pub fn five_minutes() -> Self {
        Self::new(SignedDuration::from_mins(5))
    }

    /// Keeps a value for as long as this.
    pub fn new(max_age: SignedDuration) -> Self {
        Self { max_age, kept: Mutex::new(None) }
    }

    /// The value, fetched when there is none yet or it is too old.
    pub async fn get<E>(&self, now: Timestamp, fetch: impl AsyncFnOnce() -> Result<T, E>) -> Result<Arc<T>, E> {
        self.fetched_if(now, self.max_age, fetch).await
    }

    /// The value, fetched now because the kept one does not know something; but at most every ten seconds, else the
    /// kept one.
    pub async fn refresh_now<E>(&self, now: Timestamp, fetch: impl AsyncFnOnce() -> Result<T, E>) -> Result<Arc<T>, E> {
        self.fetched_if(now, SignedDuration::ZERO, fetch).await
    }

    async fn fetched_if<E>(
        &self,
        now: Timestamp,
        max_age: SignedDuration,
        fetch: impl AsyncFnOnce() -> Result<T, E>,
    ) -> Result<Arc<T>, E> {
        let mut slot = self.kept.lock().await;
        if let Some(kept) = slot.as_mut() {
            let young = now.duration_since(kept.fetched) < max_age;
            if young || now.duration_since(kept.tried) < LEAST_PAUSE && self.may_serve(kept, now) {
                return Ok(Arc::clone(&kept.value));
            }
            kept.tried = now;
        }
        match fetch().await {
            Ok(value) => {
                let value = Arc::new(value);
                *slot = Some(Kept { value: Arc::clone(&value), fetched: now, tried: now });
                Ok(value)
            }
            Err(error) => match slot.as_ref().filter(|kept| self.may_serve(kept, now)) {
                Some(kept) => {
                    tracing::warn!("a kept value could not be renewed; the old one serves on");
                    Ok(Arc::clone(&kept.value))
                }
                None => Err(error),
            },
        }
    }

    fn may_serve(&self, kept: &Kept<T>, now: Timestamp) -> bool {
        now.duration_since(kept.fetched) < self.max_age * GRACE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_788_220_800 + second).unwrap()
    }

    /// Which value is served at each second, when every fetch brings its own second and some fail.
    async fn served(cached: &Cached<i64>, second: i64, forced: bool, works: bool) -> Result<i64, &'static str> {
        let fetch = async || if works { Ok(second) } else { Err("down") };
        let value =
            if forced { cached.refresh_now(at(second), fetch).await } else { cached.get(at(second), fetch).await };
        value.map(|value| *value)
    }

    #[tokio::test]
    async fn a_value_is_kept_for_five_minutes() {
        let cached = Cached::five_minutes();
        assert_eq!(served(&cached, 0, false, true).await, Ok(0));
        assert_eq!(served(&cached, 299, false, true).await, Ok(0));
        assert_eq!(served(&cached, 300, false, true).await, Ok(300));
    }

    #[tokio::test]
    async fn a_refresh_is_forced_at_most_every_ten_seconds() {
        let cached = Cached::five_minutes();
        assert_eq!(served(&cached, 0, true, true).await, Ok(0));
        assert_eq!(served(&cached, 9, true, true).await, Ok(0));
        assert_eq!(served(&cached, 10, true, true).await, Ok(10));
        assert_eq!(served(&cached, 11, true, true).await, Ok(10));
    }

    #[tokio::test]
    async fn an_outage_is_bridged_but_not_for_ever() {
        let cached = Cached::five_minutes();
        assert_eq!(served(&cached, 0, false, true).await, Ok(0));
        assert_eq!(served(&cached, 300, false, false).await, Ok(0));
        assert_eq!(served(&cached, 305, false, true).await, Ok(0));
        assert_eq!(served(&cached, 899, false, false).await, Ok(0));
        assert_eq!(served(&cached, 900, false, false).await, Err("down"));
        assert_eq!(served(&cached, 901, false, true).await, Ok(901));
    }

    #[tokio::test]
    async fn a_first_failure_is_told_and_tried_again() {
        let cached = Cached::five_minutes();
        assert_eq!(served(&cached, 0, false, false).await, Err("down"));
        assert_eq!(served(&cached, 0, false, true).await, Ok(0));
    }

    #[tokio::test]
    async fn callers_at_once_fetch_once() {
        let (cached, fetches) = (Cached::five_minutes(), Mutex::new(0));
        let fetch = async || {
            tokio::task::yield_now().await;
            *fetches.lock().await += 1;
            Ok::<_, ()>(7)
        };
        let (a, b) = tokio::join!(cached.get(at(0), fetch), cached.get(at(0), fetch));
        assert_eq!((*a.unwrap(), *b.unwrap(), *fetches.lock().await), (7, 7, 1));
    }

    #[test]
    fn a_handler_that_must_be_send_may_fetch() {
        fn send<F: Future + Send>(_: F) {}
        let aws = crate::aws::config(&crate::Env::of([("AWS_REGION", "ap-east-2")])).unwrap();
        let (cached, secrets) = (Cached::five_minutes(), crate::Secrets::new(&aws));
        send(async { cached.get(at(0), async || secrets.text("keys").await).await.is_ok() });
    }
}
