//! An empty table with its indexes, in memory, behind the same client that the functions use.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Credentials, Region};
use runtime::Clock;
use store::local::create_table;
use store::local_keys::LocalKeys;
use store::{Store, WrappingKeys};

/// The table's name.
pub const TABLE: &str = "cases";

/// A table of its own, served until the test's runtime ends.
pub async fn table() -> Store {
    table_and_client().await.0
}

/// The same, and its client, by which an operator would look into it.
pub(crate) async fn table_and_client() -> (Store, Client) {
    table_under(wrapping_keys()).await
}

/// The same under keys of the test's own.
pub async fn table_under(keys: WrappingKeys) -> (Store, Client) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(dynoxide::server::serve_on(listener, dynoxide::Database::memory().unwrap()));
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("ap-east-2"))
        .credentials_provider(Credentials::new("test", "test", None, None, "test"))
        .endpoint_url(format!("http://{address}"))
        .build();
    let client = Client::from_conf(config);
    create_table(&client, TABLE).await.unwrap();
    (Store::new(client.clone(), TABLE, keys), client)
}

/// Keys of a key service in memory.
pub fn wrapping_keys() -> WrappingKeys {
    WrappingKeys::new(LocalKeys::new().unwrap(), Clock::fixed(crate::now()))
}
