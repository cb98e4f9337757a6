//! Why a command was refused; each reason has a stable code that the web page turns into words.

use crate::FieldError;
use jiff::Timestamp;

/// A refusal changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Somebody changed it meanwhile.
    #[error("what you saw has changed meanwhile")]
    Stale {
        /// The version now.
        current: u64,
    },
    /// This kind of actor may not do this.
    #[error("not yours to do")]
    NotYours,
    /// The campaign opens later.
    #[error("the campaign is not open yet")]
    CampaignNotOpen {
        /// When it does.
        opens: Timestamp,
    },
    /// The deadline has passed.
    #[error("the campaign is closed")]
    CampaignClosed,
    /// The notice was renewed; the new text has to be read.
    #[error("the notice has a newer version")]
    NoticeOutdated,
    /// Applicants need an agreed consent.
    #[error("agree to the notice first")]
    ConsentNeeded,
    /// While somebody is under review, who applies is locked.
    #[error("an application is under review")]
    UnderReview,
    /// An approved applicant cannot be changed here.
    #[error("an approved applicant cannot be changed")]
    AlreadyApproved,
    /// After an approval e-mail and consent are changed in the guardian's own account, or by staff.
    #[error("to be changed in the guardian's own account")]
    UseAccount,
    /// Something is missing before it can be sent.
    #[error("not ready to be sent")]
    NotReady(Vec<Missing>),
    /// Fields are wrong.
    #[error("some fields are wrong")]
    Fields(Vec<FieldProblem>),
    /// No such applicant in this case.
    #[error("no such applicant")]
    NoSuchApplicant,
    /// The school asked to be called on; the registrar reopens it.
    #[error("please call on the school")]
    AskSchool,
    /// It has been decided already.
    #[error("it has been decided already")]
    AlreadyDecided,
    /// It is not under review.
    #[error("it is not under review")]
    NotPending,
    /// The signed paper has to be checked first.
    #[error("the signed paper has to be checked")]
    PaperUnchecked,
    /// The proof of guardianship has to be seen first.
    #[error("the proof of guardianship has to be seen")]
    ProofUnchecked,
    /// Other guardians, and mailboxes changed after the sending, are looked at one by one.
    #[error("other guardians and changed mailboxes are decided one by one")]
    NotInBatch,
    /// The window for taking a decision back is over.
    #[error("the time for undoing is over")]
    UndoExpired,
    /// There is no failed account to try again.
    #[error("no account waits to be tried again")]
    NothingToRetry,
    /// There is no mail to send again.
    #[error("no mail to send again")]
    NothingToResend,
}

/// What is missing before sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// 確認學生相關資訊
    Confirmation,
    /// 同意
    Consent,
    /// 申請人
    Applicants,
}

/// A field that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// JSON pointer into what was sent, such as `/applicants/0/national_id`.
    pub pointer: String,
    /// What is wrong.
    pub code: &'static str,
}

impl FieldProblem {
    /// A problem at `pointer`.
    pub fn new(pointer: impl Into<String>, code: &'static str) -> Self {
        FieldProblem { pointer: pointer.into(), code }
    }

    /// A value that did not parse, at `pointer`.
    pub fn unparsed(pointer: impl Into<String>, error: FieldError) -> Self {
        FieldProblem::new(pointer, error.code())
    }
}

impl Missing {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Missing::Confirmation => "confirmation",
            Missing::Consent => "consent",
            Missing::Applicants => "applicants",
        }
    }
}

impl Refusal {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::Stale { .. } => "stale",
            Refusal::NotYours => "not-yours",
            Refusal::CampaignNotOpen { .. } => "campaign-not-open",
            Refusal::CampaignClosed => "campaign-closed",
            Refusal::NoticeOutdated => "notice-outdated",
            Refusal::ConsentNeeded => "consent-needed",
            Refusal::UnderReview => "under-review",
            Refusal::AlreadyApproved => "already-approved",
            Refusal::UseAccount => "use-account",
            Refusal::NotReady(_) => "not-ready",
            Refusal::Fields(_) => "fields",
            Refusal::NoSuchApplicant => "no-such-applicant",
            Refusal::AskSchool => "ask-school",
            Refusal::AlreadyDecided => "already-decided",
            Refusal::NotPending => "not-pending",
            Refusal::PaperUnchecked => "paper-unchecked",
            Refusal::ProofUnchecked => "proof-unchecked",
            Refusal::NotInBatch => "not-in-batch",
            Refusal::UndoExpired => "undo-expired",
            Refusal::NothingToRetry => "nothing-to-retry",
            Refusal::NothingToResend => "nothing-to-resend",
        }
    }
}
