//! The answer to the privacy notice (個資法 art. 8): refusing is an answer too.

use crate::Language;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// 同意 or 不同意.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// 同意，申辦帳號
    Agree,
    /// 不同意，無意參加
    Decline,
}

/// Which text of the notice was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeRead {
    /// The notice's version, such as `2026-08`.
    pub version: String,
    /// The language it was read in; the zh-Hant text is the authoritative one.
    pub language: Language,
}

/// The state of the consent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Consent {
    /// Not answered yet.
    #[default]
    None,
    /// Agreed.
    Agreed {
        /// The text answered.
        notice: NoticeRead,
        /// When.
        at: Timestamp,
    },
    /// Declined: sent to the school as an answer.
    Declined {
        /// The text answered.
        notice: NoticeRead,
        /// When.
        at: Timestamp,
    },
    /// Agreed once and withdrawn later (個資法 art. 3).
    Withdrawn {
        /// The text that had been agreed to.
        notice: NoticeRead,
        /// When it was withdrawn.
        at: Timestamp,
    },
}

impl Consent {
    /// Whether applicants may be named.
    pub fn is_agreed(&self) -> bool {
        matches!(self, Consent::Agreed { .. })
    }

    /// The notice that the last answer was about.
    pub fn notice(&self) -> Option<&NoticeRead> {
        match self {
            Consent::None => None,
            Consent::Agreed { notice, .. } | Consent::Declined { notice, .. } | Consent::Withdrawn { notice, .. } => {
                Some(notice)
            }
        }
    }
}
