//! Lambda's side of a function: its runtime API, which hands out one event at a time and takes the answer.

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http::StatusCode;
use runtime::Clock;
use serde_json::Value;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{Mutex, mpsc};

/// One function's runtime API.
pub(crate) struct RuntimeApi {
    pub(crate) address: String,
    events: mpsc::Sender<Vec<u8>>,
    asked: mpsc::Receiver<Instant>,
    answered: mpsc::Receiver<(Instant, Bytes)>,
}

struct Side {
    events: Mutex<mpsc::Receiver<Vec<u8>>>,
    asked: mpsc::Sender<Instant>,
    answered: mpsc::Sender<(Instant, Bytes)>,
}

impl RuntimeApi {
    pub(crate) async fn start() -> Self {
        let (events, give) = mpsc::channel(1);
        let (tell_asked, asked) = mpsc::channel(16);
        let (tell_answered, answered) = mpsc::channel(16);
        let side = Arc::new(Side { events: Mutex::new(give), asked: tell_asked, answered: tell_answered });
        let router = Router::new()
            .route("/2018-06-01/runtime/invocation/next", get(next))
            .route("/2018-06-01/runtime/invocation/{id}/{what}", post(done))
            .fallback(async || StatusCode::ACCEPTED)
            .with_state(side);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        tokio::spawn(async move { axum::serve(listener, router).await });
        RuntimeApi { address, events, asked, answered }
    }

    /// When the function asked for its first event.
    pub(crate) async fn ready(&mut self) -> Instant {
        let wait = tokio::time::timeout(Duration::from_secs(30), self.asked.recv());
        wait.await.expect("the function starts within half a minute: is anything missing in its environment?").unwrap()
    }

    /// Hands an event over; how long the answer took, and what it is.
    pub(crate) async fn invoke(&mut self, event: &Value) -> (Duration, Value) {
        let event = event.to_string().into_bytes();
        let began = Instant::now();
        self.events.send(event).await.unwrap();
        let wait = tokio::time::timeout(Duration::from_secs(30), self.answered.recv());
        let (ended, answer) = wait.await.expect("an answer within half a minute").unwrap();
        (ended - began, serde_json::from_slice(&answer).unwrap_or(Value::Null))
    }
}

async fn next(State(side): State<Arc<Side>>) -> Response {
    _ = side.asked.try_send(Instant::now());
    let Some(event) = side.events.lock().await.recv().await else {
        return StatusCode::GONE.into_response();
    };
    let deadline = Clock::system().now() + jiff::SignedDuration::from_secs(30);
    let headers = [
        ("lambda-runtime-aws-request-id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd".to_owned()),
        ("lambda-runtime-deadline-ms", deadline.as_millisecond().to_string()),
        ("lambda-runtime-invoked-function-arn", "arn:aws:lambda:ap-northeast-1:000000000000:function:bench".to_owned()),
        (
            "lambda-runtime-trace-id",
            "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0".to_owned(),
        ),
        ("content-type", "application/json".to_owned()),
    ];
    (headers.map(|(name, value)| (http::HeaderName::from_static(name), value)), event).into_response()
}

async fn done(State(side): State<Arc<Side>>, body: Bytes) -> StatusCode {
    side.answered.send((Instant::now(), body)).await.unwrap();
    StatusCode::ACCEPTED
}
