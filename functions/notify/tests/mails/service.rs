//! A mail service on this machine: takes SES's SendEmail, remembers what it was handed, and answers as it is told.

use aws_sdk_sesv2::Client;
use aws_sdk_sesv2::config::{BehaviorVersion, Config, Credentials, Region, retry::RetryConfig};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;
use tokio::sync::Notify;

/// What the service does with a mail; unless told otherwise it takes it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Answer {
    /// An error of SES.
    Error(u16, &'static str, &'static str),
    /// It takes the mail, and its answer is never heard.
    Silence,
    /// It takes the mail, and answers when it is told to go on.
    Late,
}

/// The service.
#[derive(Clone, Debug, Default)]
pub(crate) struct Service {
    url: String,
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    handed: Mutex<Vec<Value>>,
    answers: Mutex<VecDeque<Answer>>,
    heard: Notify,
    go_on: Notify,
}

impl Service {
    /// A service of its own, served until the test's runtime ends.
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let service = Service { url, shared: Arc::default() };
        let routes = Router::new().route("/v2/email/outbound-emails", post(take)).with_state(service.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        service
    }

    /// A client of it.
    pub(crate) fn client(&self) -> Client {
        let config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("ap-east-2"))
            .credentials_provider(Credentials::new("test", "test", None, None, "test"))
            .endpoint_url(&self.url)
            .retry_config(RetryConfig::disabled());
        Client::from_conf(config.build())
    }

    /// The next mail is answered so.
    pub(crate) fn answer_next(&self, answer: Answer) {
        self.shared.answers.lock().unwrap().push_back(answer);
    }

    /// Waits for the mail whose answer is late or never heard.
    pub(crate) async fn handed_one(&self) {
        self.shared.heard.notified().await;
    }

    /// Gives the late answer.
    pub(crate) fn go_on(&self) {
        self.shared.go_on.notify_one();
    }

    /// The requests whose mails were taken, in order.
    pub(crate) fn handed(&self) -> Vec<Value> {
        self.shared.handed.lock().unwrap().clone()
    }

    /// The mails that were taken: to whom, and the subject.
    pub(crate) fn inbox(&self) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let line = |mail: &Value| {
            (text(&mail["Destination"]["ToAddresses"][0]), text(&mail["Content"]["Simple"]["Subject"]["Data"]))
        };
        self.handed().iter().map(line).collect()
    }

    /// The plain text of the mail taken last.
    pub(crate) fn last_text(&self) -> String {
        self.handed().last().unwrap()["Content"]["Simple"]["Body"]["Text"]["Data"].as_str().unwrap().to_owned()
    }
}

async fn take(State(service): State<Service>, Json(mail): Json<Value>) -> Response {
    let answer = service.shared.answers.lock().unwrap().pop_front();
    if let Some(Answer::Error(status, code, message)) = answer {
        let status = StatusCode::from_u16(status).unwrap();
        return (status, [("x-amzn-errortype", code)], Json(json!({ "message": message }))).into_response();
    }
    service.shared.handed.lock().unwrap().push(mail);
    if let Some(Answer::Silence | Answer::Late) = answer {
        service.shared.heard.notify_one();
        service.shared.go_on.notified().await;
    }
    Json(json!({ "MessageId": "0100018f" })).into_response()
}
