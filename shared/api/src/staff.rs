//! Staff: the API's authorizer proved the token; who this is and which classes they reach is read at each request, so
//! that a substitute or a removed teacher takes effect at once.

use crate::{Problem, RequestId, times::TAIPEI};
use axum::extract::{FromRef, FromRequestParts};
use domain::{Actor, Case, ClassCode, StaffMember, StaffRole};
use http::StatusCode;
use http::request::Parts;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use lambda_http::request::RequestContext;
use runtime::Clock;
use std::collections::HashMap;
use store::{StaffRecord, Store};

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
    /// The request's id.
    pub request_id: RequestId,
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
        Ok(Staff { record, request_id: RequestId::of(&parts.extensions), now: gate.clock.now() })
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
        Actor::Staff(StaffMember {
            username: self.record.username.clone(),
            name: self.record.name.clone(),
            role: self.record.role,
        })
    }

    /// Today in Taiwan: assignments begin and end by the day.
    pub fn today(&self) -> Date {
        self.now.to_zoned(TimeZone::fixed(TAIPEI)).date()
    }

    /// Whether this class is theirs today; a registrar has the whole school.
    pub fn reaches(&self, class: &ClassCode) -> bool {
        let today = self.today();
        match self.record.role {
            StaffRole::Registrar => true,
            StaffRole::Teacher => self
                .record
                .classes
                .iter()
                .any(|a| a.class == *class && a.from <= today && a.until.is_none_or(|until| today <= until)),
        }
    }

    /// The case, if it is of their school and class; otherwise it does not exist for them.
    pub fn own(&self, case: Option<Case>) -> Result<Case, Problem> {
        case.filter(|case| case.school == self.record.school && self.reaches(&case.student.class))
            .ok_or_else(Problem::not_found)
    }
}
