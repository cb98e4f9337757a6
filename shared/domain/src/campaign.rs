//! A school's binding drive (作業期間): when it is open and what it asks for.

use crate::{CampaignId, SchoolId};
use jiff::{SignedDuration, Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// The settings of one campaign. Durations are whole seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Campaign {
    /// The school.
    pub school: SchoolId,
    /// The school's name on screens and in mails.
    pub school_name: String,
    /// The campaign's id within the school.
    pub id: CampaignId,
    /// When families may begin to answer.
    pub opens: Timestamp,
    /// The deadline.
    pub closes: Timestamp,
    /// Until when families may still read after the deadline.
    pub readable_until: Timestamp,
    /// The version of the privacy notice to be answered.
    pub notice_version: String,
    /// What the entry asks for beside the account.
    #[serde(default)]
    pub entry_policy: EntryPolicy,
    /// Whether approving states that the signed paper was checked (紙本已核對).
    #[serde(default = "yes")]
    pub paper_required: bool,
    /// How long a decision can be undone.
    #[serde(default = "ten_minutes")]
    pub undo_window_seconds: i64,
    /// How long after the undo window account and mail become due.
    #[serde(default = "half_a_minute")]
    pub undo_grace_seconds: i64,
    /// How long a session begun before the deadline may finish.
    #[serde(default = "half_an_hour")]
    pub finish_seconds: i64,
    /// How long a rejected applicant may be corrected, whatever the deadline.
    #[serde(default = "seven_days")]
    pub correction_seconds: i64,
    /// How many days after `readable_until` a case is kept in which nobody was approved.
    #[serde(default = "half_a_year")]
    pub unbound_kept_days: i64,
    /// The same where somebody was.
    #[serde(default = "a_year")]
    pub bound_kept_days: i64,
    /// The last day of the old residence permit format (2031-01-01, National Immigration Agency).
    #[serde(default = "old_residence_end")]
    pub old_residence_until: Date,
}

/// What the entry asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryPolicy {
    /// The child's national ID, as on the slides; pupils without one use their printed code.
    #[default]
    NationalId,
    /// The code printed on the child's form.
    Code,
}

/// Where a campaign stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Not open yet.
    Ahead,
    /// Families may answer.
    Open,
    /// Past the deadline: families may read.
    ReadOnly,
    /// Past reading too.
    Over,
}

impl Campaign {
    /// Where the campaign stands at `now`.
    pub fn phase(&self, now: Timestamp) -> Phase {
        if now < self.opens {
            Phase::Ahead
        } else if now < self.closes {
            Phase::Open
        } else if now < self.readable_until {
            Phase::ReadOnly
        } else {
            Phase::Over
        }
    }

    pub(crate) fn undo_until(&self, decided_at: Timestamp) -> Timestamp {
        later(decided_at, self.undo_window_seconds)
    }

    pub(crate) fn due_after_decision(&self, decided_at: Timestamp) -> Timestamp {
        later(self.undo_until(decided_at), self.undo_grace_seconds)
    }

    pub(crate) fn correct_until(&self, decided_at: Timestamp) -> Timestamp {
        later(decided_at, self.correction_seconds)
    }

    pub(crate) fn finish_until(&self) -> Timestamp {
        later(self.closes, self.finish_seconds)
    }
}

/// `seconds` after `at`, or the last timestamp there is.
pub(crate) fn later(at: Timestamp, seconds: i64) -> Timestamp {
    at.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MAX)
}

fn yes() -> bool {
    true
}

fn ten_minutes() -> i64 {
    600
}

fn half_a_minute() -> i64 {
    30
}

fn half_an_hour() -> i64 {
    1_800
}

fn seven_days() -> i64 {
    7 * 86_400
}

fn half_a_year() -> i64 {
    180
}

fn a_year() -> i64 {
    365
}

fn old_residence_end() -> Date {
    Date::constant(2031, 1, 1)
}
