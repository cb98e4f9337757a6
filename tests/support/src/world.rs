//! A table with one open campaign and one case, and sessions signed as `login` signs them.

use crate::table::table_and_client;
use crate::{Dump, TABLE, contact, student};
use api::{FamilyGate, KeyRing, Origins, SESSION_COOKIE, StaffGate};
use aws_sdk_dynamodb::Client;
use domain::{
    Actor, Campaign, CampaignId, Case, CaseId, Cause, Command, Context, SchoolId, StaffMember, StaffRole, decide,
};
use identity::{KeySet, SessionClaims, Signer, generate_key};
use jiff::Timestamp;
use runtime::Clock;
use serde_json::json;
use store::{CampaignRecord, Change, Loaded, NewCase, Opened, Store};

/// The school's id.
pub const SCHOOL: &str = "demo-junior-high";
/// The campaign's id.
pub const CAMPAIGN: &str = "2026-autumn";
/// Where our own pages come from.
pub const ORIGIN: &str = "https://binding.example";
/// The staff pool's client.
pub const STAFF_CLIENT: &str = "staff-pages";

/// A working day within the campaign, ten in the morning in Taiwan.
pub fn now() -> Timestamp {
    "2026-09-10T02:00:00Z".parse().unwrap()
}

/// The table, the campaign, a case and the time.
#[derive(Debug)]
pub struct World {
    /// The table.
    pub store: Store,
    /// The time; set it to go on.
    pub now: Timestamp,
    /// The settings.
    pub campaign: Campaign,
    /// The case of the first pupil.
    pub case: CaseId,
    client: Client,
    signer: Signer,
}

impl World {
    /// A fresh one.
    pub async fn new() -> Self {
        World::of(|_| {}).await
    }

    /// A fresh one whose first pupil differs.
    pub async fn of(change: impl FnOnce(&mut NewCase)) -> Self {
        let (store, client) = table_and_client().await;
        World::on(store, client, change).await
    }

    /// The same on an empty table that is there already; `client` looks into it as an operator would.
    pub async fn on(store: Store, client: Client, change: impl FnOnce(&mut NewCase)) -> Self {
        let campaign: Campaign = serde_json::from_value(json!({
            "school": SCHOOL,
            "school_name": "範例國民中學",
            "id": CAMPAIGN,
            "opens": "2026-09-01T00:00:00Z",
            "closes": "2026-09-30T15:59:59Z",
            "readable_until": "2026-12-31T15:59:59Z",
            "notice_version": "2026-08",
        }))
        .unwrap();
        let record =
            CampaignRecord { campaign: campaign.clone(), district: "範例區".to_owned(), handover_keys: None };
        let signer = Signer::from_secret_json(&session_key().secret_json()).unwrap();
        store.put_campaign(&record).await.unwrap();
        store.put_class(&campaign.school, &student(1).class).await.unwrap();
        let mut world = World { store, now: now(), campaign, case: CaseId::from_random([0; 16]), client, signer };
        world.case = world.open_case(1, change).await;
        world
    }

    /// The same world over a copy of its table.
    pub fn over(&self, store: Store, client: Client) -> Self {
        let signer = Signer::from_secret_json(&session_key().secret_json()).unwrap();
        World { store, now: self.now, campaign: self.campaign.clone(), case: self.case, client, signer }
    }

    /// Opens the case of the `n`th pupil.
    pub async fn open_case(&self, n: u8, change: impl FnOnce(&mut NewCase)) -> CaseId {
        let mut new = NewCase {
            id: CaseId::from_random([n; 16]),
            school: SchoolId::parse(SCHOOL).unwrap(),
            campaign: CampaignId::parse(CAMPAIGN).unwrap(),
            student: student(n),
            contact: contact(),
            secret_index: format!("index-{n}"),
            entry_code: None,
        };
        change(&mut new);
        let by = Change { actor: &Actor::Operator, cause: Cause::itself("load"), now: self.campaign.opens };
        match self.store.open_case(&new, &by).await.unwrap() {
            Opened::New(case) => case.id,
            Opened::Exists(_) => panic!("pupil {n} has a case already"),
        }
    }

    /// All that the table holds.
    pub async fn dump(&self) -> Dump {
        Dump::of(&self.client, TABLE).await
    }

    /// The table without the store: what somebody with access to it could do.
    pub fn raw(&self) -> &Client {
        &self.client
    }

    /// What signs sessions, as `login` keeps it, and what the others know of it.
    pub fn session_secrets(&self) -> (String, String) {
        (session_key().secret_json(), self.signer.public_json())
    }

    /// What lets a family in.
    pub fn gate(&self) -> FamilyGate {
        FamilyGate {
            store: self.store.clone(),
            keys: KeyRing::fixed(KeySet::from_json(&self.signer.public_json()).unwrap()),
            origins: Origins::new([ORIGIN.to_owned()]),
            clock: Clock::fixed(self.now),
        }
    }

    /// What lets staff in.
    pub fn staff_gate(&self) -> StaffGate {
        StaffGate { store: self.store.clone(), client_id: STAFF_CLIENT.to_owned(), clock: Clock::fixed(self.now) }
    }

    /// The cookie of a session that just began, for the first case.
    pub fn cookie(&self) -> String {
        self.cookie_of(self.case, "session-1", self.now)
    }

    /// The cookie of a session that began then and was not extended since.
    pub fn cookie_of(&self, case: CaseId, session: &str, began: Timestamp) -> String {
        self.cookie_with(&SessionClaims::begin(&case.to_string(), session, SCHOOL, CAMPAIGN, began))
    }

    /// The cookie of a session that began then and was extended just now.
    pub fn cookie_kept_alive(&self, session: &str, began: Timestamp) -> String {
        let begun = SessionClaims::begin(&self.case.to_string(), session, SCHOOL, CAMPAIGN, began);
        self.cookie_with(&begun.extended(self.now))
    }

    fn cookie_with(&self, claims: &SessionClaims) -> String {
        format!("{SESSION_COOKIE}={}", claims.sign(&self.signer).unwrap())
    }

    /// The case as it is stored.
    pub async fn stored(&self) -> Case {
        self.loaded().await.into_case()
    }

    /// What staff decides, as `review` would write it.
    pub async fn decided(&self, command: Command) -> Case {
        let member = StaffMember { username: "t-1".into(), name: "王老師".into(), role: StaffRole::Teacher };
        let actor = Actor::Staff(member);
        let ctx = Context { campaign: &self.campaign, actor: &actor, expected: None, now: self.now };
        let by = Change { actor: &actor, cause: Cause::itself("review"), now: self.now };
        let case = self.store.change(self.loaded().await, &by, |case| decide(case, &command, &ctx)).await;
        case.unwrap().into_case()
    }

    async fn loaded(&self) -> Loaded {
        self.store.load(self.case).await.unwrap().unwrap()
    }
}

fn session_key() -> identity::GeneratedKey {
    generate_key([7; 32]).unwrap()
}
