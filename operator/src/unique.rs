//! Values that no two rows may share.

use std::collections::BTreeMap;

/// The values seen so far and their rows.
pub(crate) struct Unique<K>(BTreeMap<K, usize>);

impl<K: Ord> Unique<K> {
    /// Nothing seen yet.
    pub(crate) fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// Remembers a value; the earlier row if it was seen before.
    pub(crate) fn seen_before(&mut self, value: K, row: usize) -> Option<usize> {
        let first = *self.0.entry(value).or_insert(row);
        (first != row).then_some(first)
    }
}
