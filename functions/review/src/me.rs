//! Who is signed in: the name above the staff pages, and what the printed forms need to know of school and campaign.

use crate::App;
use api::answers::OfStaff;
use api::{Problem, Staff, taipei};
use axum::Json;
use axum::extract::State;
use domain::{Campaign, ClassCode, EntryPolicy, Phase, StaffRole};
use serde::Serialize;
use utoipa::ToSchema;

/// The caller.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MeView {
    /// The staff pool's user name.
    username: String,
    /// The name that colleagues see.
    name: String,
    /// `teacher` 導師 or `registrar` 註冊組
    #[schema(value_type = String)]
    role: StaffRole,
    /// Where they work.
    school: StaffSchoolView,
    /// The classes reached today, by grade and class: a registrar's are all of the school.
    classes: Vec<String>,
    /// 作業期間, the one that opened last; null when none has opened yet.
    campaign: Option<StaffCampaignView>,
}

/// The caller's school.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StaffSchoolView {
    /// As in `/?school=`.
    id: String,
    /// 校名, as its campaign says; null when it has no campaign at all.
    name: Option<String>,
}

/// What the caller's school asks of families now.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StaffCampaignView {
    /// The campaign's id within the school.
    id: String,
    /// Whether families may answer.
    state: StaffCampaignState,
    /// When families may begin to answer.
    opens: String,
    /// The deadline.
    closes: String,
    /// What the entry asks for: `national_id`, or `code` as printed on the child's form.
    #[schema(value_type = String)]
    entry_policy: EntryPolicy,
    /// Whether approving states that the signed paper was checked (紙本已核對).
    paper_required: bool,
    /// How long a decision can be undone, in seconds.
    undo_window_seconds: i64,
}

/// How far a campaign lets families in.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StaffCampaignState {
    /// Not open yet.
    Ahead,
    /// Families may answer.
    Open,
    /// Past the deadline: families may read.
    ReadOnly,
    /// Past reading too; review goes on.
    Over,
}

/// The caller, with school, classes and campaign.
#[utoipa::path(get, path = "/api/review/me", operation_id = "readMe", tag = "review", security(("staff" = [])),
    responses((status = 200, body = MeView), OfStaff))]
pub(crate) async fn read(State(app): State<App>, staff: Staff) -> Result<Json<MeView>, Problem> {
    let school = &staff.record.school;
    let campaigns = app.store.campaigns(school).await?;
    let opened = campaigns.iter().rfind(|campaign| campaign.opens <= staff.now);
    let classes = app.reached(&staff).await?;
    let named = opened.or(campaigns.first()).map(|campaign| campaign.school_name.clone());
    Ok(Json(MeView {
        username: staff.record.username.clone(),
        name: staff.record.name.clone(),
        role: staff.record.role,
        school: StaffSchoolView { id: school.to_string(), name: named },
        classes: classes.iter().map(ClassCode::to_string).collect(),
        campaign: opened.map(|campaign| StaffCampaignView::new(campaign, &staff)),
    }))
}

impl StaffCampaignView {
    fn new(campaign: &Campaign, staff: &Staff) -> Self {
        StaffCampaignView {
            id: campaign.id.to_string(),
            state: match campaign.phase(staff.now) {
                Phase::Ahead => StaffCampaignState::Ahead,
                Phase::Open => StaffCampaignState::Open,
                Phase::ReadOnly => StaffCampaignState::ReadOnly,
                Phase::Over => StaffCampaignState::Over,
            },
            opens: taipei(campaign.opens),
            closes: taipei(campaign.closes),
            entry_policy: campaign.entry_policy,
            paper_required: campaign.paper_required,
            undo_window_seconds: campaign.undo_window_seconds,
        }
    }
}
