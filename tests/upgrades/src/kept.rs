//! A file: the whole table as it was written, and what its cases said to the version that wrote it.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use data_encoding::BASE64;
use domain::CaseId;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use store::Store;
use testkit::TABLE;

/// What one version wrote.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Kept {
    /// Every item, in DynamoDB's JSON.
    items: Vec<Value>,
    /// Each case that is still there, and its history, as that version understood them.
    pub told: BTreeMap<String, Told>,
}

/// A case as it was understood.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Told {
    /// The case.
    pub case: Value,
    /// Its events, oldest first.
    pub history: Vec<Value>,
}

impl Kept {
    /// The files, by the version that wrote them.
    pub fn all() -> BTreeMap<String, Kept> {
        let files = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
        files
            .map(|path| {
                let version = path.file_stem().unwrap().to_str().unwrap().to_owned();
                (version, serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap())
            })
            .collect()
    }

    /// What is in the table now.
    pub async fn of(store: &Store, client: &Client, cases: &[CaseId]) -> Kept {
        let items = client.scan().table_name(TABLE).consistent_read(true).into_paginator().items().send();
        let items = items.collect::<Result<Vec<_>, _>>().await.unwrap();
        let mut items: Vec<Value> = items.iter().map(written_item).collect();
        items.sort_by_key(|item| (item["pk"].to_string(), item["sk"].to_string()));
        let mut told = BTreeMap::new();
        for id in cases {
            let case = store.load(*id).await.unwrap().unwrap().into_case();
            let history = store.history(*id).await.unwrap();
            let history = history.iter().map(|event| serde_json::to_value(event).unwrap()).collect();
            told.insert(id.to_string(), Told { case: serde_json::to_value(case).unwrap(), history });
        }
        Kept { items, told }
    }

    /// Puts every item into an empty table, as it was.
    pub async fn put_into(&self, client: &Client) {
        for item in &self.items {
            let item =
                item.as_object().unwrap().iter().map(|(name, value)| (name.clone(), read_value(value))).collect();
            client.put_item().table_name(TABLE).set_item(Some(item)).send().await.unwrap();
        }
    }

    /// Keeps it as what this version writes.
    pub fn keep(&self) -> PathBuf {
        let path = folder().join(format!("{}.json", env!("CARGO_PKG_VERSION")));
        std::fs::write(&path, serde_json::to_string_pretty(self).unwrap() + "\n").unwrap();
        path
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("kept")
}

fn written_item(item: &HashMap<String, AttributeValue>) -> Value {
    Value::Object(
        item.iter()
            .map(|(name, value)| (name.clone(), written(value)))
            .collect::<BTreeMap<_, _>>()
            .into_iter()
            .collect::<Map<_, _>>(),
    )
}

fn written(value: &AttributeValue) -> Value {
    match value {
        AttributeValue::S(text) => json!({ "S": text }),
        AttributeValue::N(number) => json!({ "N": number }),
        AttributeValue::B(bytes) => json!({ "B": BASE64.encode(bytes.as_ref()) }),
        AttributeValue::Bool(is) => json!({ "BOOL": is }),
        AttributeValue::Null(_) => json!({ "NULL": true }),
        AttributeValue::L(parts) => json!({ "L": parts.iter().map(written).collect::<Vec<_>>() }),
        AttributeValue::M(parts) => json!({ "M": written_item(parts) }),
        other => panic!("of a kind that is not kept: {other:?}"),
    }
}

fn read_value(value: &Value) -> AttributeValue {
    let (kind, value) = value.as_object().unwrap().iter().next().unwrap();
    let text = || value.as_str().unwrap().to_owned();
    match kind.as_str() {
        "S" => AttributeValue::S(text()),
        "N" => AttributeValue::N(text()),
        "B" => AttributeValue::B(Blob::new(BASE64.decode(text().as_bytes()).unwrap())),
        "BOOL" => AttributeValue::Bool(value.as_bool().unwrap()),
        "NULL" => AttributeValue::Null(true),
        "L" => AttributeValue::L(value.as_array().unwrap().iter().map(read_value).collect()),
        "M" => AttributeValue::M(value.as_object().unwrap().iter().map(|(n, v)| (n.clone(), read_value(v))).collect()),
        other => panic!("of a kind that is not kept: {other}"),
    }
}
