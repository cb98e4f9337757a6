//! The family's session: a signed cookie opens one case, and one read brings everything that its pages show.

use crate::cause::handed_on;
use crate::{Expected, KeyRing, Origins, Problem};
use axum::extract::{FromRef, FromRequestParts};
use domain::{Actor, CampaignId, CaseId, Cause, Command, Context, Phase, SchoolId, decide};
use http::request::Parts;
use http::{HeaderMap, header};
use identity::{SessionClaims, TokenError};
use jiff::Timestamp;
use runtime::Clock;
use store::{Change, Loaded, Portal, PortalKey, Store};

/// The session's cookie. `__Host-`: sent to this host only, over TLS only, for the whole site.
pub const SESSION_COOKIE: &str = "__Host-session";

/// What it takes to let a family in.
#[derive(Clone, Debug)]
pub struct FamilyGate {
    /// The table.
    pub store: Store,
    /// The public keys of sessions.
    pub keys: KeyRing,
    /// Our own pages.
    pub origins: Origins,
    /// The time.
    pub clock: Clock,
}

/// A signed-in family with its portal, as loaded for this request.
#[derive(Debug)]
pub struct Family {
    /// The session.
    pub claims: SessionClaims,
    /// The case and what stands beside it.
    pub portal: Portal,
    /// The version that the person saw, if said.
    pub expected: Option<u64>,
    /// The request, as history names it.
    pub cause: Cause,
    /// When the request came.
    pub now: Timestamp,
}

impl<S> FromRequestParts<S> for Family
where
    S: Send + Sync,
    FamilyGate: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let gate = FamilyGate::from_ref(state);
        gate.origins.require(&parts.method, &parts.headers)?;
        let Expected(expected) = Expected::from_request_parts(parts, state).await?;
        let now = gate.clock.now();
        let claims = gate.claims(&parts.headers, now).await?;
        let key = key(&claims).ok_or_else(|| Problem::unauthenticated("session-invalid"))?;
        let portal = gate.store.portal(&key, now).await?.ok_or_else(Problem::not_found)?;
        let ended = portal.entry.not_before.is_some_and(|not_before| claims.signed_in_at() < not_before);
        if portal.revoked || ended {
            return Err(Problem::unauthenticated("signed-out"));
        }
        if portal.campaign.phase(now) == Phase::Over {
            return Err(Problem::unauthenticated("campaign-over"));
        }
        Ok(Family { claims, portal, expected, cause: handed_on(parts)?, now })
    }
}

impl FamilyGate {
    /// The claims of the request's session, without asking whether it was signed out.
    pub async fn claims(&self, headers: &HeaderMap, now: Timestamp) -> Result<SessionClaims, Problem> {
        let token = cookie(headers).ok_or_else(|| Problem::unauthenticated("session-missing"))?;
        let verdict = match identity::session::verify(token, &*self.keys.current(now).await?, now) {
            Err(TokenError::UnknownKey) => identity::session::verify(token, &*self.keys.renewed(now).await?, now),
            verdict => verdict,
        };
        verdict.map_err(|error| match error {
            TokenError::Expired => Problem::unauthenticated("session-expired"),
            TokenError::UnknownKey | TokenError::Invalid => Problem::unauthenticated("session-invalid"),
        })
    }
}

fn key(claims: &SessionClaims) -> Option<PortalKey> {
    Some(PortalKey {
        case: claims.case_id.parse::<CaseId>().ok()?,
        school: SchoolId::parse(&claims.school).ok()?,
        campaign: CampaignId::parse(&claims.campaign).ok()?,
        session: claims.sid.clone(),
    })
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == SESSION_COOKIE)
        .map(|(_, value)| value)
}

impl Family {
    /// The family as history names it.
    pub fn actor(&self) -> Actor {
        Actor::Family { session: self.claims.sid.clone(), began: self.claims.signed_in_at() }
    }

    /// Decides `command` and appends what follows; a lost race is decided again on what is there then.
    pub async fn change(&self, store: &Store, command: &Command) -> Result<Loaded, Problem> {
        let actor = self.actor();
        let by = Change { actor: &actor, cause: self.cause.clone(), now: self.now };
        let ctx = Context { campaign: &self.portal.campaign, actor: &actor, expected: self.expected, now: self.now };
        Ok(store.change(self.portal.case.clone(), &by, |case| decide(case, command, &ctx)).await?)
    }
}
