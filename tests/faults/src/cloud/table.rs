//! DynamoDB: dynoxide, asked without a network between.

use super::Answer;
use dynoxide::Database;
use serde::Serialize;
use serde::de::DeserializeOwned;

macro_rules! served {
    ($db:expr, $operation:expr, $body:expr, $($name:literal => $method:ident),* $(,)?) => {
        match $operation {
            $($name => answered($db.$method(read($body))),)*
            other => panic!("the engine has no {other}"),
        }
    };
}

pub(super) fn answer(table: &Database, operation: &str, body: &str) -> Answer {
    served!(table, operation, body,
        "BatchGetItem" => batch_get_item,
        "BatchWriteItem" => batch_write_item,
        "CreateTable" => create_table,
        "DeleteItem" => delete_item,
        "DescribeTable" => describe_table,
        "ExecuteStatement" => execute_statement,
        "ExecuteTransaction" => execute_transaction,
        "GetItem" => get_item,
        "PutItem" => put_item,
        "Query" => query,
        "Scan" => scan,
        "TransactGetItems" => transact_get_items,
        "TransactWriteItems" => transact_write_items,
        "UpdateItem" => update_item,
        "UpdateTable" => update_table,
    )
}

/// Copies what a small table holds.
pub(super) fn fill(table: &Database, from: &Database) {
    let scan = serde_json::json!({ "TableName": testkit::TABLE, "ConsistentRead": true });
    let all = from.scan(serde_json::from_value(scan).unwrap()).unwrap();
    assert!(all.last_evaluated_key.is_none(), "it fits a page");
    table.import_items(testkit::TABLE, all.items.unwrap_or_default(), dynoxide::ImportOptions::default()).unwrap();
}

fn read<T: DeserializeOwned>(body: &str) -> T {
    serde_json::from_str(body).unwrap()
}

fn answered<T: Serialize>(result: dynoxide::Result<T>) -> Answer {
    match result {
        Ok(answer) => Answer { status: 200, code: None, body: serde_json::to_string(&answer).unwrap() },
        Err(error) => Answer { status: error.status_code(), code: None, body: error.to_json() },
    }
}
