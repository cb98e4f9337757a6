//! Random histories: whatever is tried, what was accepted keeps the invariants, and what was refused changes nothing.

use crate::chance::{Seen, Try, What, tries};
use crate::kit::*;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use std::collections::{BTreeMap, BTreeSet};

/// A history as it was lived, with what was refused.
struct Life {
    story: Story,
    refused: BTreeSet<&'static str>,
}

impl Life {
    fn lived(begins: i64, tries: &[Try]) -> Self {
        let story = Story::open(student()).at(later(campaign().opens, begins));
        let mut life = Life { story, refused: BTreeSet::new() };
        for one in tries {
            life.story = life.story.clone().after(one.wait);
            for wish in wishes(&one.what, &life.story) {
                life.try_out(&wish, one);
            }
        }
        life
    }

    fn try_out(&mut self, wish: &Command, one: &Try) {
        let story = &mut self.story;
        let actor = one.stranger.clone().unwrap_or_else(|| usual_actor(wish, story.began));
        let current = version_of(&story.case, wish);
        story.seen = match one.seen {
            Seen::Unsaid => None,
            Seen::Current => current,
            Seen::Former(back) => current.map(|current| current.saturating_sub(back)),
        };
        let stale = current.is_some() && story.seen.is_some() && story.seen != current;
        match story.when_by(&actor, wish) {
            Err(refusal) => {
                self.refused.insert(refusal.code());
            }
            Ok(events) => {
                assert!(!stale || events.is_empty(), "a stale write changed something: {wish:?}");
                let changed = !events.is_empty();
                events.into_iter().for_each(|event| happens(story, &actor, event));
                if changed {
                    a_repeat_adds_nothing(story, &actor, wish);
                }
            }
        }
    }
}

/// The wishes that a try stands for, as the case is now.
fn wishes(what: &What, story: &Story) -> Vec<Command> {
    let case = &story.case;
    match what {
        What::Wish(wish) => vec![wish.clone()],
        What::Apply(naming) => vec![confirm(), agree(), naming.clone(), Command::Send],
        What::About { first, wish } => {
            let whom = if *first { case.applicants.first() } else { case.applicants.last() };
            vec![whom.map_or(wish.clone(), |whom| about(wish.clone(), whom.no))]
        }
        What::ApproveAll => {
            let pending = case.applicants.iter().filter(|a| a.is_pending()).map(|a| a.no);
            let all = |no| Command::Approve { no, paper_checked: true, proof_checked: true, in_batch: false };
            pending.map(all).collect()
        }
        What::Work { account, bounced } => {
            let at = story.now;
            let told = if *bounced { MailState::Bounced { at } } else { MailState::Sent { at } };
            let accounts =
                case.accounts_due(at).map(|due| Command::RecordAccount { no: due.no, outcome: account.clone() });
            accounts.chain(case.mails_due(at).map(|due| mail(due.id.clone(), told.clone()))).collect()
        }
    }
}

/// The wish, about this applicant.
fn about(mut wish: Command, whom: ApplicantNo) -> Command {
    match &mut wish {
        Command::Approve { no, .. } | Command::Reject { no, .. } | Command::Undo { no } => *no = whom,
        Command::RetryAccount { no } | Command::Resend { no } => *no = whom,
        Command::LookAtIdentity { no, .. } => *no = whom,
        Command::DropApplicant { no } | Command::CorrectEmail { no, .. } => *no = whom,
        _ => {}
    }
    wish
}

/// The version that this wish is compared with: the row's for a decision, else the case's; background work, the roster,
/// the paper and what is pressed again compare none.
fn version_of(case: &Case, wish: &Command) -> Option<u64> {
    match wish {
        Command::Approve { no, .. } | Command::Reject { no, .. } | Command::Undo { no } => {
            case.applicant(*no).map(|a| a.version)
        }
        Command::RetryAccount { .. } | Command::Resend { .. } | Command::MarkPaper { .. } => None,
        Command::LookAtIdentity { .. } | Command::Export => None,
        Command::RecordAccount { .. } | Command::RecordNotification { .. } | Command::ChangeRoster { .. } => None,
        _ => Some(case.version),
    }
}

fn happens(story: &mut Story, actor: &Actor, event: Event) {
    let before = story.case.clone();
    let moves = moves_version(&event);
    story.happen(actor, event.clone());
    let case = &story.case;
    assert_eq!(invariants::broken(case), Vec::<&str>::new(), "after {event:?}");
    assert_eq!(case.version, if moves { case.seq } else { before.version }, "{event:?}");
    for applicant in case.applicants.iter().filter(|_| !moves) {
        assert_eq!(Some(applicant.version), before.applicant(applicant.no).map(|a| a.version), "{event:?}");
    }
    let creating = case.applicants.iter().any(|a| a.account_state() == AccountState::Creating);
    let queued = case.notifications.iter().any(|mail| mail.state == MailState::Queued);
    assert_eq!((case.due().account.is_some(), case.due().mail.is_some()), (creating, queued), "{event:?}");
}

/// The events that a reader edits or decides, by their stable names; account, mail and paper events are none of them.
fn moves_version(event: &Event) -> bool {
    let family = ["data_confirmed", "consented", "declined", "consent_withdrawn", "applicants_named"];
    let sending = ["applicant_dropped", "email_corrected", "submitted", "pulled_back"];
    let staff = ["approved", "rejected", "undone", "roster_changed"];
    [&family[..], &sending, &staff].concat().contains(&event.kind())
}

/// A lost answer may be repeated, with the version seen before: it is neither stale nor done twice.
fn a_repeat_adds_nothing(story: &Story, actor: &Actor, wish: &Command) {
    match story.when_by(actor, wish) {
        // Each look and each copy is one more that somebody had.
        Ok(events) if matches!(wish, Command::Export | Command::LookAtIdentity { .. }) => assert_eq!(events.len(), 1),
        Ok(events) => assert_eq!(events, vec![], "{wish:?} once more"),
        // A draft that was too late stays behind when a correction is sent, and sending it is refused.
        Err(Refusal::CampaignClosed | Refusal::Stale { .. }) if *wish == Command::Send => {
            assert!(story.now >= story.campaign.closes, "{wish:?} once more is refused");
        }
        Err(refusal) => panic!("{wish:?} once more: {refusal:?}"),
    }
}

/// No applicant gets more than five mails within a day that the family caused.
fn mails_are_few(history: &[Recorded]) {
    let sent = |recorded: &&Recorded| matches!(recorded.event, Event::NotificationSent { .. });
    let mut case = open(CaseId::from_random([7; 16]), campaign().school, campaign().id, &history[0]).unwrap();
    let mut times: BTreeMap<ApplicantNo, Vec<_>> = BTreeMap::new();
    for recorded in &history[1..] {
        if let (Some(_), Event::NotificationSent { id }) = (Some(recorded).filter(sent), &recorded.event) {
            let mail = case.notifications.iter().find(|mail| mail.id == *id).unwrap();
            if matches!(mail.kind, MailKind::Received | MailKind::EmailChanged) {
                times.entry(mail.applicant).or_default().push(recorded.at);
            }
        }
        case = apply(case, recorded);
    }
    for times in times.values() {
        assert!(times.windows(6).all(|six| later(six[0], DAY) <= six[5]), "{times:?}");
    }
}

/// Stored and read again, the history leads to the same case.
fn replays(story: &Story) {
    let stored = serde_json::to_string(&story.history).unwrap();
    let history: Vec<Recorded> = serde_json::from_str(&stored).unwrap();
    let Case { id, school, campaign, .. } = story.case.clone();
    assert_eq!(replay(id, school, campaign, &history), Some(story.case.clone()));
    let snapshot = serde_json::to_string(&story.case).unwrap();
    assert_eq!(serde_json::from_str::<Case>(&snapshot).unwrap(), story.case);
}

proptest! {
    #![proptest_config(Config { cases: 2_000, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..Config::default() })]

    #[test]
    fn every_history_keeps_the_invariants_and_replays((begins, tries) in tries()) {
        let life = Life::lived(begins, &tries);
        replays(&life.story);
        mails_are_few(&life.story.history);
    }
}

#[test]
fn a_history_has_to_begin_with_its_opening() {
    let Case { id, school, campaign, .. } = given([]).case;
    assert_eq!(replay(id, school.clone(), campaign.clone(), &[]), None);
    let history = given([confirm()]).history;
    assert_eq!(replay(id, school, campaign, &history[1..]), None);
}

#[test]
fn random_histories_reach_every_event_and_refusal() {
    let mut runner = TestRunner::deterministic();
    let mut reached: BTreeMap<&str, usize> = BTreeMap::new();
    for _ in 0..1_000 {
        let (begins, tries) = tries().new_tree(&mut runner).unwrap().current();
        let life = Life::lived(begins, &tries);
        let again = life.story.case.applicants.iter().any(|a| a.attempt > 1);
        let kinds: BTreeSet<_> = life.story.history.iter().map(|recorded| recorded.event.kind()).collect();
        for one in kinds.into_iter().chain(life.refused).chain(again.then_some("sent again")) {
            *reached.entry(one).or_default() += 1;
        }
    }
    let rare: Vec<_> =
        EVENTS.iter().chain(&REFUSALS).filter(|name| reached.get(*name).is_none_or(|n| *n < 3)).collect();
    assert_eq!(rare, Vec::<&&str>::new(), "{reached:?}");
    for often in ["approved", "rejected", "sent again", "account_created", "notification_sent", "undone"] {
        assert!(reached[often] >= 40, "{often}: {reached:?}");
    }
}

const EVENTS: [&str; 25] = [
    "opened",
    "roster_changed",
    "data_confirmed",
    "consented",
    "declined",
    "consent_withdrawn",
    "applicants_named",
    "applicant_dropped",
    "email_corrected",
    "submitted",
    "pulled_back",
    "approved",
    "rejected",
    "undone",
    "account_created",
    "account_linked",
    "account_failed",
    "account_retried",
    "password_renewed",
    "notification_sent",
    "notification_failed",
    "notification_requeued",
    "paper_marked",
    "identity_looked_at",
    "exported",
];

const REFUSALS: [&str; 21] = [
    "stale",
    "not-yours",
    "campaign-not-open",
    "campaign-closed",
    "notice-outdated",
    "consent-needed",
    "under-review",
    "already-approved",
    "use-account",
    "not-ready",
    "fields",
    "no-such-applicant",
    "ask-school",
    "already-decided",
    "not-pending",
    "paper-unchecked",
    "proof-unchecked",
    "not-in-batch",
    "undo-expired",
    "nothing-to-retry",
    "nothing-to-resend",
];
