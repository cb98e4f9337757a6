//! Signing in and signing out.

use crate::admission::Admitted;
use crate::own_pages::OwnPages;
use crate::session_form::{Attempt, SessionForm};
use crate::source::Source;
use crate::{App, cookie, handover, password};
use api::answers::{Any, Form, Read, SameOrigin};
use api::{Body, Family, Problem, ProblemView, taipei};
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderName, StatusCode, header};
use identity::{SessionClaims, Signer};
use jiff::{SignedDuration, Timestamp};
use runtime::{ids, metrics};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What a browser forgets at signing out: what pages stored in it. Not `"cookies"`: that would reach the cookies of other
/// sites under the same domain.
const STORED_HERE: &str = "\"storage\"";

/// A session that began or was extended; its token is in the cookie alone.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SessionView {
    /// When it ends, whatever is done in it: four hours after signing in.
    expires_at: String,
    /// How many seconds from now it ends unless it is extended: 900, fewer towards `expires_at`. Seconds and not a time,
    /// because a phone's clock may be wrong.
    idle_seconds: i64,
}

/// Signs in, with what was typed or by a token of the school's own system.
#[utoipa::path(post, path = "/api/sessions", operation_id = "signIn", tag = "login", request_body = SessionForm,
    responses(
        (status = 201, description = "signed in", body = SessionView, headers(("set-cookie" = String))),
        (status = 401, description = "refused, whatever was wrong", body = ProblemView,
            content_type = "application/problem+json"),
        (status = 429, description = "too many failures; `Retry-After` says how long to wait", body = ProblemView,
            content_type = "application/problem+json", headers(("retry-after" = i64))),
        Any, SameOrigin, Form,
    ))]
pub(crate) async fn begin(
    State(app): State<App>,
    _: OwnPages,
    source: Source,
    Body(form): Body<SessionForm>,
) -> Result<Response, Problem> {
    let attempt = form.parse()?;
    let now = app.gate.clock.now();
    let signer = app.signing.current(now).await?;
    let admitted = match attempt {
        Attempt::Typed(typed) => password::admit(&app, &typed, &source, now).await?,
        Attempt::HandedOver(token) => handover::admit(&app, &token, now).await?,
    };
    open(&app, &admitted, &signer, now).await
}

/// The session begins no earlier than all others of the case ended, which may be the coming second.
async fn open(app: &App, admitted: &Admitted, signer: &Signer, now: Timestamp) -> Result<Response, Problem> {
    let entry = app.gate.store.record_sign_in(admitted.case, now).await?;
    let begins = entry.not_before.map_or(now, |not_before| not_before.max(now));
    let (case, school, campaign) = (admitted.case.to_string(), admitted.school.as_str(), admitted.campaign.as_str());
    let claims = SessionClaims::begin(&case, &ids::new_id(), school, campaign, begins);
    metrics::count("SignIns");
    Ok((StatusCode::CREATED, answer(&claims, signer, now)?).into_response())
}

/// The token in its cookie, and when it ends.
fn answer(claims: &SessionClaims, signer: &Signer, now: Timestamp) -> Result<impl IntoResponse + use<>, Problem> {
    let token = claims.sign(signer).map_err(|error| Problem::internal(&error))?;
    let view = SessionView { expires_at: taipei(claims.ends_at()), idle_seconds: claims.idle_seconds(now) };
    Ok(([(header::SET_COOKIE, cookie::kept(&token, view.idle_seconds))], Json(view)))
}

/// Extends the session by which it is asked: its fifteen idle minutes begin anew, its end after four hours stays.
#[utoipa::path(post, path = "/api/session/extension", operation_id = "extendSession", tag = "login",
    security(("session" = [])),
    responses(
        (status = 200, description = "extended", body = SessionView, headers(("set-cookie" = String))),
        Read, SameOrigin,
    ))]
pub(crate) async fn extend(State(app): State<App>, family: Family) -> Result<Response, Problem> {
    let signer = app.signing.current(family.now).await?;
    Ok(answer(&family.claims.extended(family.now), &signer, family.now)?.into_response())
}

/// How much to sign out.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct SignOutQuery {
    /// Every session of the case, not only this one.
    #[serde(default)]
    all: bool,
}

/// Signs out. Who is not signed in is signed out already.
#[utoipa::path(delete, path = "/api/session", operation_id = "signOut", tag = "login",
    security((), ("session" = [])),
    params(SignOutQuery),
    responses(
        (status = 204, description = "signed out", headers(("set-cookie" = String), ("clear-site-data" = String))),
        (status = 422, description = "`all` is true or false", body = ProblemView,
            content_type = "application/problem+json"),
        Any, SameOrigin,
    ))]
pub(crate) async fn end(
    State(app): State<App>,
    family: Result<Family, Problem>,
    query: Result<Query<SignOutQuery>, QueryRejection>,
) -> Result<Response, Problem> {
    let all = everywhere(query)?;
    match family {
        Ok(family) => sign_out(&app, &family, all).await?,
        Err(problem) => {
            let answer = problem.into_response();
            if !matches!(answer.status(), StatusCode::UNAUTHORIZED | StatusCode::NOT_FOUND) {
                return Ok(answer);
            }
        }
    }
    let clean = HeaderName::from_static("clear-site-data");
    let left = [(header::SET_COOKIE, cookie::cleared()), (clean, STORED_HERE.to_owned())];
    Ok((StatusCode::NO_CONTENT, left).into_response())
}

fn everywhere(query: Result<Query<SignOutQuery>, QueryRejection>) -> Result<bool, Problem> {
    let wrong = |_| Problem::fields(vec![domain::FieldProblem::new("/all", "type")]);
    query.map(|Query(query)| query.all).map_err(wrong)
}

async fn sign_out(app: &App, family: &Family, everywhere: bool) -> Result<(), Problem> {
    let store = &app.gate.store;
    if everywhere {
        Ok(store.sign_out_everywhere(family.portal.case.id, next_second(family.now)).await?)
    } else {
        Ok(store.revoke_session(&family.claims.sid, family.claims.ends_at()).await?)
    }
}

/// A token tells when it began in whole seconds, so those of this very second end too.
fn next_second(now: Timestamp) -> Timestamp {
    let second = Timestamp::from_second(now.as_second()).unwrap_or(now);
    second.checked_add(SignedDuration::from_secs(1)).unwrap_or(now)
}
