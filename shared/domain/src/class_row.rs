//! The small picture of a case that a class list shows: kept beside the case in the class index, so that a class is one
//! query. IDs are masked here, so that no list ever holds them whole.

use crate::{
    Account, AccountFailure, AnswerState, Applicant, ApplicantId, Arrangement, By, Case, MailState, Notification,
    Reason, Relationship, Review,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One pupil's row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassRow {
    /// 學號
    pub student_number: String,
    /// 班級
    pub class: String,
    /// 座號
    pub seat: String,
    /// 學生
    pub student_name: String,
    /// How far the family has come, drafts aside.
    pub answer: AnswerState,
    /// 錯誤回報
    pub error_report: Option<String>,
    /// 紙本已收
    pub paper_returned_at: Option<Timestamp>,
    /// 核對碼
    pub reference: Option<String>,
    /// 監護情形
    pub arrangement: Option<Arrangement>,
    /// Applicants that were sent at least once, in order.
    pub applicants: Vec<ApplicantRow>,
}

/// One applicant's row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicantRow {
    /// The applicant's id.
    pub applicant_id: ApplicantId,
    /// 申請人
    pub applicant_name: String,
    /// 關係
    pub relationship: Relationship,
    /// What kind of guardian.
    pub relationship_detail: Option<String>,
    /// 身分證, masked
    pub national_id: String,
    /// MAIL
    pub email: Option<String>,
    /// 提出時間
    pub submitted_at: Option<Timestamp>,
    /// How often it was sent.
    pub attempt: u32,
    /// 審核結果
    pub review: ReviewState,
    /// Why it was rejected.
    pub reason: Option<Reason>,
    /// 審核時間
    pub reviewed_at: Option<Timestamp>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// The end of the undo window.
    pub undo_until: Option<Timestamp>,
    /// Whether something was corrected after it was sent.
    pub changed_since_sent: bool,
    /// 單一身分驗證帳號
    pub account: AccountState,
    /// Why the account failed.
    pub account_failure: Option<AccountFailure>,
    /// The latest mail.
    pub mail: MailStatus,
    /// The row's version.
    pub version: u64,
}

/// 審核結果
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewState {
    /// 未送出
    Draft,
    /// 待審核
    Pending,
    /// 已通過
    Approved,
    /// 不通過
    Rejected,
}

/// 單一身分驗證帳號
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountState {
    /// --
    None,
    /// 建立中
    Creating,
    /// 帳號已建立
    Created,
    /// 已連結既有帳號
    Linked,
    /// 建立失敗
    Failed,
}

/// What became of the latest mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailStatus {
    /// The state.
    pub state: MailStatusState,
    /// Since when.
    pub at: Option<Timestamp>,
}

/// The states of a mail that people see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailStatusState {
    /// None was needed yet.
    None,
    /// Waiting.
    Queued,
    /// Handed over.
    Sent,
    /// Refused for good.
    Bounced,
    /// No mailbox.
    NoAddress,
}

impl Applicant {
    /// 審核結果
    pub fn review_state(&self) -> ReviewState {
        match self.review {
            Review::Draft => ReviewState::Draft,
            Review::Pending { .. } => ReviewState::Pending,
            Review::Approved { .. } => ReviewState::Approved,
            Review::Rejected { .. } => ReviewState::Rejected,
        }
    }

    /// The account that follows an approval.
    pub fn account(&self) -> Option<&Account> {
        match &self.review {
            Review::Approved { account, .. } => Some(account),
            Review::Draft | Review::Pending { .. } | Review::Rejected { .. } => None,
        }
    }

    /// 單一身分驗證帳號
    pub fn account_state(&self) -> AccountState {
        match self.account() {
            None => AccountState::None,
            Some(Account::Creating { .. }) => AccountState::Creating,
            Some(Account::Created { .. }) => AccountState::Created,
            Some(Account::Linked { .. }) => AccountState::Linked,
            Some(Account::Failed { .. }) => AccountState::Failed,
        }
    }
}

impl Case {
    /// What became of the latest mail to this applicant's mailbox; a former one does not count.
    pub fn mail_status(&self, applicant: &Applicant) -> MailStatus {
        let theirs = |mail: &&Notification| {
            mail.applicant == applicant.no && (mail.to.is_none() || mail.to == applicant.person.email)
        };
        let latest = self.notifications.iter().rev().filter(theirs).find(|mail| mail.state != MailState::Superseded);
        match latest.map(|mail| &mail.state) {
            None | Some(MailState::Superseded) => MailStatus { state: MailStatusState::None, at: None },
            Some(MailState::Queued) => MailStatus { state: MailStatusState::Queued, at: None },
            Some(MailState::Sent { at }) => MailStatus { state: MailStatusState::Sent, at: Some(*at) },
            Some(MailState::Bounced { at }) => MailStatus { state: MailStatusState::Bounced, at: Some(*at) },
            Some(MailState::NoAddress) => MailStatus { state: MailStatusState::NoAddress, at: None },
        }
    }

    /// This case's row in its class.
    pub fn row(&self) -> ClassRow {
        let sent = |a: &&Applicant| a.attempt > 0 && a.review_state() != ReviewState::Draft;
        ClassRow {
            student_number: self.student.number.as_str().to_owned(),
            class: self.student.class.to_string(),
            seat: self.student.seat.to_string(),
            student_name: self.student.name.reveal().to_owned(),
            answer: self.answer(false),
            error_report: self
                .confirmation
                .as_ref()
                .and_then(|c| c.error_report.as_ref().map(|r| r.reveal().to_owned())),
            paper_returned_at: self.paper_returned_at,
            reference: self.check_code().map(|code| code.to_string()),
            arrangement: self.arrangement,
            applicants: self.applicants.iter().filter(sent).map(|a| self.applicant_row(a)).collect(),
        }
    }

    /// One applicant's row.
    pub fn applicant_row(&self, a: &Applicant) -> ApplicantRow {
        let (submitted_at, decision, reason) = match &a.review {
            Review::Draft => (None, None, None),
            Review::Pending { submitted_at } => (Some(*submitted_at), None, None),
            Review::Approved { decision, .. } => (Some(decision.submitted_at), Some(decision), None),
            Review::Rejected { decision, reason, .. } => (Some(decision.submitted_at), Some(decision), Some(reason)),
        };
        ApplicantRow {
            applicant_id: ApplicantId { case: self.id, no: a.no },
            applicant_name: a.person.name.reveal().to_owned(),
            relationship: a.person.relationship,
            relationship_detail: a.person.relationship_detail.as_ref().map(|d| d.reveal().to_owned()),
            national_id: a.person.national_id.masked(),
            email: a.person.email.as_ref().map(|e| e.reveal().to_owned()),
            submitted_at,
            attempt: a.attempt,
            review: a.review_state(),
            reason: reason.cloned(),
            reviewed_at: decision.map(|d| d.decided_at),
            decided_by: decision.and_then(|d| match &d.by {
                By::Staff(member) => Some(member.name.clone()),
                By::Family { .. } | By::Worker { .. } | By::Operator => None,
            }),
            undo_until: decision.map(|d| d.undo_until),
            changed_since_sent: a.changed_since_sent,
            account: a.account_state(),
            account_failure: match a.account() {
                Some(Account::Failed { cause, .. }) => Some(*cause),
                _ => None,
            },
            mail: self.mail_status(a),
            version: a.version,
        }
    }
}
