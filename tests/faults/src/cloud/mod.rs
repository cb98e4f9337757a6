//! What stands behind the line: the table, and the services around it as far as they are asked.

mod around;
mod quota;
mod table;

use aws_sdk_dynamodb::config::http::HttpRequest;
use dynoxide::Database;
use quota::Quota;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A cloud. Clones are the same cloud.
#[derive(Clone)]
pub struct Cloud(Arc<Services>);

struct Services {
    table: Database,
    users: Mutex<BTreeMap<String, User>>,
    mails: Mutex<Vec<String>>,
    secrets: Mutex<BTreeMap<String, String>>,
    /// Seconds after which a message comes again, by its receipt.
    hidden: Mutex<BTreeMap<String, u64>>,
    quotas: Mutex<BTreeMap<&'static str, Quota>>,
}

/// A user of the guardian pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The one-time password that is valid, until the first sign-in.
    pub password: String,
}

/// A call's service and operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Call {
    service: String,
    operation: String,
}

/// What a service answers.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) code: Option<&'static str>,
    pub(crate) body: String,
}

impl fmt::Debug for Cloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cloud")
    }
}

impl Default for Cloud {
    fn default() -> Self {
        Cloud(Arc::new(Services {
            table: Database::memory().unwrap(),
            users: Mutex::default(),
            mails: Mutex::default(),
            secrets: Mutex::default(),
            hidden: Mutex::default(),
            quotas: Mutex::default(),
        }))
    }
}

impl Cloud {
    /// Stores a secret.
    pub fn put_secret(&self, name: &str, value: impl Into<String>) {
        self.0.secrets.lock().unwrap().insert(name.to_owned(), value.into());
    }

    /// The users of the guardian pool by name.
    pub fn users(&self) -> BTreeMap<String, User> {
        self.0.users.lock().unwrap().clone()
    }

    /// The mails that were handed over, each as `case/notification`.
    pub fn mails(&self) -> Vec<String> {
        self.0.mails.lock().unwrap().clone()
    }

    /// Takes over all that another cloud holds; the table is there and empty.
    pub(crate) fn fill(&self, from: &Cloud) {
        table::fill(&self.0.table, &from.0.table);
        self.0.users.lock().unwrap().clone_from(&from.0.users.lock().unwrap());
        self.0.mails.lock().unwrap().clone_from(&from.0.mails.lock().unwrap());
        self.0.secrets.lock().unwrap().clone_from(&from.0.secrets.lock().unwrap());
    }

    /// After how many seconds the function wanted this message back.
    pub fn wanted_after(&self, receipt: &str) -> Option<u64> {
        self.0.hidden.lock().unwrap().remove(receipt)
    }

    /// Lets a service answer so many calls within a time, and throttle the others.
    pub fn admit(&self, service: &'static str, calls: usize, within: Duration) {
        self.0.quotas.lock().unwrap().insert(service, Quota::of(calls, within));
    }

    /// How many calls of the services that have a quota were throttled.
    pub fn throttled(&self) -> usize {
        self.0.quotas.lock().unwrap().values().map(Quota::throttled).sum()
    }

    /// Answers a request that came over a network: status, the error's code, body.
    pub fn serve(&self, target: Option<&str>, path: &str, body: &[u8]) -> (u16, Option<&'static str>, String) {
        let Answer { status, code, body } = self.answer(&Call::named(target, path), body, Duration::ZERO);
        (status, code, body)
    }

    /// Does what is asked, so long after the beginning.
    pub(crate) fn answer(&self, call: &Call, body: &[u8], at: Duration) -> Answer {
        if !self.0.quotas.lock().unwrap().get_mut(call.service.as_str()).is_none_or(|quota| quota.admits(at)) {
            return call.throttled();
        }
        let body = std::str::from_utf8(body).unwrap();
        match call.service.as_str() {
            "DynamoDB_20120810" => table::answer(&self.0.table, &call.operation, body),
            _ => self.around(call, &serde_json::from_str(body).unwrap_or(Value::Null)),
        }
    }
}

impl Call {
    pub(crate) fn of(request: &HttpRequest) -> Self {
        Call::named(request.headers().get("x-amz-target"), request.uri())
    }

    /// By its target, such as `DynamoDB_20120810.GetItem`; what has none is SES, by the path.
    fn named(target: Option<&str>, path: &str) -> Self {
        let operation = || path.rsplit('/').next().unwrap_or_default().to_owned();
        let (service, operation) = target
            .and_then(|target| target.split_once('.'))
            .map_or_else(|| ("SES".to_owned(), operation()), |(s, o)| (s.to_owned(), o.to_owned()));
        Call { service, operation }
    }

    /// The operation, when it is one of the table.
    pub(crate) fn of_table(&self) -> Option<&str> {
        (self.service == "DynamoDB_20120810").then_some(self.operation.as_str())
    }

    /// The operation by its name in AWS's reference; what SES is asked for stands in the path.
    pub(crate) fn asked_for(&self) -> &str {
        match (self.service.as_str(), self.operation.as_str()) {
            ("SES", "outbound-emails") => "SendEmail",
            (_, operation) => operation,
        }
    }

    /// Each service has its own word for too much.
    pub(crate) fn throttled(&self) -> Answer {
        match self.service.as_str() {
            "SES" => Answer::error(429, "TooManyRequestsException"),
            "AWSCognitoIdentityProviderService" => Answer::error(400, "TooManyRequestsException"),
            _ => Answer::error(400, "ThrottlingException"),
        }
    }

    pub(crate) fn down(&self) -> Answer {
        match self.service.as_str() {
            "DynamoDB_20120810" => Answer::error(500, "InternalServerError"),
            "AWSCognitoIdentityProviderService" => Answer::error(500, "InternalErrorException"),
            _ => Answer::error(503, "ServiceUnavailable"),
        }
    }
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.service, self.operation)
    }
}

impl Answer {
    pub(crate) fn of(body: &Value) -> Self {
        Answer { status: 200, code: None, body: body.to_string() }
    }

    pub(crate) fn error(status: u16, code: &'static str) -> Self {
        Answer { status, code: Some(code), body: json!({ "__type": code, "message": code }).to_string() }
    }
}
