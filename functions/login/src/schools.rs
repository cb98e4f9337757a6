//! 校名: the schools whose campaign is open or can still be read.

use crate::App;
use api::Problem;
use api::answers::Any;
use axum::Json;
use axum::extract::State;
use http::{HeaderName, header};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use std::collections::BTreeMap;
use store::SchoolListing;
use utoipa::ToSchema;

/// How old the list may be here: a school just loaded is found by whoever scans its form. In a browser: a minute.
pub(crate) const FRESH: SignedDuration = SignedDuration::from_secs(10);
const CACHED: (HeaderName, &str) = (header::CACHE_CONTROL, "public, max-age=60");

/// A school to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct SchoolView {
    /// As in `/?school=`.
    id: String,
    /// 校名
    name: String,
    /// 行政區
    district: String,
    /// Whether families may answer, or only read what they answered.
    state: SchoolState,
}

/// How far a school lets families in; what lets in further comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SchoolState {
    /// Families may answer.
    Open,
    /// Past the deadline: families may read.
    ReadOnly,
}

/// The schools one can sign in to today, each once, by id.
#[utoipa::path(get, path = "/api/schools", operation_id = "listSchools", tag = "login",
    responses((status = 200, description = "the schools", body = [SchoolView]), Any))]
pub(crate) async fn list(
    State(app): State<App>,
) -> Result<([(HeaderName, &'static str); 1], Json<Vec<SchoolView>>), Problem> {
    let now = app.gate.clock.now();
    let listings = app.schools.get(now, async || app.gate.store.schools().await).await?;
    Ok(([CACHED], Json(views(&listings, now))))
}

/// A school with several campaigns is as open as the most open of them.
fn views(listings: &[SchoolListing], now: Timestamp) -> Vec<SchoolView> {
    let mut views: BTreeMap<&str, SchoolView> = BTreeMap::new();
    for listing in listings {
        let Some(state) = state(listing, now) else { continue };
        let view = SchoolView {
            id: listing.id.to_string(),
            name: listing.name.clone(),
            district: listing.district.clone(),
            state,
        };
        match views.get(listing.id.as_str()) {
            Some(known) if known.state <= state => {}
            _ => {
                views.insert(listing.id.as_str(), view);
            }
        }
    }
    views.into_values().collect()
}

fn state(listing: &SchoolListing, now: Timestamp) -> Option<SchoolState> {
    if now < listing.opens || now >= listing.readable_until {
        None
    } else if now < listing.closes {
        Some(SchoolState::Open)
    } else {
        Some(SchoolState::ReadOnly)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{CampaignId, SchoolId};

    fn day(day: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + day * 86_400).unwrap()
    }

    /// A campaign that is open from day 10 to 20 and readable to day 30, moved by so many days.
    fn listing(school: &str, campaign: &str, moved: i64) -> SchoolListing {
        SchoolListing {
            id: SchoolId::parse(school).unwrap(),
            name: school.to_owned(),
            district: "中正區".to_owned(),
            campaign: CampaignId::parse(campaign).unwrap(),
            opens: day(10 + moved),
            closes: day(20 + moved),
            readable_until: day(30 + moved),
        }
    }

    fn states(listings: &[SchoolListing], on: i64) -> Vec<(String, SchoolState)> {
        views(listings, day(on)).into_iter().map(|view| (view.id, view.state)).collect()
    }

    #[test]
    fn a_school_is_listed_from_opening_to_the_end_of_reading() {
        let school = [listing("a", "spring", 0)];
        let on = |day| states(&school, day).first().map(|(_, state)| *state);
        assert_eq!([on(9), on(10), on(19)], [None, Some(SchoolState::Open), Some(SchoolState::Open)]);
        assert_eq!([on(20), on(29), on(30)], [Some(SchoolState::ReadOnly), Some(SchoolState::ReadOnly), None]);
    }

    #[test]
    fn a_school_stands_once_as_its_most_open_campaign() {
        let both = [listing("a", "spring", 0), listing("a", "autumn", 12)];
        assert_eq!(states(&both, 25), [("a".to_owned(), SchoolState::Open)]);
        let turned = [both[1].clone(), both[0].clone()];
        assert_eq!(states(&turned, 25), [("a".to_owned(), SchoolState::Open)]);
    }
}
