//! The mails of an applicant, for the staff of the class; and sending the one that fits again.

use crate::App;
use crate::history::{Told, mails};
use api::answers::{OfStaff, StaffWrite};
use api::{Problem, Staff, taipei};
use axum::Json;
use axum::extract::{Path, State};
use domain::{ApplicantId, Command, MailKind, MailState};
use serde::Serialize;
use store::Loaded;
use utoipa::ToSchema;

/// The mails of an applicant.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NotificationsView {
    /// Whose.
    applicant_id: String,
    /// Oldest first.
    items: Vec<NotificationView>,
}

/// 通知
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NotificationView {
    /// The mail's id within the case.
    notification_id: String,
    /// `received`, `approved`, `linked`, `rejected` or `email_changed`
    #[schema(value_type = String)]
    kind: MailKind,
    /// `queued`, `sent`, `bounced`, `no_address` or `superseded`
    state: &'static str,
    /// Not before this time.
    due_at: String,
    /// When it was sent, or refused for good.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    /// Where it went or will go, masked.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
}

/// What became of an applicant's mails.
#[utoipa::path(get, path = "/api/review/applicants/{applicant_id}/notifications", operation_id = "listNotifications",
    tag = "notify", security(("staff" = [])), params(("applicant_id" = String, Path, description = "Whose mails", max_length = 33)),
    responses((status = 200, body = NotificationsView), OfStaff))]
pub(crate) async fn list(
    State(app): State<App>,
    staff: Staff,
    Path(applicant_id): Path<String>,
) -> Result<Json<NotificationsView>, Problem> {
    let (id, case) = staff.applicant(&app.store, &applicant_id).await?;
    app.view(id, &case).await
}

/// Sends the mail that fits the applicant's state again; an expired one-time password is renewed first.
#[utoipa::path(post, path = "/api/review/applicants/{applicant_id}/notifications", operation_id = "resendNotification",
    tag = "notify", security(("staff" = [])), params(("applicant_id" = String, Path, description = "To whom", max_length = 33)),
    responses((status = 200, body = NotificationsView), StaffWrite))]
pub(crate) async fn resend(
    State(app): State<App>,
    staff: Staff,
    Path(applicant_id): Path<String>,
) -> Result<Json<NotificationsView>, Problem> {
    let (id, case) = staff.applicant(&app.store, &applicant_id).await?;
    let case = staff.change(&app.store, case, None, &Command::Resend { no: id.no }).await?;
    app.view(id, &case).await
}

impl App {
    async fn view(&self, id: ApplicantId, case: &Loaded) -> Result<Json<NotificationsView>, Problem> {
        case.applicant(id.no).ok_or_else(Problem::not_found)?;
        let told = mails(case, &self.store.history(case.id).await?, id.no);
        let items = told.into_iter().map(NotificationView::new).collect();
        Ok(Json(NotificationsView { applicant_id: id.to_string(), items }))
    }
}

impl NotificationView {
    fn new(Told { mail, to }: Told) -> Self {
        let (state, at) = match mail.state {
            MailState::Queued => ("queued", None),
            MailState::Sent { at } => ("sent", Some(at)),
            MailState::Bounced { at } => ("bounced", Some(at)),
            MailState::NoAddress => ("no_address", None),
            MailState::Superseded => ("superseded", None),
        };
        NotificationView {
            notification_id: mail.id,
            kind: mail.kind,
            state,
            due_at: taipei(mail.due_at),
            at: at.map(taipei),
            to: to.map(|email| email.masked()),
        }
    }
}
