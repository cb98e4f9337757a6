//! What a school looks like afterwards, and what must be true of it whatever happened.

use crate::{Step, Town};
use domain::{Account, AccountState, Case, Event, MailState, Recorded, Review, invariants, replay};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use testkit::Ask;

/// All that families, staff and an operator can see, without times and sign-ins: two runs that went by different ways
/// look alike.
pub type Portrait = Value;

impl Town {
    /// What it looks like now.
    pub async fn portrait(&self) -> Portrait {
        let mut cases = Vec::new();
        for case in &self.cases {
            let history = self.store().history(*case).await.unwrap();
            let kinds: Vec<_> = history.iter().map(|recorded| recorded.event.kind()).filter(|k| *k != LOOK).collect();
            let cookie = self.world.cookie_of(*case, "viewer", self.now());
            let portal = self.ask(Step::ConfirmData, Ask::get("/api/case").cookie(&cookie)).await;
            let mut portal = portal.body;
            portal.as_object_mut().unwrap().remove("last_sign_in");
            cases.push(json!({ "kinds": kinds, "portal": portal }));
        }
        let rows = self.ask(Step::Review, self.staff(Ask::get("/api/review/classes/101/applicants"))).await.body;
        let pupils = self.ask(Step::Review, self.staff(Ask::get("/api/review/classes/101/students"))).await.body;
        let users: BTreeMap<_, _> = self.cloud.users().into_iter().map(|(name, user)| (name, user.password)).collect();
        let mut mails = self.cloud.mails();
        mails.sort();
        mails.dedup();
        let mut portrait = json!({ "cases": cases, "rows": rows, "pupils": pupils, "users": users, "mails": mails });
        without_times(&mut portrait);
        portrait
    }
}

/// Where two portraits differ, and how.
pub fn differences(one: &Portrait, other: &Portrait) -> Vec<String> {
    match (one, other) {
        (Value::Object(parts), Value::Object(others)) if parts.keys().eq(others.keys()) => {
            let inner = |name: &String| differences(&parts[name], &others[name]).into_iter();
            parts.keys().flat_map(|name| inner(name).map(move |told| format!("/{name}{told}"))).collect()
        }
        (Value::Array(parts), Value::Array(others)) if parts.len() == others.len() => {
            let both = parts.iter().zip(others).enumerate();
            both.flat_map(|(at, (a, b))| differences(a, b).into_iter().map(move |told| format!("/{at}{told}")))
                .collect()
        }
        _ if one == other => vec![],
        _ => vec![format!(": {one}, not {other}")],
    }
}

/// Each look at a number is an event, the repeated one too.
const LOOK: &str = "identity_looked_at";

fn without_times(value: &mut Value) {
    match value {
        Value::String(text) if text.parse::<jiff::Timestamp>().is_ok() => "some time".clone_into(text),
        Value::Array(parts) => parts.iter_mut().for_each(without_times),
        Value::Object(parts) => parts.values_mut().for_each(without_times),
        _ => {}
    }
}

/// What must be true of the whole school at any time: no event lost or doubled, the snapshot is what its events make of
/// it, one account a person, one mail an event. `copies`: the mails that may have gone out once more.
pub async fn audit(town: &Town, copies: usize) {
    let mut accounts = BTreeMap::new();
    let (mut sent, mut children) = (Vec::new(), BTreeMap::new());
    for id in &town.cases {
        let case = town.store().load(*id).await.unwrap().unwrap().into_case();
        let history = town.store().history(*id).await.unwrap();
        replays(&case, &history);
        assert_eq!(town.store().walk_chain(*id).await.unwrap().unwrap().events, case.seq);
        for applicant in &case.applicants {
            let Review::Approved { account, .. } = &applicant.review else { continue };
            if let Account::Created { username, .. } | Account::Linked { username, .. } = account {
                assert_eq!(*username, town.username(applicant.person.national_id.reveal()), "the person's own account");
                children.entry(username.clone()).or_insert_with(Vec::new).push(*id);
            }
            if let Account::Created { username, issue, .. } = account {
                let newest = accounts.entry(username.clone()).or_insert(*issue);
                *newest = (*newest).max(*issue);
            }
        }
        sent.extend(told(&case, &history));
    }
    let users = town.cloud.users();
    for (username, issue) in &accounts {
        let password = &users.get(username).expect("an account that was announced is there").password;
        assert_eq!(*password, town.password(username, *issue), "the password that was mailed is the one that is valid");
    }
    for (username, cases) in children {
        let mut held: Vec<_> = town.store().children(&username).await.unwrap().iter().map(|child| child.case).collect();
        held.sort();
        let mut cases: Vec<_> = cases;
        cases.sort();
        cases.dedup();
        assert!(cases.iter().all(|case| held.contains(case)), "an account may see its children");
    }
    mails(&town.cloud.mails(), &sent, copies);
}

/// The mails of each case that went out and are not recorded yet: the one window in which a second copy can arise, since
/// SES knows no token by which it could tell a repetition.
pub async fn unrecorded(town: &Town) -> Vec<usize> {
    let mut counts = Vec::new();
    for id in &town.cases {
        let case = town.store().load(*id).await.unwrap().unwrap().into_case();
        let sent = told(&case, &town.store().history(*id).await.unwrap());
        let mails = town.cloud.mails();
        let of_case = mails.iter().filter(|mail| mail.starts_with(&id.to_string()));
        counts.push(of_case.filter(|mail| !sent.contains(mail)).count());
    }
    counts
}

fn told(case: &Case, history: &[Recorded]) -> Vec<String> {
    let told = history.iter().filter_map(|recorded| match &recorded.event {
        Event::NotificationSent { id } => Some(format!("{}/{id}", case.id)),
        _ => None,
    });
    told.collect()
}

/// The snapshot is the replay of its events, they have no gap, and no sentence of the domain is broken.
fn replays(case: &Case, history: &[Recorded]) {
    assert!(history.iter().map(|recorded| recorded.seq).eq(1..=case.seq), "events are numbered without a gap");
    assert!(history.iter().map(|recorded| recorded.at).is_sorted(), "the times of a history never go back");
    let replayed = replay(case.id, case.school.clone(), case.campaign.clone(), history);
    assert_eq!(replayed.as_ref(), Some(case), "the snapshot is what its events make of it");
    assert_eq!(invariants::broken(case), Vec::<&str>::new());
}

/// Every mail that is recorded as sent went out, and but for the copies each went out once.
fn mails(inbox: &[String], sent: &[String], copies: usize) {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    inbox.iter().for_each(|mail| *count.entry(mail).or_default() += 1);
    for (at, mail) in sent.iter().enumerate() {
        assert!(count.contains_key(mail.as_str()), "what is recorded as sent was sent");
        assert!(!sent[..at].contains(mail), "and is recorded once");
    }
    let more: usize = count.values().map(|sent| sent - 1).sum();
    assert!(more <= copies, "{more} mails went out once more, at most {copies} may have");
}

/// Whether anything is still under way in the case.
pub fn is_settled(case: &Case) -> bool {
    case.applicants.iter().all(|applicant| applicant.account_state() != AccountState::Creating)
        && case.notifications.iter().all(|mail| mail.state != MailState::Queued)
}
