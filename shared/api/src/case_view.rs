//! The portal as the family sees it: the child's data, and of adults only the name and a masked ID; once sent, mobile and
//! e-mail are masked too. A protected family's contact data is never shown, and its applicants' mobile and e-mail are
//! masked before they are sent as well.

mod show;

use domain::{
    AccountState, ApplicationState, Arrangement, GuardianAccountsState, MailStatusState, ReasonCode, Relationship,
    ReviewState, StudentDataState,
};
use serde::Serialize;
use serde_json::Value;
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
