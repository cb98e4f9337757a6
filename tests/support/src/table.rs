//! An empty table with its indexes, in memory, behind the same client that the functions use.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Credentials, Region};
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection, ProjectionType,
    ScalarAttributeType, StreamSpecification, StreamViewType,
};
use std::sync::Arc;
use store::{Store, Unsealed, keys};

const NAME: &str = "cases";

/// A table of its own, served until the test's runtime ends.
pub async fn table() -> Store {
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
    create(&client).await;
    Store::new(client, NAME, Arc::new(Unsealed))
}

async fn create(client: &Client) {
    let row = Projection::builder()
        .projection_type(ProjectionType::Include)
        .set_non_key_attributes(Some(["row", "seq", "ttl"].map(str::to_owned).to_vec()));
    let keys_only = Projection::builder().projection_type(ProjectionType::KeysOnly);
    let stream = StreamSpecification::builder().stream_enabled(true).stream_view_type(StreamViewType::KeysOnly);
    client
        .create_table()
        .table_name(NAME)
        .billing_mode(BillingMode::PayPerRequest)
        .set_attribute_definitions(Some(["pk", "sk", "gsi1pk", "gsi1sk", "gsi2pk", "gsi2sk"].map(text).to_vec()))
        .set_key_schema(Some(schema("pk", "sk")))
        .global_secondary_indexes(index(keys::CLASS_INDEX, row.build()))
        .global_secondary_indexes(index(keys::DUE_INDEX, keys_only.build()))
        .stream_specification(stream.build().unwrap())
        .send()
        .await
        .unwrap();
}

fn index(name: &str, projection: Projection) -> GlobalSecondaryIndex {
    let schema = schema(&format!("{name}pk"), &format!("{name}sk"));
    let index = GlobalSecondaryIndex::builder().index_name(name).projection(projection);
    index.set_key_schema(Some(schema)).build().unwrap()
}

fn schema(pk: &str, sk: &str) -> Vec<KeySchemaElement> {
    [(pk, KeyType::Hash), (sk, KeyType::Range)]
        .map(|(name, kind)| KeySchemaElement::builder().attribute_name(name).key_type(kind).build().unwrap())
        .to_vec()
}

fn text(name: &str) -> AttributeDefinition {
    AttributeDefinition::builder().attribute_name(name).attribute_type(ScalarAttributeType::S).build().unwrap()
}
