//! The function before a table with one school, one campaign and one pupil.

use crate::recorded::Calls;
use api::{Family, FamilyGate, KeyRing, Origins, Viewer};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Credentials, Region};
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
};
use axum::extract::FromRequestParts;
use axum::response::IntoResponse;
use axum::{Extension, Router};
use domain::{Actor, Campaign, CaseId, Cause};
use identity::{KeySet, Pepper, Signer, generate_key};
use jiff::{SignedDuration, Timestamp};
use login::App;
use runtime::{Clock, KeptSecret};
use serde_json::{Value, json};
use store::{CampaignRecord, Change, NewCase, Opened, Store};
use testkit::{Answer, Ask, CAMPAIGN, ORIGIN, SCHOOL, call, contact, student, wrapping_keys};

const PEPPER: &str = "a pepper of forty letters, for tests only";
const TABLE: &str = "cases";

/// All that stands behind the function, and the time.
pub(crate) struct Door {
    pub(crate) store: Store,
    pub(crate) calls: Calls,
    pub(crate) campaign: Campaign,
    pub(crate) case: CaseId,
    pub(crate) now: Timestamp,
    client: Client,
    signer: String,
}

impl Door {
    /// A campaign that is open now, and the case of the first pupil.
    pub(crate) async fn open() -> Self {
        let calls = Calls::default();
        let client = client(calls.clone()).await;
        let campaign: Campaign = serde_json::from_value(json!({
            "school": SCHOOL, "school_name": "範例國民中學", "id": CAMPAIGN, "notice_version": "2026-08",
            "opens": "2026-09-01T00:00:00Z", "closes": "2026-09-30T16:00:00Z", "readable_until": "2026-12-31T16:00:00Z",
        }))
        .unwrap();
        let store = Store::new(client.clone(), TABLE, wrapping_keys());
        let mut door = Door {
            store,
            calls,
            campaign: campaign.clone(),
            case: CaseId::from_random([1; 16]),
            now: testkit::now(),
            client,
            signer: generate_key([7; 32]).unwrap().secret_json(),
        };
        door.enter(&campaign, None).await;
        door.case = door.open_case(&campaign, 1).await;
        door
    }

    /// Enters a campaign, trusting these keys for direct entry.
    pub(crate) async fn enter(&self, campaign: &Campaign, handover_keys: Option<Value>) {
        let record = CampaignRecord { campaign: campaign.clone(), district: "範例區".to_owned(), handover_keys };
        self.store.put_campaign(&record).await.unwrap();
    }

    /// Opens the case of the campaign's `n`th pupil.
    pub(crate) async fn open_case(&self, campaign: &Campaign, n: u8) -> CaseId {
        let pupil = student(n);
        let secret = secret(n);
        let index =
            Pepper::new(PEPPER).unwrap().sign_in_index(campaign.school.as_str(), pupil.number.as_str(), &secret);
        let new = NewCase {
            id: CaseId::from_random([n; 16]),
            school: campaign.school.clone(),
            campaign: campaign.id.clone(),
            student: pupil,
            contact: contact(),
            secret_index: index.unwrap(),
            entry_code: None,
        };
        let by = Change { actor: &Actor::Operator, cause: Cause::itself("load"), now: campaign.opens };
        match self.store.open_case(&new, &by).await.unwrap() {
            Opened::New(case) => case.id,
            Opened::Exists(_) => panic!("pupil {n} has a case already"),
        }
    }

    pub(crate) fn gate(&self) -> FamilyGate {
        let signer = Signer::from_secret_json(&self.signer).unwrap();
        FamilyGate {
            store: self.store.clone(),
            keys: KeyRing::fixed(KeySet::from_json(&signer.public_json()).unwrap()),
            origins: Origins::new([ORIGIN.to_owned()]),
            clock: Clock::fixed(self.now),
        }
    }

    /// The function, asked from an address that no edge tells.
    pub(crate) fn router(&self) -> Router {
        let signing = KeptSecret::fixed(Signer::from_secret_json(&self.signer).unwrap());
        let pepper = KeptSecret::fixed(Pepper::new(PEPPER).unwrap());
        login::router(App::new(self.gate(), signing, pepper).unwrap())
    }

    /// The function, asked from this address.
    pub(crate) fn router_from(&self, address: &str) -> Router {
        self.router().layer(Extension(Viewer(address.parse().ok())))
    }

    pub(crate) fn later(&mut self, seconds: i64) {
        self.now += SignedDuration::from_secs(seconds);
    }

    /// A fresh picture's id and its answer, read where it is stored.
    pub(crate) async fn captcha(&self) -> Value {
        let made = call(&self.router(), Ask::post("/api/captchas")).await;
        let id = made.body["id"].as_str().unwrap().to_owned();
        json!({ "id": id, "answer": self.stored_answer(&id).await })
    }

    pub(crate) async fn stored_answer(&self, id: &str) -> String {
        let get = self.client.get_item().table_name(TABLE).key("pk", AttributeValue::S(format!("CAPTCHA#{id}")));
        let item = get.key("sk", AttributeValue::S("CAPTCHA".to_owned())).send().await.unwrap().item.unwrap();
        item["answer"].as_s().unwrap().clone()
    }

    /// The right sign-in of the first pupil, with a fresh captcha.
    pub(crate) async fn form(&self) -> Value {
        let account = student(1).number.account();
        json!({ "school": SCHOOL, "account": account, "password": secret(1), "captcha": self.captcha().await })
    }

    /// The same with one field replaced, such as `/captcha/answer`.
    pub(crate) async fn form_with(&self, pointer: &str, value: &str) -> Value {
        let mut form = self.form().await;
        *form.pointer_mut(pointer).unwrap() = json!(value);
        form
    }

    pub(crate) async fn sign_in(&self, form: &Value) -> Answer {
        call(&self.router(), Ask::post("/api/sessions").json(form)).await
    }

    /// A session's cookie as a browser sends it.
    pub(crate) async fn signed_in(&self) -> String {
        let answer = self.sign_in(&self.form().await).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        answer.header("set-cookie").split(';').next().unwrap().to_owned()
    }

    /// Whom another function sees behind this cookie, or its problem's status.
    pub(crate) async fn family(&self, cookie: &str) -> Result<Family, u16> {
        let request = http::Request::get("/api/case").header("cookie", cookie);
        let request = request.extension(Cause::itself("request")).body(()).unwrap();
        let family = Family::from_request_parts(&mut request.into_parts().0, &self.gate()).await;
        family.map_err(|problem| problem.into_response().status().as_u16())
    }

    /// The case behind this cookie, or the problem's status.
    pub(crate) async fn opens(&self, cookie: &str) -> Result<CaseId, u16> {
        self.family(cookie).await.map(|family| family.portal.case.id)
    }
}

/// The national ID of the `n`th pupil.
pub(crate) fn secret(n: u8) -> String {
    student(n).national_id.unwrap().reveal().to_owned()
}

async fn client(calls: Calls) -> Client {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(dynoxide::server::serve_on(listener, dynoxide::Database::memory().unwrap()));
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("ap-east-2"))
        .credentials_provider(Credentials::new("test", "test", None, None, "test"))
        .endpoint_url(format!("http://{address}"))
        .interceptor(calls);
    let client = Client::from_conf(config.build());
    let keys = [("pk", KeyType::Hash), ("sk", KeyType::Range)];
    let mut create = client.create_table().table_name(TABLE).billing_mode(BillingMode::PayPerRequest);
    for (name, kind) in keys {
        let text = AttributeDefinition::builder().attribute_name(name).attribute_type(ScalarAttributeType::S);
        create = create.attribute_definitions(text.build().unwrap());
        create = create.key_schema(KeySchemaElement::builder().attribute_name(name).key_type(kind).build().unwrap());
    }
    create.send().await.unwrap();
    client
}
