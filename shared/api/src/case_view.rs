//! The portal as the family sees it: the child's data, and of adults only the name and a masked ID; once sent, mobile and
//! e-mail are masked too. A protected family's contact data is never shown, and its applicants' mobile and e-mail are
//! masked before they are sent as well.

use crate::{Family, times::taipei, versioned};
use axum::Json;
use axum::response::Response;
use domain::{
    AccountState, Applicant, ApplicantId, ApplicationState, Arrangement, Case, Consent, Context, GuardianAccountsState,
    MailStatusState, ReasonCode, Relationship, Review, ReviewState, StudentDataState, Writing, writing,
};
use serde::Serialize;
use serde_json::Value;
use store::{Loaded, Portal};
use utoipa::ToSchema;

/// `GET /api/case`, and the answer to every write of a family.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseView {
    /// What `If-Match` is compared with.
    pub version: u64,
    /// 核對碼: to be written onto the paper; none before applicants are named.
    pub reference: Option<String>,
    /// What the form's QR code leads staff to.
    pub form: String,
    /// 校名
    pub school: CaseSchoolView,
    /// 作業期間
    pub campaign: CampaignView,
    /// The deadline of what can be done next.
    pub deadline: String,
    /// Until when rejected applicants can be corrected.
    pub correct_until: Option<String>,
    /// When the family last sent or declined.
    pub submitted_at: Option<String>,
    /// The portal's three tiles.
    pub tiles: TilesView,
    /// 學生
    pub student: StudentView,
    /// Contact data; empty for a protected family.
    pub contact: ContactView,
    /// The answer about the data.
    pub confirmation: ConfirmationView,
    /// The answer to the notice.
    pub consent: ConsentView,
    /// What was typed and not sent.
    pub drafts: DraftsView,
    /// 監護情形
    #[schema(value_type = Option<String>)]
    pub arrangement: Option<Arrangement>,
    /// 申請人
    pub applicants: Vec<ApplicantView>,
    /// The sign-in before this one.
    pub last_sign_in: Option<String>,
    /// When anything last happened.
    pub last_change: String,
}

/// A school.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseSchoolView {
    /// Its id.
    pub id: String,
    /// 校名
    pub name: String,
}

/// A campaign.
#[derive(Debug, Serialize, ToSchema)]
pub struct CampaignView {
    /// `open` or `read_only`
    pub state: &'static str,
    /// When it opens.
    pub opens: String,
    /// The deadline.
    pub closes: String,
    /// The version of the notice to be answered.
    pub notice_version: String,
}

/// The three tiles.
#[derive(Debug, Serialize, ToSchema)]
pub struct TilesView {
    /// 學生個資
    #[schema(value_type = String)]
    pub student_data: StudentDataState,
    /// 親子帳號
    #[schema(value_type = String)]
    pub guardian_accounts: GuardianAccountsState,
    /// 申請狀態
    #[schema(value_type = String)]
    pub application: ApplicationState,
}

/// The registry's data.
#[derive(Debug, Serialize, ToSchema)]
pub struct StudentView {
    /// 班級
    pub class: String,
    /// 姓名
    pub name: String,
    /// 學號
    pub number: String,
    /// 身分證字號, masked
    pub national_id: Option<String>,
    /// 生日, ISO 8601
    pub birth_date: String,
    /// 原住民身分
    pub indigenous_status: String,
    /// Whether contact data is withheld.
    pub protected: bool,
}

/// Contact data.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct ContactView {
    /// 戶籍地址
    pub household_address: Option<String>,
    /// 通訊地址
    pub mailing_address: Option<String>,
    /// 住家電話
    pub home_phone: Option<String>,
    /// 緊急聯絡人姓名
    pub emergency_contact_name: Option<String>,
    /// 緊急聯絡人手機
    pub emergency_contact_mobile: Option<String>,
}

/// The answer about the data.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConfirmationView {
    /// `not_started`, `draft` or `confirmed`
    #[schema(value_type = String)]
    pub state: StudentDataState,
    /// Whether the registry's data was said to be right.
    pub registry_correct: Option<bool>,
    /// 錯誤回報
    pub error_report: Option<String>,
    /// When.
    pub confirmed_at: Option<String>,
}

/// The answer to the notice.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConsentView {
    /// `none`, `agreed`, `declined` or `withdrawn`
    pub state: &'static str,
    /// The text answered.
    pub notice_version: Option<String>,
    /// The language it was read in.
    pub language: Option<String>,
    /// When.
    pub decided_at: Option<String>,
}

/// What was typed and not sent, as it was typed; ID numbers masked.
#[derive(Debug, Serialize, ToSchema)]
pub struct DraftsView {
    /// Of 確認學生相關資訊.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub confirmation: Option<Value>,
    /// Of 申辦親子帳號.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub applicants: Option<Value>,
    /// When the latest was saved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub saved_at: Option<String>,
}

/// An applicant.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApplicantView {
    /// Its id.
    pub applicant_id: String,
    /// 申請人姓名
    pub name: String,
    /// 親屬關係
    #[schema(value_type = String)]
    pub relationship: Relationship,
    /// What kind of guardian.
    pub relationship_detail: Option<String>,
    /// 身分證字號, masked
    pub national_id: String,
    /// 手機, masked once sent; of a protected family always
    pub mobile: String,
    /// 電子郵件, masked once sent; of a protected family always
    pub email: Option<String>,
    /// The language of mails.
    pub language: String,
    /// 導師審核
    pub review: ReviewView,
    /// 單一身分驗證帳號
    pub account: AccountView,
    /// The latest mail.
    pub mail: MailView,
}

/// 導師審核
#[derive(Debug, Serialize, ToSchema)]
pub struct ReviewView {
    /// `draft`, `pending`, `approved` or `rejected`
    #[schema(value_type = String)]
    pub state: ReviewState,
    /// Why it was rejected.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub reason_code: Option<ReasonCode>,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<String>,
}

/// 單一身分驗證帳號
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountView {
    /// `none`, `creating`, `created`, `linked` or `failed`
    #[schema(value_type = String)]
    pub state: AccountState,
    /// Never shown behind the shared entry: it is in the guardian's mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
}

/// The latest mail.
#[derive(Debug, Serialize, ToSchema)]
pub struct MailView {
    /// `none`, `queued`, `sent`, `bounced` or `no_address`
    #[schema(value_type = String)]
    pub state: MailStatusState,
    /// Since when.
    pub at: Option<String>,
}

impl Family {
    /// The portal as loaded.
    pub fn view(self) -> Response {
        let view = self.case_view();
        versioned(view.version, Json(view))
    }

    /// The portal as it is shown, to stand in another answer.
    pub fn case_view(&self) -> CaseView {
        CaseView::new(&self.portal, self.now, self.may_write())
    }

    /// Whether everything may be written: a session begun before the deadline has a while longer to finish.
    fn may_write(&self) -> bool {
        let (campaign, actor) = (&self.portal.campaign, self.actor());
        let ctx = Context { campaign, actor: &actor, expected: None, now: self.now };
        matches!(writing(&self.portal.case, &ctx), Ok(Writing::Open))
    }

    /// The portal after `case` was changed.
    pub fn view_after(mut self, case: Loaded) -> Response {
        self.portal.case = case;
        self.view()
    }
}

impl CaseView {
    /// What this portal shows at `now` to somebody who may write or only read.
    pub fn new(portal: &Portal, now: jiff::Timestamp, open: bool) -> Self {
        let Portal { case, campaign, drafts, entry, .. } = portal;
        let has_draft = drafts.confirmation.is_some();
        let correct_until =
            case.applicants.iter().filter_map(Applicant::correct_until).max().filter(|until| now < *until);
        let deadline = if now < campaign.closes { campaign.closes } else { correct_until.unwrap_or(campaign.closes) };
        CaseView {
            version: case.version,
            reference: case.check_code().map(|code| code.to_string()),
            form: case.id.to_string(),
            school: CaseSchoolView { id: campaign.school.to_string(), name: campaign.school_name.clone() },
            campaign: CampaignView {
                state: if open { "open" } else { "read_only" },
                opens: taipei(campaign.opens),
                closes: taipei(campaign.closes),
                notice_version: campaign.notice_version.clone(),
            },
            deadline: taipei(deadline),
            correct_until: correct_until.map(taipei),
            submitted_at: case.submitted_at.map(taipei),
            tiles: TilesView {
                student_data: case.student_data(has_draft),
                guardian_accounts: case.guardian_accounts(),
                application: case.application(),
            },
            student: student(case),
            contact: contact(case),
            confirmation: ConfirmationView {
                state: case.student_data(has_draft),
                registry_correct: case.confirmation.as_ref().map(|c| c.registry_correct),
                error_report: case
                    .confirmation
                    .as_ref()
                    .and_then(|c| c.error_report.as_ref().map(|report| report.reveal().to_owned())),
                confirmed_at: case.confirmation.as_ref().map(|c| taipei(c.at)),
            },
            consent: consent(&case.consent),
            drafts: DraftsView {
                confirmation: drafts.confirmation.clone().map(|draft| without_hidden(draft, case)),
                applicants: drafts.applicants.clone().map(|draft| mask_draft(draft, case)),
                saved_at: drafts.saved_at.map(taipei),
            },
            arrangement: case.arrangement,
            applicants: case.applicants.iter().map(|a| applicant(case, a)).collect(),
            last_sign_in: entry.previous_sign_in.map(taipei),
            last_change: taipei(case.changed_at),
        }
    }
}

fn student(case: &Case) -> StudentView {
    let student = &case.student;
    StudentView {
        class: student.class.to_string(),
        name: student.name.reveal().to_owned(),
        number: student.number.as_str().to_owned(),
        national_id: student.national_id.as_ref().map(|id| id.masked()),
        birth_date: student.birth_date.reveal().to_string(),
        indigenous_status: student.indigenous_status.reveal().to_owned(),
        protected: student.protected,
    }
}

fn contact(case: &Case) -> ContactView {
    if case.student.protected {
        return ContactView::default();
    }
    let contact = &case.contact;
    ContactView {
        household_address: contact.household_address.as_ref().map(|a| a.reveal().to_owned()),
        mailing_address: contact.mailing_address.as_ref().map(|a| a.reveal().to_owned()),
        home_phone: contact.home_phone.as_ref().map(|p| p.reveal().to_owned()),
        emergency_contact_name: contact.emergency_contact_name.as_ref().map(|n| n.reveal().to_owned()),
        emergency_contact_mobile: contact.emergency_contact_mobile.as_ref().map(|m| m.reveal().to_owned()),
    }
}

fn consent(consent: &Consent) -> ConsentView {
    let (state, at) = match consent {
        Consent::None => ("none", None),
        Consent::Agreed { at, .. } => ("agreed", Some(*at)),
        Consent::Declined { at, .. } => ("declined", Some(*at)),
        Consent::Withdrawn { at, .. } => ("withdrawn", Some(*at)),
    };
    let notice = consent.notice();
    ConsentView {
        state,
        notice_version: notice.map(|n| n.version.clone()),
        language: notice.map(|n| n.language.to_string()),
        decided_at: at.map(taipei),
    }
}

fn applicant(case: &Case, a: &Applicant) -> ApplicantView {
    let masked = a.attempt > 0 || case.student.protected;
    let (reason, decided_at) = match &a.review {
        Review::Draft | Review::Pending { .. } => (None, None),
        Review::Approved { decision, .. } => (None, Some(decision.decided_at)),
        Review::Rejected { decision, reason, .. } => (Some(reason), Some(decision.decided_at)),
    };
    let mail = case.mail_status(a);
    ApplicantView {
        applicant_id: ApplicantId { case: case.id, no: a.no }.to_string(),
        name: a.person.name.reveal().to_owned(),
        relationship: a.person.relationship,
        relationship_detail: a.person.relationship_detail.as_ref().map(|d| d.reveal().to_owned()),
        national_id: a.person.national_id.masked(),
        mobile: if masked { a.person.mobile.masked() } else { a.person.mobile.reveal().to_owned() },
        email: a.person.email.as_ref().map(|e| if masked { e.masked() } else { e.reveal().to_owned() }),
        language: a.person.language.to_string(),
        review: ReviewView {
            state: a.review_state(),
            reason_code: reason.map(|r| r.code),
            reason: reason.and_then(|r| r.text.as_ref().map(|t| t.reveal().to_owned())),
            decided_at: decided_at.map(taipei),
        },
        account: AccountView { state: a.account_state(), username: None },
        mail: MailView { state: mail.state, at: mail.at.map(taipei) },
    }
}

/// A protected family's contact data is not shown from its draft either.
fn without_hidden(mut draft: Value, case: &Case) -> Value {
    if let Some(fields) = draft.as_object_mut().filter(|_| case.student.protected) {
        fields.remove("contact");
    }
    draft
}

/// Drafts give back what was typed, but of an ID only its first and last characters: others share this entry. Of a
/// protected family that holds for mobile and e-mail too.
fn mask_draft(mut draft: Value, case: &Case) -> Value {
    let hidden: &[&str] = if case.student.protected { &["national_id", "mobile", "email"] } else { &["national_id"] };
    for applicant in draft.get_mut("applicants").and_then(Value::as_array_mut).into_iter().flatten() {
        for field in hidden {
            if let Some(Value::String(typed)) = applicant.get_mut(field).filter(|typed| **typed != "") {
                *typed = mask(typed);
            }
        }
    }
    draft
}

fn mask(typed: &str) -> String {
    let count = typed.chars().count();
    typed.chars().enumerate().map(|(at, c)| if at == 0 || (count > 8 && at + 4 >= count) { c } else { '*' }).collect()
}
