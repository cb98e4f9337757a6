//! What somebody wants to happen to a case.

use crate::{AccountFailure, MailState};
use crate::{
    Actor, ApplicantNo, Arrangement, Campaign, Choice, Contact, Email, FreeText, Language, Mobile, NationalId,
    NoticeRead, PersonName, Reason, Refusal, Relationship, Student,
};
use jiff::Timestamp;

/// One wish; [`crate::decide()`] answers with events or a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// 填答送出: the answer about the child's data.
    ConfirmData(ConfirmData),
    /// 同意 / 不同意
    AnswerConsent {
        /// The text answered.
        notice: NoticeRead,
        /// The answer.
        choice: Choice,
    },
    /// Takes back a consent.
    WithdrawConsent,
    /// Names who applies.
    NameApplicants(NameApplicants),
    /// 修正 e-mail; `None` means no mailbox.
    CorrectEmail {
        /// Whose.
        no: ApplicantNo,
        /// The new address.
        email: Option<Email>,
    },
    /// Drops a draft or rejected applicant.
    DropApplicant {
        /// Whom.
        no: ApplicantNo,
    },
    /// 送出申請
    Send,
    /// Pulls back what is sent and undecided.
    PullBack,
    /// 已通過
    Approve {
        /// Whom.
        no: ApplicantNo,
        /// 紙本已核對
        paper_checked: bool,
        /// 監護證明 or 家長委託書 seen.
        proof_checked: bool,
        /// Decided together with others.
        in_batch: bool,
    },
    /// 不通過
    Reject {
        /// Whom.
        no: ApplicantNo,
        /// Why.
        reason: Reason,
    },
    /// Takes a decision back within its window.
    Undo {
        /// Whose.
        no: ApplicantNo,
    },
    /// 重試建立帳號
    RetryAccount {
        /// Whose.
        no: ApplicantNo,
    },
    /// 重寄通知; renews an expired one-time password.
    Resend {
        /// To whom.
        no: ApplicantNo,
    },
    /// 紙本已收
    MarkPaper {
        /// Ticked or unticked.
        returned: bool,
    },
    /// Looks at an applicant's whole ID number.
    LookAtIdentity {
        /// Whose.
        no: ApplicantNo,
        /// Why.
        reason: FreeText<200>,
    },
    /// Takes everything held about the case as a file.
    Export,
    /// What became of an account.
    RecordAccount {
        /// Whose.
        no: ApplicantNo,
        /// The outcome.
        outcome: AccountOutcome,
    },
    /// What became of a mail.
    RecordNotification {
        /// Which mail.
        id: String,
        /// [`MailState::Sent`] or [`MailState::Bounced`].
        outcome: MailState,
    },
    /// The registry's row changed.
    ChangeRoster {
        /// The registry's data.
        student: Student,
        /// The roster's contact data; taken only while the parent has not confirmed.
        contact: Contact,
    },
}

/// The answer about the child's data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmData {
    /// 資訊正確, or 錯誤回報 when false.
    pub registry_correct: bool,
    /// What is wrong, needed when something is.
    pub error_report: Option<FreeText<500>>,
    /// Contact data. For a protected family what is left out stays as it is.
    pub contact: Contact,
}

/// Who applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameApplicants {
    /// 監護情形
    pub arrangement: Arrangement,
    /// One or two; approved ones may be left out.
    pub applicants: Vec<ApplicantForm>,
}

/// One applicant as filled in; what is left out of a known one stays as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicantForm {
    /// The number, when the form was made from a stored applicant.
    pub no: Option<ApplicantNo>,
    /// 申請人姓名
    pub name: PersonName,
    /// 親屬關係
    pub relationship: Relationship,
    /// What kind of guardian.
    pub relationship_detail: Option<FreeText<50>>,
    /// 身分證字號
    pub national_id: Option<NationalId>,
    /// 手機
    pub mobile: Option<Mobile>,
    /// 電子郵件: left out, or given (perhaps as none).
    pub email: Given<Option<Email>>,
    /// The language of mails.
    pub language: Option<Language>,
}

/// A field that may be left out of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given<T> {
    /// Left out: what is stored stays.
    Keep,
    /// Given.
    Value(T),
}

/// What became of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountOutcome {
    /// Made for this applicant, or its one-time password renewed.
    Created {
        /// The user name.
        username: String,
        /// Which one-time password is valid.
        issue: u32,
    },
    /// The person had an account already.
    Linked {
        /// The user name.
        username: String,
    },
    /// Not possible without a person's help.
    Failed {
        /// Why.
        cause: AccountFailure,
    },
}

/// The circumstances of a decision.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// The campaign's settings.
    pub campaign: &'a Campaign,
    /// Who wants it.
    pub actor: &'a Actor,
    /// The version that the person saw, if they said so.
    pub expected: Option<u64>,
    /// Now.
    pub now: Timestamp,
}

impl Context<'_> {
    /// Refuses when the person saw another version than `current`. Asked only after "is it already so?".
    pub(crate) fn fresh(&self, current: u64) -> Result<(), Refusal> {
        match self.expected {
            Some(seen) if seen != current => Err(Refusal::Stale { current }),
            _ => Ok(()),
        }
    }
}
