//! The classes of this member of staff, with how far each has come.

use crate::App;
use api::answers::OfStaff;
use api::{Problem, ProblemView, Staff};
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use domain::{AnswerState, Campaign, ClassCode, FieldProblem, ReviewState, StaffRole};
use futures::{StreamExt, TryStreamExt, stream};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::ClassEntry;
use utoipa::{IntoParams, ToSchema};

/// So many classes cost a page about the same, however large the school is.
const A_PAGE: usize = 30;
/// Queries at once.
const AT_ONCE: usize = 10;

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

/// Where a page begins.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Page {
    /// The last class of the page before; the first page has none.
    #[param(max_length = 32)]
    after: Option<String>,
}

/// The classes that the caller reaches today, by grade and class: thirty, and with `after` the next thirty.
#[utoipa::path(get, path = "/api/review/classes", operation_id = "listClasses", tag = "review", security(("staff" = [])),
    params(Page), responses((status = 200, body = [ClassView]), (status = 422, description = "`after` is no class",
        body = ProblemView, content_type = "application/problem+json"), OfStaff))]
pub(crate) async fn list(
    State(app): State<App>,
    staff: Staff,
    page: Result<Query<Page>, QueryRejection>,
) -> Result<Json<Vec<ClassView>>, Problem> {
    let after = after(page)?;
    let Some(campaign) = app.store.current_campaign(&staff.record.school, staff.now).await? else {
        return Ok(Json(Vec::new()));
    };
    let classes =
        app.reached(&staff).await?.into_iter().filter(|class| after.as_ref().is_none_or(|after| class > after));
    let page: Vec<_> = classes.take(A_PAGE).collect();
    let entries = app.rows_of(&campaign, &page, staff.now).await?;
    let views = page.iter().zip(entries).map(|(class, entries)| ClassView::of(class, &entries));
    Ok(Json(views.collect()))
}

fn after(page: Result<Query<Page>, QueryRejection>) -> Result<Option<ClassCode>, Problem> {
    let none = || Problem::fields(vec![FieldProblem::new("/after", "class")]);
    let Query(Page { after }) = page.map_err(|_| none())?;
    after.map(|after| ClassCode::parse(&after).map_err(|_| none())).transpose()
}

impl App {
    /// The classes that the caller reaches, in order: a registrar's are all of the school.
    pub(crate) async fn reached(&self, staff: &Staff) -> Result<Vec<ClassCode>, Problem> {
        match staff.record.role {
            StaffRole::Registrar => Ok(self.store.classes(&staff.record.school).await?),
            StaffRole::Teacher => Ok(staff.classes().into_iter().cloned().collect()),
        }
    }

    /// The rows of each of these classes: a query a class, some at a time.
    async fn rows_of(
        &self,
        of: &Campaign,
        classes: &[ClassCode],
        now: Timestamp,
    ) -> Result<Vec<Vec<ClassEntry>>, Problem> {
        let rows: Vec<_> = classes.iter().map(|class| self.store.class_rows(&of.school, &of.id, class, now)).collect();
        Ok(stream::iter(rows).buffered(AT_ONCE).try_collect().await?)
    }
}

impl ClassView {
    fn of(class: &ClassCode, entries: &[ClassEntry]) -> Self {
        let mut view = ClassView { class: class.to_string(), ..ClassView::default() };
        entries.iter().for_each(|entry| count(&mut view, entry));
        view
    }
}

fn count(view: &mut ClassView, entry: &ClassEntry) {
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
