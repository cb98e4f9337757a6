//! What is made when it is first used, such as an AWS client that most events do not ask.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

type Make<T> = Box<dyn FnOnce() -> T + Send>;

/// A value that is made once, by whoever uses it first. Clones share it.
pub struct Late<T>(Arc<LazyLock<T, Make<T>>>);

impl<T> Late<T> {
    /// What `make` makes.
    pub fn new(make: impl FnOnce() -> T + Send + 'static) -> Self {
        Late(Arc::new(LazyLock::new(Box::new(make))))
    }
}

impl<T: Send + 'static> From<T> for Late<T> {
    fn from(made: T) -> Self {
        Late::new(|| made)
    }
}

impl<T> Deref for Late<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> Clone for Late<T> {
    fn clone(&self) -> Self {
        Late(Arc::clone(&self.0))
    }
}

impl<T> fmt::Debug for Late<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Late")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    #[test]
    fn it_is_made_once_and_not_before_it_is_used() {
        let made = Arc::new(AtomicU32::new(0));
        let counter = Arc::clone(&made);
        let late = Late::new(move || counter.fetch_add(1, Ordering::Relaxed) + 7);
        assert_eq!(made.load(Ordering::Relaxed), 0);
        assert_eq!((*late, *late.clone(), made.load(Ordering::Relaxed)), (7, 7, 1));
    }
}
