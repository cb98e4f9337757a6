//! How long a case is kept.

use crate::kit::*;

const DAY: i64 = 86_400;

#[test]
fn a_case_is_kept_half_a_year_after_reading_ends_and_a_year_where_somebody_was_approved() {
    let campaign = campaign();
    assert_eq!(campaign.kept_until(false), later(campaign.readable_until, 180 * DAY));
    assert_eq!(campaign.kept_until(true), later(campaign.readable_until, 365 * DAY));
}

#[test]
fn the_campaign_says_otherwise_and_either_may_be_the_longer_one() {
    let mut campaign = campaign();
    (campaign.unbound_kept_days, campaign.bound_kept_days) = (30, 10);
    let after = |days: i64| later(campaign.readable_until, days * DAY);
    assert_eq!((campaign.first_erased_at(), campaign.all_erased_at()), (after(10), after(30)));
}

#[test]
fn a_case_is_bound_from_the_first_approval_on_and_no_more_when_it_is_undone() {
    let bound = |story: Story| story.case.row().is_bound();
    assert!(!bound(given(sent())));
    assert!(bound(given(sent()).and(approve(1))));
    assert!(!bound(given(sent()).and(approve(1)).and(undo(1))));
    assert!(!bound(given(sent()).and(reject(1))));
}
