//! Wiring of `confirm-data`: settings, clients and the router, once a cold start.

use api::{Edge, FamilyGate, KeyRing, Origins};
use runtime::{Clock, Env, Secrets, aws, logging};
use store::{Kms, Store, WrappingKeys};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    let env = Env::process();
    logging::init("confirm-data", env.read(|env| env.level("LOG_LEVEL"))?);
    let (table, kms_key) = env.read(|env| (env.required("TABLE_NAME"), env.required("KMS_KEY_ID")))?;
    let (keys, origins) = env.read(|env| (env.required("SESSION_KEYS_SECRET"), env.list("PUBLIC_ORIGINS")))?;
    let (aws, clock) = (aws::config(&env)?, Clock::system());
    let wrapping = WrappingKeys::new(Kms::new(&aws, kms_key), clock);
    let gate = FamilyGate {
        store: Store::new(aws_sdk_dynamodb::Client::new(&aws), table, wrapping),
        keys: KeyRing::published(Secrets::new(&aws), keys),
        origins: Origins::new(origins),
        clock,
    };
    gate.keys.fetch_ahead(clock.now());
    lambda_http::run(Edge::read(&env)?.before(confirm_data::router(gate))).await
}
