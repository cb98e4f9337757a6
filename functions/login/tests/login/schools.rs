//! The list of schools.

use crate::door::Door;
use domain::SchoolId;
use jiff::SignedDuration;
use serde_json::json;
use testkit::{Ask, call};

#[tokio::test]
async fn schools_are_listed_while_they_are_open_or_readable() {
    let door = Door::open().await;
    for (id, days) in [("closed-school", -200), ("future-school", 60), ("read-school", -21)] {
        let mut campaign = door.campaign.clone();
        let moved = SignedDuration::from_hours(24 * days);
        campaign.school = SchoolId::parse(id).unwrap();
        campaign.school_name = id.to_owned();
        campaign.opens += moved;
        campaign.closes += moved;
        campaign.readable_until += moved;
        door.enter(&campaign, None).await;
    }
    let answer = call(&door.router(), Ask::get("/api/schools")).await;
    let expected = json!([
        { "id": "demo-junior-high", "name": "範例國民中學", "district": "範例區", "state": "open" },
        { "id": "read-school", "name": "read-school", "district": "範例區", "state": "read_only" },
    ]);
    assert_eq!((answer.status, &answer.body), (200, &expected));
    assert_eq!(answer.header("cache-control"), "public, max-age=60");
}

#[tokio::test]
async fn the_list_is_kept_for_a_minute() {
    let door = Door::open().await;
    let router = door.router();
    door.calls.take();
    for _ in 0..3 {
        assert_eq!(call(&router, Ask::get("/api/schools")).await.status, 200);
    }
    assert_eq!(door.calls.take().len(), 1);
}
