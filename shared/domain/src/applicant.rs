//! Applicants (申請人), their review by the class teacher and the account that follows.

use crate::{ApplicantNo, By, Email, FreeText, Language, Mobile, NationalId, PersonName};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// 監護情形: how many apply and as what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arrangement {
    /// 雙親為監護人，一位申辦 (also a single parent)
    OneParent,
    /// 雙親為監護人，二位申辦
    BothParents,
    /// 其他關係者擔任監護人: brings 監護證明 or 家長委託書 on paper
    OtherGuardian,
}

impl Arrangement {
    /// How many applicants it takes, as an inclusive range.
    pub fn applicants(self) -> std::ops::RangeInclusive<usize> {
        match self {
            Arrangement::OneParent => 1..=1,
            Arrangement::BothParents => 2..=2,
            Arrangement::OtherGuardian => 1..=2,
        }
    }

    /// Whether somebody of this relationship may apply under it. Two parents may be of the same sex.
    pub fn admits(self, relationship: Relationship) -> bool {
        match self {
            Arrangement::OneParent | Arrangement::BothParents => relationship != Relationship::Guardian,
            Arrangement::OtherGuardian => relationship == Relationship::Guardian,
        }
    }
}

/// 親屬關係
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relationship {
    /// 爸爸
    Father,
    /// 媽媽
    Mother,
    /// 監護人
    Guardian,
}

/// What the family states about one applicant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// 申請人姓名
    pub name: PersonName,
    /// 親屬關係
    pub relationship: Relationship,
    /// What kind of guardian, in words (祖母, 機構 …).
    pub relationship_detail: Option<FreeText<50>>,
    /// 身分證字號 or 居留證號
    pub national_id: NationalId,
    /// 手機
    pub mobile: Mobile,
    /// 電子郵件; without one the school hands out an account slip.
    pub email: Option<Email>,
    /// The language of this person's mails.
    pub language: Language,
}

/// One applicant of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applicant {
    /// Number within the case.
    pub no: ApplicantNo,
    /// What was stated.
    pub person: Person,
    /// 導師審核
    pub review: Review,
    /// How often it was sent; 0 while it never was.
    pub attempt: u32,
    /// The seq of the last event that changed this row's data, submission, decision or undo.
    pub version: u64,
    /// Whether something was corrected after it was sent.
    pub changed_since_sent: bool,
}

/// 導師審核: 未送出 → 待審核 → 已通過 / 不通過.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Review {
    /// 未送出
    Draft,
    /// 待審核
    Pending {
        /// 提出時間
        submitted_at: Timestamp,
    },
    /// 已通過: the signed paper was checked.
    Approved {
        /// 提出時間, 審核時間, who, and how long it can be undone
        decision: Decision,
        /// 單一身分驗證帳號
        account: Account,
    },
    /// 不通過
    Rejected {
        /// 提出時間, 審核時間, who, and how long it can be undone
        decision: Decision,
        /// Why.
        reason: Reason,
        /// Until when it can be corrected and sent again, whatever the campaign's deadline.
        correct_until: Timestamp,
    },
}

/// When and by whom an applicant was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// 提出時間
    pub submitted_at: Timestamp,
    /// 審核時間
    pub decided_at: Timestamp,
    /// Who decided.
    pub by: By,
    /// The end of the undo window.
    pub undo_until: Timestamp,
}

/// Why an applicant was rejected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The picked reason; shown in the reader's language.
    pub code: ReasonCode,
    /// In words; the child can read it. Needed for [`ReasonCode::Other`].
    pub text: Option<FreeText<200>>,
}

/// The reasons to pick from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonCode {
    /// The signature is missing.
    NoSignature,
    /// The name on the paper differs.
    NameDiffers,
    /// The ID on the paper differs.
    IdDiffers,
    /// The relationship on the paper differs.
    RelationshipDiffers,
    /// 監護證明 or 家長委託書 is missing.
    ProofMissing,
    /// The school does not know this person.
    NotKnown,
    /// Call on the school: cannot be sent again until the registrar reopens it.
    AskSchool,
    /// Something else, in words.
    Other,
}

/// 單一身分驗證帳號: 建立中 → 帳號已建立 / 已連結既有帳號 / 建立失敗.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Account {
    /// 建立中: due at `due_at`, after the undo window.
    Creating {
        /// When the account becomes due.
        due_at: Timestamp,
        /// Set when only a new one-time password is due for an account that exists.
        renewal: Option<Renewal>,
        /// The first cause of its being due: see [`Cause::correlation_id`](crate::Cause::correlation_id).
        #[serde(default)]
        correlation_id: String,
    },
    /// 帳號已建立
    Created {
        /// The user name in the guardian pool.
        username: String,
        /// Which one-time password is valid (they are derived from account and issue).
        issue: u32,
        /// When it was made or renewed.
        at: Timestamp,
    },
    /// 已連結既有帳號
    Linked {
        /// The user name in the guardian pool.
        username: String,
        /// When it was linked.
        at: Timestamp,
    },
    /// 建立失敗: waits for a person.
    Failed {
        /// Why.
        cause: AccountFailure,
        /// When.
        at: Timestamp,
    },
}

/// A new one-time password for an account that exists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renewal {
    /// The user name in the guardian pool.
    pub username: String,
    /// The number of the new one-time password.
    pub issue: u32,
}

/// Why an account could not be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountFailure {
    /// The account of this ID belongs to another name, or to another person: staff decide.
    IdentityConflict,
    /// The account service refused it for good.
    Refused,
}

impl Applicant {
    /// Whether the teacher has yet to decide.
    pub fn is_pending(&self) -> bool {
        matches!(self.review, Review::Pending { .. })
    }

    /// Whether the teacher approved.
    pub fn is_approved(&self) -> bool {
        matches!(self.review, Review::Approved { .. })
    }

    /// Until when a rejected applicant may be corrected.
    pub fn correct_until(&self) -> Option<Timestamp> {
        match self.review {
            Review::Rejected { correct_until, .. } => Some(correct_until),
            Review::Draft | Review::Pending { .. } | Review::Approved { .. } => None,
        }
    }
}
