//! The classes of this member of staff, with how far each has come.

use crate::App;
use api::answers::OfStaff;
use api::{Problem, Staff};
use axum::Json;
use axum::extract::State;
use domain::{AnswerState, ClassCode, ReviewState, StaffRole};
use serde::Serialize;
use std::collections::BTreeMap;
use store::ClassEntry;
use utoipa::ToSchema;

/// One class and its counts.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(crate) struct ClassView {
    /// 班級
    class: String,
    /// Pupils.
    students: usize,
    /// 待審核 applicants
    pending: usize,
    /// 已審核 applicants
    decided: usize,
    /// Families that declined.
    declined: usize,
    /// Families that have sent nothing.
    not_answered: usize,
}

/// The classes that the caller reaches today.
#[utoipa::path(get, path = "/api/review/classes", operation_id = "listClasses", tag = "review", security(("staff" = [])),
    responses((status = 200, body = [ClassView]), OfStaff))]
pub(crate) async fn list(State(app): State<App>, staff: Staff) -> Result<Json<Vec<ClassView>>, Problem> {
    let Some(campaign) = app.store.current_campaign(&staff.record.school, staff.now).await? else {
        return Ok(Json(Vec::new()));
    };
    let mut views: BTreeMap<ClassCode, ClassView> = BTreeMap::new();
    let entries = match staff.record.role {
        StaffRole::Registrar => app.store.campaign_rows(&campaign.school, &campaign.id, staff.now).await?,
        StaffRole::Teacher => {
            let mut entries = Vec::new();
            for class in staff.classes() {
                entries.extend(app.store.class_rows(&campaign.school, &campaign.id, class, staff.now).await?);
                views.insert(class.clone(), ClassView { class: class.to_string(), ..ClassView::default() });
            }
            entries
        }
    };
    for entry in entries {
        if let Ok(class) = ClassCode::parse(&entry.row.class) {
            count(views.entry(class).or_default(), &entry);
        }
    }
    Ok(Json(views.into_values().collect()))
}

fn count(view: &mut ClassView, entry: &ClassEntry) {
    view.class.clone_from(&entry.row.class);
    view.students += 1;
    for applicant in &entry.row.applicants {
        match applicant.review {
            ReviewState::Pending => view.pending += 1,
            ReviewState::Approved | ReviewState::Rejected => view.decided += 1,
            ReviewState::Draft => {}
        }
    }
    match entry.row.answer {
        AnswerState::Declined => view.declined += 1,
        AnswerState::NotStarted | AnswerState::Draft | AnswerState::Confirmed => view.not_answered += 1,
        AnswerState::Sent | AnswerState::Returned | AnswerState::Done => {}
    }
}
