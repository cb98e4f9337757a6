//! An empty table on an engine of its own, and a client that counts its calls and can lose an answer.

use crate::people::NOON;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::http::HttpResponse;
use aws_sdk_dynamodb::config::interceptors::{
    BeforeDeserializationInterceptorContextMut, BeforeTransmitInterceptorContextRef,
};
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::{
    BehaviorVersion, Builder, ConfigBag, Credentials, Intercept, Region, RuntimeComponents,
};
use aws_sdk_dynamodb::error::BoxError;
use jiff::Timestamp;
use runtime::Clock;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use store::{Store, WrappingKeys};

/// As the local feature makes it.
#[path = "../../src/local.rs"]
mod local;
#[path = "../../src/local_keys.rs"]
mod local_keys;
pub use local_keys::LocalKeys;

/// The table's name.
pub const NAME: &str = "cases";

/// A store on an empty table.
pub struct Table {
    /// The store under test.
    pub store: Store,
    /// The same table without the store: what an auditor or an attacker with table access would use.
    pub raw: Client,
    /// The store's line to the table.
    pub line: Arc<Line>,
    /// The key service behind it.
    pub keys: LocalKeys,
    address: String,
}

impl Table {
    /// An empty table; the engine ends with the test.
    pub async fn empty() -> Table {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let engine = dynoxide::Database::memory().unwrap();
        tokio::spawn(dynoxide::server::serve_with_shutdown(listener, engine, std::future::pending()));
        let raw = Client::from_conf(config(&address).build());
        local::create_table(&raw, NAME).await.unwrap();
        let line = Arc::new(Line::default());
        let client = Client::from_conf(config(&address).interceptor(Tap(line.clone())).build());
        let keys = LocalKeys::new().unwrap();
        Table { store: store_on(client, &keys, NOON), raw, line, keys, address }
    }

    /// The same table through a client that tries each call once.
    pub fn impatient(&self) -> Store {
        let config = config(&self.address).retry_config(RetryConfig::disabled());
        store_on(Client::from_conf(config.interceptor(Tap(self.line.clone())).build()), &self.keys, NOON)
    }

    /// The same table in a process that just started, at this time.
    pub fn fresh(&self, now: Timestamp) -> Store {
        let config = config(&self.address).interceptor(Tap(self.line.clone()));
        store_on(Client::from_conf(config.build()), &self.keys, now)
    }

    /// Calls of the store since the last time asked.
    pub fn calls(&self) -> usize {
        self.line.calls.swap(0, SeqCst)
    }
}

fn store_on(client: Client, keys: &LocalKeys, now: Timestamp) -> Store {
    Store::new(client, NAME, WrappingKeys::new(keys.clone(), Clock::fixed(now)))
}

fn config(address: &str) -> Builder {
    aws_sdk_dynamodb::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("test", "test", None, None, "tests"))
        .endpoint_url(address)
}

/// A line that counts calls and can lose the answer to a transaction.
#[derive(Debug, Default)]
pub struct Line {
    calls: AtomicUsize,
    lose_next: AtomicBool,
    losing: AtomicBool,
}

impl Line {
    /// The table will do the next transaction, and its answer will not arrive.
    pub fn lose_the_next_answer(&self) {
        self.lose_next.store(true, SeqCst);
    }
}

#[derive(Debug)]
struct Tap(Arc<Line>);

impl Intercept for Tap {
    fn name(&self) -> &'static str {
        "tap"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.calls.fetch_add(1, SeqCst);
        let target = context.request().headers().get("x-amz-target").unwrap_or_default();
        if target.ends_with("TransactWriteItems") && self.0.lose_next.swap(false, SeqCst) {
            self.0.losing.store(true, SeqCst);
        }
        Ok(())
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if self.0.losing.swap(false, SeqCst) {
            *context.response_mut() = HttpResponse::new(503.try_into()?, "".into());
        }
        Ok(())
    }
}
