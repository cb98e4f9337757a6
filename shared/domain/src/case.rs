//! The aggregate: all of one student's binding in one campaign.

use crate::{
    Applicant, ApplicantNo, Arrangement, CampaignId, CaseId, Consent, Contact, FreeText, NationalId, Notification,
    SchoolId, Student,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One student's case (案件) in one campaign: the snapshot that the events fold into.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Random id.
    pub id: CaseId,
    /// The school.
    pub school: SchoolId,
    /// The campaign.
    pub campaign: CampaignId,
    /// The number of the last event: the store's lock, never shown.
    pub seq: u64,
    /// The seq of the last event that changed what the family edits or what was decided about it.
    pub version: u64,
    /// The registry's data.
    pub student: Student,
    /// Contact data: the roster's until the parent confirms.
    pub contact: Contact,
    /// The parent's answer about the data.
    pub confirmation: Option<Confirmation>,
    /// The answer to the privacy notice.
    pub consent: Consent,
    /// 監護情形
    pub arrangement: Option<Arrangement>,
    /// At most two.
    pub applicants: Vec<Applicant>,
    /// The number that the next applicant gets.
    pub next_no: ApplicantNo,
    /// The seq of the last event that changed who applies: the check code on the paper follows it.
    pub applicants_version: u64,
    /// Whom the school asked to call on it.
    #[serde(default)]
    pub held: Vec<Held>,
    /// The latest mails, oldest first.
    pub notifications: Vec<Notification>,
    /// When the signed paper was ticked as returned, or first stated as checked.
    pub paper_returned_at: Option<Timestamp>,
    /// When the family last sent (or declined).
    pub submitted_at: Option<Timestamp>,
    /// When anything last happened.
    pub changed_at: Timestamp,
}

/// 資料確認
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// 資訊正確, or 錯誤回報 when false.
    pub registry_correct: bool,
    /// What is wrong, in the parent's words.
    pub error_report: Option<FreeText<500>>,
    /// When.
    pub at: Timestamp,
}

/// Somebody whom the school asked to call on it: not sent again until the registrar reopens it, under any number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The applicant who was rejected.
    pub no: ApplicantNo,
    /// The person: dropped and named anew, it is still the same.
    pub national_id: NationalId,
}

impl Case {
    /// `now`, or when the case last changed if that is later: by a clock that ran ahead, or while this one was waiting.
    pub(crate) fn not_before(&self, now: Timestamp) -> Timestamp {
        now.max(self.changed_at)
    }

    /// The applicant with this number.
    pub fn applicant(&self, no: ApplicantNo) -> Option<&Applicant> {
        self.applicants.iter().find(|applicant| applicant.no == no)
    }

    /// Whether the teacher has yet to decide about somebody.
    pub fn any_pending(&self) -> bool {
        self.applicants.iter().any(Applicant::is_pending)
    }

    /// Whether the school asked this person to call on it.
    pub fn is_held(&self, applicant: &Applicant) -> bool {
        self.held.iter().any(|held| held.no == applicant.no || held.national_id == applicant.person.national_id)
    }

    /// Whether somebody was approved.
    pub fn any_approved(&self) -> bool {
        self.applicants.iter().any(Applicant::is_approved)
    }
}
