//! Staff: the API's authorizer proved the token; who this is and which classes they reach is read at each request, so
//! that a substitute or a removed teacher takes effect at once.

use crate::Problem;
use crate::cause::handed_on;
use axum::extract::{FromRef, FromRequestParts};
use domain::{Actor, ApplicantId, Campaign, Case, Cause, ClassCode, Command, Context, decide, taipei_day};
use http::StatusCode;
use http::request::Parts;
use jiff::{Timestamp, civil::Date};
use lambda_http::request::RequestContext;
use runtime::Clock;
use std::collections::{BTreeSet, HashMap};
use store::{Change, Loaded, StaffRecord, Store};

/// What it takes to let staff in.
#[derive(Clone, Debug)]
pub struct StaffGate {
    /// The table.
    pub store: Store,
    /// The staff pool's client that tokens must be made for.
    pub client_id: String,
    /// The time.
    pub clock: Clock,
}

/// A member of staff, as on record at this request.
#[derive(Debug)]
pub struct Staff {
    /// School, name, role and classes.
    pub record: StaffRecord,
    /// The request, as history names it.
    pub cause: Cause,
    /// When the request came.
    pub now: Timestamp,
}

impl<S> FromRequestParts<S> for Staff
where
    S: Send + Sync,
    StaffGate: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let gate = StaffGate::from_ref(state);
        let username = match parts.extensions.get::<RequestContext>() {
            Some(RequestContext::ApiGatewayV2(context)) => context
                .authorizer
                .as_ref()
                .and_then(|authorizer| authorizer.jwt.as_ref())
                .and_then(|jwt| username(&jwt.claims, &gate.client_id)),
            _ => None,
        }
        .ok_or_else(|| Problem::unauthenticated("staff-token"))?;
        let record = gate.store.staff(&username).await?.ok_or_else(|| {
            Problem::new(StatusCode::FORBIDDEN, "not-staff", "no school has this person on its staff")
        })?;
        Ok(Staff { record, cause: handed_on(parts)?, now: gate.clock.now() })
    }
}

/// Only an access token, made for our own client, names somebody.
fn username(claims: &HashMap<String, String>, client_id: &str) -> Option<String> {
    let is = |claim: &str, wanted: &str| claims.get(claim).is_some_and(|value| value == wanted);
    (is("token_use", "access") && is("client_id", client_id)).then(|| claims.get("username").cloned()).flatten()
}

impl Staff {
    /// The person as history names them.
    pub fn actor(&self) -> Actor {
        Actor::Staff(self.record.member())
    }

    /// Today in Taiwan: assignments begin and end by the day.
    pub fn today(&self) -> Date {
        taipei_day(self.now)
    }

    /// The classes assigned to them today, each once.
    pub fn classes(&self) -> BTreeSet<&ClassCode> {
        self.record.classes_on(self.today()).collect()
    }

    /// Whether this class of their school is theirs today; a registrar has all of them.
    pub fn reaches(&self, class: &ClassCode) -> bool {
        self.record.covers(&self.record.school, class, self.today())
    }

    /// The case, if it is of their school and class; otherwise it does not exist for them.
    pub fn own(&self, case: Option<Loaded>) -> Result<Loaded, Problem> {
        case.filter(|case| self.record.covers(&case.school, &case.student.class, self.today()))
            .ok_or_else(Problem::not_found)
    }

    /// The applicant of this id and the case, if it is of their school and class; otherwise neither exists for them.
    pub async fn applicant(&self, store: &Store, id: &str) -> Result<(ApplicantId, Loaded), Problem> {
        let id: ApplicantId = id.parse().map_err(|_| Problem::not_found())?;
        Ok((id, self.own(store.load(id.case).await?)?))
    }

    /// Decides `command` by the case's own campaign and appends what follows; a lost race is decided again on what is
    /// there then. `expected`: the version that they saw, if said.
    pub async fn change(
        &self,
        store: &Store,
        case: Loaded,
        expected: Option<u64>,
        command: &Command,
    ) -> Result<Loaded, Problem> {
        let (campaign, actor) = (campaign_of(store, &case).await?, self.actor());
        let by = Change { actor: &actor, cause: self.cause.clone(), now: self.now };
        let ctx = Context { campaign: &campaign, actor: &actor, expected, now: self.now };
        Ok(store.change(case, &by, |case| decide(case, command, &ctx)).await?)
    }
}

/// The settings that a case goes by.
pub async fn campaign_of(store: &Store, case: &Case) -> Result<Campaign, Problem> {
    let gone = || Problem::new(StatusCode::NOT_FOUND, "no-campaign", "the case's campaign is gone");
    store.campaign(&case.school, &case.campaign).await?.ok_or_else(gone)
}
