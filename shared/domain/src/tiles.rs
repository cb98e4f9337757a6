//! The states of the portal's three tiles, and of a pupil in the class list.

use crate::{Applicant, Case, Consent, Review};
use serde::{Deserialize, Serialize};

/// 學生個資
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StudentDataState {
    /// 未確認
    NotStarted,
    /// 草稿
    Draft,
    /// 已確認
    Confirmed,
}

/// 親子帳號
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuardianAccountsState {
    /// 未設定
    NotSet,
    /// 已設定
    Set,
    /// 無意參加
    Declined,
}

/// 申請狀態
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApplicationState {
    /// 未送出
    NotSent,
    /// 已送出
    Sent,
    /// 退回補正
    Returned,
    /// 已完成
    Done,
}

/// How far a pupil's family has come, in the class list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerState {
    /// Nothing yet.
    NotStarted,
    /// Something typed, nothing sent.
    Draft,
    /// Answered in part, not sent.
    Confirmed,
    /// 無意參加
    Declined,
    /// 待審核
    Sent,
    /// 退回補正
    Returned,
    /// 已完成
    Done,
}

impl Case {
    /// 學生個資; drafts live beside the case, so the caller says whether there is one.
    pub fn student_data(&self, has_draft: bool) -> StudentDataState {
        match (&self.confirmation, has_draft) {
            (Some(_), _) => StudentDataState::Confirmed,
            (None, true) => StudentDataState::Draft,
            (None, false) => StudentDataState::NotStarted,
        }
    }

    /// 親子帳號
    pub fn guardian_accounts(&self) -> GuardianAccountsState {
        match self.consent {
            Consent::Declined { .. } => GuardianAccountsState::Declined,
            _ if self.applicants.is_empty() => GuardianAccountsState::NotSet,
            _ => GuardianAccountsState::Set,
        }
    }

    /// 申請狀態: any pending → sent; else any rejected → returned; else all approved → done.
    pub fn application(&self) -> ApplicationState {
        let rejected = |a: &Applicant| matches!(a.review, Review::Rejected { .. });
        if self.any_pending() || matches!(self.consent, Consent::Declined { .. }) {
            ApplicationState::Sent
        } else if self.applicants.iter().any(rejected) {
            ApplicationState::Returned
        } else if !self.applicants.is_empty() && self.applicants.iter().all(Applicant::is_approved) {
            ApplicationState::Done
        } else {
            ApplicationState::NotSent
        }
    }

    /// The pupil's state in the class list.
    pub fn answer(&self, has_draft: bool) -> AnswerState {
        match (self.application(), &self.consent) {
            (_, Consent::Declined { .. }) => AnswerState::Declined,
            (ApplicationState::Sent, _) => AnswerState::Sent,
            (ApplicationState::Returned, _) => AnswerState::Returned,
            (ApplicationState::Done, _) => AnswerState::Done,
            (ApplicationState::NotSent, Consent::None) if self.confirmation.is_none() => {
                if has_draft {
                    AnswerState::Draft
                } else {
                    AnswerState::NotStarted
                }
            }
            (ApplicationState::NotSent, _) => AnswerState::Confirmed,
        }
    }
}
