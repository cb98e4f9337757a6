//! What has happened to a case; events are at once audit trail, outbox and history.

use crate::{
    AccountFailure, Actor, ApplicantNo, Arrangement, By, Case, Cause, Contact, Email, FreeText, MailKind, NoticeRead,
    Person, Reason, Student,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// An event with its place in the case's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// Its number within the case, from 1, without gaps.
    pub seq: u64,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: By,
    /// The request or message that wrote it.
    pub request_id: String,
    /// The first cause: see [`Cause::correlation_id`]. Events of before there was one have none.
    #[serde(default)]
    pub correlation_id: String,
    /// What.
    pub event: Event,
}

impl Recorded {
    /// What happens next to `case`. The times of a history never go back, whichever clock is slow.
    pub fn after(case: &Case, now: Timestamp, actor: &Actor, cause: &Cause, event: Event) -> Self {
        Recorded::numbered(case.seq + 1, case.not_before(now), actor, cause, event)
    }

    /// What happens first in a case.
    pub fn first(now: Timestamp, actor: &Actor, cause: &Cause, event: Event) -> Self {
        Recorded::numbered(1, now, actor, cause, event)
    }

    fn numbered(seq: u64, at: Timestamp, actor: &Actor, cause: &Cause, event: Event) -> Self {
        let Cause { request_id, correlation_id } = cause.clone();
        Recorded { seq, at, by: By::from(actor), request_id, correlation_id, event }
    }
}

/// What can happen to a case. Each carries the times it implies, so that applying it needs no settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// The roster brought the student into the campaign.
    Opened {
        /// The registry's data.
        student: Box<Student>,
        /// Contact data known to the school.
        contact: Box<Contact>,
    },
    /// The registry's row changed.
    RosterChanged {
        /// The registry's data now.
        student: Box<Student>,
        /// Contact data now.
        contact: Box<Contact>,
    },
    /// 填答送出
    DataConfirmed {
        /// 資訊正確
        registry_correct: bool,
        /// 錯誤回報
        error_report: Option<FreeText<500>>,
        /// Contact data after the parent's edits.
        contact: Box<Contact>,
    },
    /// 同意
    Consented {
        /// The text.
        notice: NoticeRead,
    },
    /// 不同意: sent to the school as an answer; what had been typed about applicants is forgotten.
    Declined {
        /// The text.
        notice: NoticeRead,
    },
    /// A consent was taken back.
    ConsentWithdrawn,
    /// Who applies, as a whole.
    ApplicantsNamed {
        /// 監護情形
        arrangement: Arrangement,
        /// All applicants after this event, in order.
        applicants: Vec<NamedApplicant>,
    },
    /// A draft or rejected applicant was dropped.
    ApplicantDropped {
        /// Whom.
        no: ApplicantNo,
    },
    /// An e-mail was corrected.
    EmailCorrected {
        /// Whose.
        no: ApplicantNo,
        /// The former mailbox.
        from: Option<Email>,
        /// The new one.
        to: Option<Email>,
    },
    /// 送出申請
    Submitted {
        /// Who was sent.
        applicants: Vec<ApplicantNo>,
    },
    /// Undecided applicants were pulled back.
    PulledBack {
        /// Who.
        applicants: Vec<ApplicantNo>,
    },
    /// 已通過
    Approved {
        /// Whom.
        no: ApplicantNo,
        /// 紙本已核對
        paper_checked: bool,
        /// Proof documents seen.
        proof_checked: bool,
        /// The end of the undo window.
        undo_until: Timestamp,
        /// When the account becomes due.
        due_at: Timestamp,
    },
    /// 不通過
    Rejected {
        /// Whom.
        no: ApplicantNo,
        /// Why.
        reason: Reason,
        /// The end of the undo window.
        undo_until: Timestamp,
        /// When the mail becomes due.
        due_at: Timestamp,
        /// Until when it can be corrected.
        correct_until: Timestamp,
    },
    /// A decision was taken back within its window.
    Undone {
        /// Whose.
        no: ApplicantNo,
    },
    /// 帳號已建立
    AccountCreated {
        /// Whose.
        no: ApplicantNo,
        /// The user name.
        username: String,
        /// Which one-time password is valid.
        issue: u32,
    },
    /// 已連結既有帳號
    AccountLinked {
        /// Whose.
        no: ApplicantNo,
        /// The user name.
        username: String,
    },
    /// 建立失敗
    AccountFailed {
        /// Whose.
        no: ApplicantNo,
        /// Why.
        cause: AccountFailure,
    },
    /// 重試建立帳號
    AccountRetried {
        /// Whose.
        no: ApplicantNo,
    },
    /// A new one-time password is wanted.
    PasswordRenewed {
        /// Whose.
        no: ApplicantNo,
        /// The number of the new one.
        issue: u32,
    },
    /// A mail was handed to the mail service.
    NotificationSent {
        /// Which.
        id: String,
    },
    /// A mail was refused for good.
    NotificationFailed {
        /// Which.
        id: String,
    },
    /// 重寄通知
    NotificationRequeued {
        /// To whom.
        no: ApplicantNo,
        /// What.
        kind: MailKind,
    },
    /// A reviewer looked at an applicant's whole ID number, which is masked everywhere else.
    IdentityLookedAt {
        /// Whose.
        no: ApplicantNo,
        /// Why, in the reviewer's words.
        reason: FreeText<200>,
    },
    /// The family took everything held about the case as a file.
    Exported,
    /// 紙本已收 was ticked or unticked; an approval of a checked paper ticks it.
    PaperMarked {
        /// Ticked or unticked.
        returned: bool,
    },
}

/// One applicant as named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedApplicant {
    /// Number within the case.
    pub no: ApplicantNo,
    /// What was stated.
    pub person: Person,
}

impl Event {
    /// The stable name of this kind of event: ends the event's key, and subscribers filter by it.
    pub fn kind(&self) -> &'static str {
        match self {
            Event::Opened { .. } => "opened",
            Event::RosterChanged { .. } => "roster_changed",
            Event::DataConfirmed { .. } => "data_confirmed",
            Event::Consented { .. } => "consented",
            Event::Declined { .. } => "declined",
            Event::ConsentWithdrawn => "consent_withdrawn",
            Event::ApplicantsNamed { .. } => "applicants_named",
            Event::ApplicantDropped { .. } => "applicant_dropped",
            Event::EmailCorrected { .. } => "email_corrected",
            Event::Submitted { .. } => "submitted",
            Event::PulledBack { .. } => "pulled_back",
            Event::Approved { .. } => "approved",
            Event::Rejected { .. } => "rejected",
            Event::Undone { .. } => "undone",
            Event::AccountCreated { .. } => "account_created",
            Event::AccountLinked { .. } => "account_linked",
            Event::AccountFailed { .. } => "account_failed",
            Event::AccountRetried { .. } => "account_retried",
            Event::PasswordRenewed { .. } => "password_renewed",
            Event::NotificationSent { .. } => "notification_sent",
            Event::NotificationFailed { .. } => "notification_failed",
            Event::NotificationRequeued { .. } => "notification_requeued",
            Event::IdentityLookedAt { .. } => "identity_looked_at",
            Event::Exported => "exported",
            Event::PaperMarked { .. } => "paper_marked",
        }
    }
}
