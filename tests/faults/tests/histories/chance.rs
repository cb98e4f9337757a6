//! What looks like chance and follows from the seed.

use faults::mixed;
use std::cell::Cell;

/// A stream of numbers.
#[derive(Debug)]
pub(crate) struct Chance(Cell<u64>);

impl Chance {
    pub(crate) fn of(seed: u64) -> Self {
        Chance(Cell::new(mixed(seed)))
    }

    pub(crate) fn next(&self) -> u64 {
        self.0.set(mixed(self.0.get()));
        self.0.get()
    }

    /// A number below this.
    pub(crate) fn below(&self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }

    /// Whether, in so many of a hundred times.
    pub(crate) fn happens(&self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn pick<'a, T>(&self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}
