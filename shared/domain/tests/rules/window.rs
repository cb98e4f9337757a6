//! When a family may write.

use crate::kit::*;

#[test]
fn nobody_writes_before_the_campaign_opens() {
    let campaign = campaign();
    let story = given([]).at(later(campaign.opens, -1));
    for wish in [confirm(), agree(), decline(), one_parent(), Command::Send] {
        assert_eq!(story.when(wish), Err(Refusal::CampaignNotOpen { opens: campaign.opens }));
    }
    assert!(story.at(campaign.opens).when(confirm()).is_ok());
}

#[test]
fn nobody_writes_after_the_deadline() {
    let closed = |before: &[Command], wish: Command| {
        let story = given(before.to_vec());
        assert!(story.clone().after_closing(-1).when(wish.clone()).is_ok(), "{wish:?}");
        assert_eq!(story.after_closing(0).when(wish), Err(Refusal::CampaignClosed));
    };
    closed(&[], confirm());
    closed(&[], agree());
    closed(&[agree()], decline());
    closed(&[agree()], one_parent());
    closed(&ready(one_parent()), Command::Send);
    closed(&ready(one_parent()), drop_one(1));
    closed(&ready(one_parent()), correct(1, email("new")));
    closed(&sent(), correct(1, email("new")));
    closed(&sent(), Command::PullBack);
}

#[test]
fn a_session_begun_before_may_finish_for_half_an_hour() {
    let story = given(ready(one_parent()));
    let closes = story.campaign.closes;
    assert!(story.clone().at(later(closes, 30 * MINUTE - 1)).when(Command::Send).is_ok());
    assert_eq!(story.at(later(closes, 30 * MINUTE)).when(Command::Send), Err(Refusal::CampaignClosed));
}

#[test]
fn a_session_begun_after_the_deadline_has_no_half_hour() {
    assert_eq!(given(ready(one_parent())).after_closing(MINUTE).when(Command::Send), Err(Refusal::CampaignClosed));
}

/// Both parents sent; the mother was rejected `seconds` after the deadline, the father approved.
fn rejected_after_closing(seconds: i64) -> Story {
    given(both_sent()).after_closing(seconds).and(approve(1)).and(reject(2))
}

#[test]
fn who_was_rejected_may_be_corrected_for_seven_days() {
    let renamed = ApplicantForm { name: PersonName::parse("陳小花").unwrap(), ..again(2, mother()) };
    let correction = name(Arrangement::BothParents, [renamed]);
    for wish in [correction, Command::Send, drop_one(2), correct(2, email("new")), one_parent()] {
        let story = rejected_after_closing(20 * DAY);
        assert!(story.clone().after(7 * DAY - 1).when(wish.clone()).is_ok(), "{wish:?}");
        assert_eq!(story.after(7 * DAY).when(wish), Err(Refusal::CampaignClosed));
    }
}

#[test]
fn a_correction_opens_nothing_else() {
    let story = rejected_after_closing(DAY);
    for wish in [confirm_with(Contact { home_phone: Phone::parse("02-20000000").ok(), ..contact() }), report(Some("x"))]
    {
        assert_eq!(story.when(wish), Err(Refusal::CampaignClosed));
    }
    let renewed = story.with(|campaign| campaign.notice_version = "2026-10".into());
    assert_eq!(renewed.when(answer("2026-10", Choice::Agree)), Err(Refusal::CampaignClosed));
}

#[test]
fn a_correction_brings_nobody_new() {
    let rejected = given(sent()).after_closing(DAY).and(reject(1));
    assert_eq!(rejected.when(both_parents()), Err(Refusal::CampaignClosed));
    let replaced = name(Arrangement::OneParent, [mother()]);
    assert_eq!(rejected.when(replaced), Err(Refusal::CampaignClosed));
}

/// The father's rejection can be corrected; the mother is a draft that was never sent in time.
fn rejected_beside_a_draft() -> Story {
    let patient = given(both_sent()).with(|campaign| campaign.correction_seconds = 30 * DAY);
    let story = patient.and(reject(1)).and(Command::PullBack);
    assert_eq!(story.applicant(2).review, Review::Draft);
    story.after_closing(DAY)
}

#[test]
fn after_the_deadline_only_the_corrected_are_sent() {
    let story = rejected_beside_a_draft();
    assert_eq!(story.when(Command::Send), Ok(vec![Event::Submitted { applicants: vec![ApplicantNo(1)] }]));
}

#[test]
fn after_the_deadline_a_draft_neither_changes_nor_goes() {
    let story = rejected_beside_a_draft();
    let renamed = ApplicantForm { name: PersonName::parse("陳小花").unwrap(), ..again(2, mother()) };
    assert_eq!(story.when(name(Arrangement::BothParents, [father(), renamed])), Err(Refusal::CampaignClosed));
    assert_eq!(story.when(one_parent()), Err(Refusal::CampaignClosed));
    assert_eq!(story.when(drop_one(2)), Err(Refusal::CampaignClosed));
    assert_eq!(story.when(correct(2, email("new"))), Err(Refusal::CampaignClosed));
}

#[test]
fn who_must_call_on_the_school_hears_it_after_the_deadline_too() {
    assert_eq!(given(sent()).after_closing(DAY).and(ask_school(1)).when(Command::Send), Err(Refusal::AskSchool));
}

#[test]
fn the_portal_is_told_what_may_be_written() {
    let writing = |story: &Story| {
        let actor = usual_actor(&Command::Send, story.began);
        let (campaign, now) = (&story.campaign, story.now);
        domain::writing(&story.case, &Context { campaign, actor: &actor, expected: None, now })
    };
    assert_eq!(writing(&given(sent())), Ok(Writing::Open));
    assert_eq!(writing(&rejected_after_closing(DAY)), Ok(Writing::CorrectionsOnly));
    assert_eq!(writing(&given(sent()).after_closing(DAY)), Err(Refusal::CampaignClosed));
}

#[test]
fn a_campaign_goes_through_its_phases() {
    let c = campaign();
    let moments = [later(c.opens, -1), c.opens, c.closes, c.readable_until];
    assert_eq!(moments.map(|at| c.phase(at)), [Phase::Ahead, Phase::Open, Phase::ReadOnly, Phase::Over]);
}
