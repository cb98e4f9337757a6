//! What is measured: three steps of the journey, each with what lies in the table before it.

use crate::contestant::Contestant;
use aws_lc_rs::hmac;
use data_encoding::HEXLOWER;
use faults::{Time, Town, message, steps};
use jiff::SignedDuration;
use runtime::Clock;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use store::CampaignRecord;
use testkit::{TABLE, applicant};

/// Whom the peers believe; they check a hash where ours checks a signature.
const PEER_KEY: &str = "peers believe whoever knows this";

/// One step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Scene {
    /// `GET /api/case`: a family that has sent sees its portal.
    Portal,
    /// `POST` and `DELETE /api/case/submission` in turn: each is a read, a decision and a transaction.
    Submission,
    /// A message about an approval whose account has been made: it is looked at, and nothing is due.
    Record,
}

impl Scene {
    pub(crate) const ALL: [Scene; 3] = [Scene::Portal, Scene::Submission, Scene::Record];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Scene::Portal => "portal",
            Scene::Submission => "submission",
            Scene::Record => "record",
        }
    }

    pub(crate) fn function(self) -> &'static str {
        match self {
            Scene::Portal => "confirm-data",
            Scene::Submission => "submit",
            Scene::Record => "provision",
        }
    }

    pub(crate) fn environment(self, endpoint: &str) -> BTreeMap<&'static str, String> {
        let common = [
            ("AWS_ENDPOINT_URL", endpoint),
            ("AWS_REGION", "ap-northeast-1"),
            ("AWS_DEFAULT_REGION", "ap-northeast-1"),
            ("AWS_ACCESS_KEY_ID", "test"),
            ("AWS_SECRET_ACCESS_KEY", "test"),
            ("AWS_LAMBDA_FUNCTION_NAME", "bench"),
            ("AWS_LAMBDA_FUNCTION_VERSION", "1"),
            ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256"),
            ("AWS_LAMBDA_LOG_GROUP_NAME", "bench"),
            ("AWS_LAMBDA_LOG_STREAM_NAME", "bench"),
            ("AWS_EC2_METADATA_DISABLED", "true"),
            ("LAMBDA_TASK_ROOT", "."),
            ("TABLE_NAME", TABLE),
            ("KMS_KEY_ID", "alias/guardian-link"),
            ("SESSION_KEYS_SECRET", "session-keys"),
            ("PUBLIC_ORIGINS", testkit::ORIGIN),
            ("EDGE_KEY", "local"),
            ("LOG_LEVEL", "info"),
            ("GUARDIAN_POOL_ID", "ap-northeast-1_guardians"),
            ("PEPPER_SECRET", "pepper"),
            ("ONE_TIME_PASSWORD_SECRET", "one-time-password"),
            ("QUEUE_URL", "https://sqs.ap-northeast-1.amazonaws.com/000000000000/queue"),
            ("SWEEP_AFTER_SECONDS", "600"),
            ("RETRY_BASE_SECONDS", "30"),
            ("STAFF_CLIENT_ID", testkit::STAFF_CLIENT),
            ("PEER_KEY", PEER_KEY),
        ];
        common.map(|(name, value)| (name, value.to_owned())).into()
    }
}

/// A school with one family that has sent and one whose account was made, and the same in the peers' form.
#[derive(Debug)]
pub(crate) struct Ground {
    pub(crate) town: Town,
    done: Value,
}

impl Ground {
    pub(crate) fn prepare() -> Self {
        let time = Time::default();
        let ground = time.block_on(async {
            let town = Town::of(&time, 2).await;
            let father = json!({ "arrangement": "one_parent", "applicants": [applicant(1, "father")] });
            let mother = json!({ "arrangement": "one_parent", "applicants": [applicant(2, "mother")] });
            steps::send(&town, 0, &father).await;
            steps::provided(&town, 1, &mother).await;
            let mut campaign = town.world.campaign.clone();
            let far = Clock::system().now() + SignedDuration::from_hours(24 * 30);
            (campaign.closes, campaign.readable_until) = (far, far);
            let record = CampaignRecord { campaign, district: "範例區".to_owned(), handover_keys: None };
            town.store().put_campaign(&record).await.unwrap();
            let done = message_of(&town).await;
            Ground { town, done }
        });
        time.block_on(ground.for_peers());
        ground
    }

    /// The same families in the clear, as the peers keep them: one JSON text an item.
    async fn for_peers(&self) {
        let case = |n: usize, state: &str| {
            json!({
                "id": format!("peer-{n}"), "seq": 5, "version": 5, "state": state, "consent": "agreed", "arrangement": "one_parent",
                "student": { "name": "林小雨", "class": "101", "seat": "01", "number": "99001001", "birth_date": "2013-10-05" },
                "contact": { "household_address": "臺北市範例區示範路1號", "mailing_address": "臺北市範例區示範路2號" },
                "applicants": [{ "no": 1, "name": "林大山", "relationship": "father", "national_id": "Y190000019",
                                 "mobile": "0900000001", "email": "adult1@example.com", "review": state }],
            })
        };
        let items = [
            ("CASE#peer-0", "SNAPSHOT", case(0, "pending")),
            ("CASE#peer-1", "SNAPSHOT", case(1, "approved")),
            (
                "SCHOOL#peer",
                "CAMPAIGN",
                json!({ "name": "範例國民中學", "closes": "2099-09-30T15:59:59Z", "notice_version": "2026-08" }),
            ),
            ("ENTRY#peer-0", "ENTRY", json!({ "previous_sign_in": null })),
        ];
        for (pk, sk, data) in items {
            let put = self.town.world.raw().put_item().table_name(TABLE).item("pk", text(pk)).item("sk", text(sk));
            let put = put.item("data", text(&data.to_string()));
            put.item("seq", aws_sdk_dynamodb::types::AttributeValue::N("5".into())).send().await.unwrap();
        }
    }

    /// The `n`th event of a scene for a contestant.
    pub(crate) fn event(&self, scene: Scene, who: Contestant, n: usize) -> Value {
        let method = match scene {
            Scene::Portal => "GET",
            Scene::Submission if n.is_multiple_of(2) => "DELETE",
            Scene::Submission => "POST",
            Scene::Record => return self.message(who),
        };
        let path = if scene == Scene::Portal { "/api/case" } else { "/api/case/submission" };
        request(method, path, &self.cookie(who))
    }

    fn message(&self, who: Contestant) -> Value {
        match who {
            Contestant::Ours | Contestant::Empty => json!({ "Records": [self.done] }),
            Contestant::Python | Contestant::Node => {
                let keys = json!({ "pk": { "S": "CASE#peer-1" }, "sk": { "S": "EVENT#000006#approved" } });
                let mut record = self.done.clone();
                record["body"] = json!({ "eventName": "INSERT", "dynamodb": { "Keys": keys } }).to_string().into();
                json!({ "Records": [record] })
            }
        }
    }

    fn cookie(&self, who: Contestant) -> String {
        match who {
            Contestant::Ours | Contestant::Empty => {
                self.town.world.cookie_of(self.town.cases[0], "bench", Clock::system().now())
            }
            Contestant::Python | Contestant::Node => {
                let key = hmac::Key::new(hmac::HMAC_SHA256, PEER_KEY.as_bytes());
                let tag = HEXLOWER.encode(hmac::sign(&key, b"peer-0").as_ref());
                format!("__Host-session=peer-0.{tag}")
            }
        }
    }
}

async fn message_of(town: &Town) -> Value {
    let history = town.store().history(town.cases[1]).await.unwrap();
    let approved = history.iter().find(|recorded| recorded.event.kind() == "approved").unwrap();
    message(town.cases[1], approved.seq, "approved", 1)
}

fn text(value: &str) -> aws_sdk_dynamodb::types::AttributeValue {
    aws_sdk_dynamodb::types::AttributeValue::S(value.to_owned())
}

/// A request as the HTTP API hands it over.
fn request(method: &str, path: &str, cookie: &str) -> Value {
    json!({
        "version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": "", "cookies": [cookie],
        "headers": {
            "accept": "application/json", "content-type": "application/json", "host": "binding.example", "origin": testkit::ORIGIN,
            "sec-fetch-site": "same-origin", "user-agent": "Mozilla/5.0 (Linux; Android 10) Chrome/120 Mobile",
            "x-edge-key": "local", "x-viewer-ip": "198.51.100.7",
        },
        "requestContext": {
            "accountId": "000000000000", "apiId": "bench", "domainName": "binding.example", "domainPrefix": "binding",
            "http": { "method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "198.51.100.7", "userAgent": "Mozilla/5.0" },
            "requestId": "bench", "routeKey": "$default", "stage": "$default",
            "time": "27/Nov/2026:08:00:00 +0000", "timeEpoch": 1_795_766_400_000_u64,
        },
        "isBase64Encoded": false,
    })
}

/// Whether the answer is the one that the scene is about.
pub(crate) fn is_right(scene: Scene, answer: &Value) -> bool {
    match scene {
        Scene::Portal | Scene::Submission => answer["statusCode"] == 200,
        Scene::Record => answer["batchItemFailures"].as_array().is_some_and(Vec::is_empty),
    }
}
