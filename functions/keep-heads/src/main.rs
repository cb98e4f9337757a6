//! `keep-heads`: walks all cases once a day, and keeps where each chain stands. No route leads here.

use audit::{Vault, walk};
use domain::CaseId;
use lambda_runtime::{Error, LambdaEvent, service_fn};
use runtime::{Clock, Env, aws, logging};
use serde::Deserialize;
use serde_json::{Value, json};
use store::{Kms, Store, WrappingKeys};

/// What it is told to do; the schedule tells nothing.
#[derive(Deserialize)]
struct Order {
    /// Cases whose former heads no longer count, after a table was restored (docs/runbook.md). Told in the log.
    #[serde(default)]
    forget: Vec<CaseId>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let env = Env::process();
    let (level, table, bucket) =
        env.read(|env| (env.level("LOG_LEVEL"), env.required("TABLE_NAME"), env.required("HEADS_BUCKET")))?;
    logging::init("keep-heads", level);
    let aws = aws::config(&env)?;
    // Chains are walked without any key, and the function's role could use none.
    let wrapping = WrappingKeys::new(Kms::new(&aws, String::new()), Clock::system());
    let store = Store::new(aws_sdk_dynamodb::Client::new(&aws), table, wrapping);
    let vault = Vault::new(&aws, bucket);
    lambda_runtime::run(service_fn(|event: LambdaEvent<Order>| keep(&store, &vault, event.payload))).await
}

/// Walks from the heads kept last, and keeps the new ones. Something broken is an error, which raises the alarm; its old
/// head is kept, so that it is one again tomorrow.
async fn keep(store: &Store, vault: &Vault, order: Order) -> Result<Value, Error> {
    let mut known = vault.newest().await?.map(|(_, heads)| heads).unwrap_or_default();
    for case in order.forget {
        tracing::warn!(%case, "its former head is forgotten, as ordered");
        known.0.remove(&case);
    }
    let found = walk(store, &known, |_| {}).await?;
    let file = vault.keep(&found.heads, Clock::system().now()).await?;
    let (whole, erased, events, broken) = (found.whole, found.erased, found.events, found.broken.len());
    tracing::info!(whole, erased, events, broken, file, "audited");
    for broken in &found.broken {
        tracing::error!(%broken, "a history was changed");
    }
    if broken > 0 {
        return Err(format!("{broken} cases are not what they were; the log names them").into());
    }
    Ok(json!({ "whole": whole, "erased": erased, "events": events, "heads": file }))
}
