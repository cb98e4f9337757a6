//! How long a case is kept once its campaign is over (個資法 art. 11 par. 3: what has served its purpose is erased).

use crate::campaign::later;
use crate::{Campaign, ClassRow, ReviewState};
use jiff::Timestamp;

const DAY: i64 = 86_400;

impl Campaign {
    /// Until when a case is kept; a bound one is one in which somebody was approved.
    pub fn kept_until(&self, bound: bool) -> Timestamp {
        let days = if bound { self.bound_kept_days } else { self.unbound_kept_days };
        later(self.readable_until, days.saturating_mul(DAY))
    }

    /// From when on some case may have to go.
    pub fn first_erased_at(&self) -> Timestamp {
        self.kept_until(true).min(self.kept_until(false))
    }

    /// From when on nothing of the campaign is kept.
    pub fn all_erased_at(&self) -> Timestamp {
        self.kept_until(true).max(self.kept_until(false))
    }
}

impl ClassRow {
    /// Whether somebody was approved.
    pub fn is_bound(&self) -> bool {
        self.applicants.iter().any(|applicant| applicant.review == ReviewState::Approved)
    }
}
