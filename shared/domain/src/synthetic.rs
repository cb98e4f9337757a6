//! Numbers for people who do not exist: the demo roster and the tests need them, no function does.
//!
//! Behind the feature `synthetic`, which is off by default and must stay off in everything that is shipped.
//! The letter `Y` belonged to an office closed in 1974, and a serial beginning with 9 was never reached there: a number
//! made here has a right check digit and, as far as can be known, no owner.

use crate::national_id::{IdKind, NationalId};

/// The same `n` gives the same national ID; different `n` below 2,000,000 give different ones.
pub fn national_id(n: u64) -> NationalId {
    national_id_of(IdKind::National, n)
}

/// As [`national_id`], in a format of your choice.
pub fn national_id_of(kind: IdKind, n: u64) -> NationalId {
    let second = match (kind, n % 2) {
        (IdKind::National, 0) => '1',
        (IdKind::National, _) => '2',
        (IdKind::NewResidence, 0) => '8',
        (IdKind::NewResidence, _) => '9',
        (IdKind::OldResidence, 0) => 'C',
        (IdKind::OldResidence, _) => 'D',
    };
    let body = format!("Y{second}9{:06}", n / 2 % 1_000_000);
    // One of the ten check digits always fits, so the next `n` is never asked.
    let fitting = (0..10).find_map(|check| NationalId::stored(&format!("{body}{check}")).ok());
    fitting.unwrap_or_else(|| national_id_of(kind, n.wrapping_add(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_number_comes_back_and_neighbours_differ() {
        let made: std::collections::BTreeSet<_> = (0..2_000).map(national_id).collect();
        assert_eq!(made.len(), 2_000);
        assert_eq!(national_id(7), national_id(7));
    }
}
