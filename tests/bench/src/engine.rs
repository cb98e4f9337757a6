//! The cloud that every contestant asks: the faults' own, over HTTP, on a thread of its own.

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::IntoResponse;
use faults::Cloud;
use http::{HeaderMap, StatusCode, Uri};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

/// A running engine.
#[derive(Clone, Debug)]
pub(crate) struct Engine {
    pub(crate) url: String,
    calls: Arc<AtomicUsize>,
}

impl Engine {
    /// Serves this cloud until the program ends.
    pub(crate) fn start(cloud: Cloud) -> Self {
        let calls = Arc::new(AtomicUsize::new(0));
        let router = Router::new().fallback(answer).with_state((cloud, Arc::clone(&calls)));
        let (tell, told) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
                tell.send(listener.local_addr().unwrap()).unwrap();
                axum::serve(listener, router).await.unwrap();
            });
        });
        Engine { url: format!("http://{}", told.recv().unwrap()), calls }
    }

    /// Calls so far.
    pub(crate) fn calls(&self) -> usize {
        self.calls.load(SeqCst)
    }
}

async fn answer(
    State((cloud, calls)): State<(Cloud, Arc<AtomicUsize>)>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> impl IntoResponse {
    calls.fetch_add(1, SeqCst);
    let target = headers.get("x-amz-target").map(|target| target.to_str().unwrap());
    let (status, code, body) = cloud.serve(target, uri.path(), &body);
    let mut headers = HeaderMap::new();
    headers.insert("content-type", "application/x-amz-json-1.0".parse().unwrap());
    if let Some(code) = code {
        headers.insert("x-amzn-errortype", code.parse().unwrap());
    }
    (StatusCode::from_u16(status).unwrap(), headers, body)
}
