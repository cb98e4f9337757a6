//! The table on a local engine, for tests. On AWS and on the local cloud the template makes it; both have to agree.

use crate::keys::{CLASS_INDEX, CODE_INDEX, DUE_INDEX};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::{BoxError, BuildError};
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection, ProjectionType,
    ScalarAttributeType,
};

/// Makes the table with its indexes.
///
/// # Errors
/// The client's.
pub async fn create_table(client: &Client, table: &str) -> Result<(), BoxError> {
    let row = Projection::builder().projection_type(ProjectionType::Include);
    let row = row
        .non_key_attributes("row")
        .non_key_attributes("case_key")
        .non_key_attributes("seq")
        .non_key_attributes("ttl")
        .build();
    let keys_only = Projection::builder().projection_type(ProjectionType::KeysOnly).build();
    let names = ["pk", "sk", "gsi1pk", "gsi1sk", "gsi2pk", "gsi2sk", "gsi3pk"];
    client
        .create_table()
        .table_name(table)
        .billing_mode(BillingMode::PayPerRequest)
        .set_attribute_definitions(Some(names.into_iter().map(text).collect::<Result<_, _>>()?))
        .set_key_schema(Some(keys("pk", "sk")?))
        .global_secondary_indexes(index(CLASS_INDEX, keys("gsi1pk", "gsi1sk")?, row)?)
        .global_secondary_indexes(index(DUE_INDEX, keys("gsi2pk", "gsi2sk")?, keys_only.clone())?)
        .global_secondary_indexes(index(CODE_INDEX, vec![key("gsi3pk", KeyType::Hash)?], keys_only)?)
        .send()
        .await?;
    Ok(())
}

fn index(name: &str, keys: Vec<KeySchemaElement>, projection: Projection) -> Result<GlobalSecondaryIndex, BuildError> {
    let index = GlobalSecondaryIndex::builder().index_name(name).set_key_schema(Some(keys));
    index.projection(projection).build()
}

fn keys(pk: &str, sk: &str) -> Result<Vec<KeySchemaElement>, BuildError> {
    Ok(vec![key(pk, KeyType::Hash)?, key(sk, KeyType::Range)?])
}

fn key(name: &str, kind: KeyType) -> Result<KeySchemaElement, BuildError> {
    KeySchemaElement::builder().attribute_name(name).key_type(kind).build()
}

fn text(name: &str) -> Result<AttributeDefinition, BuildError> {
    AttributeDefinition::builder().attribute_name(name).attribute_type(ScalarAttributeType::S).build()
}
