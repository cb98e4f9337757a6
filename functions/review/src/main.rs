//! `review`: wiring.

use api::{Edge, StaffGate};
use review::{App, Config, router};
use runtime::{Clock, Env, aws, logging};
use std::sync::Arc;
use store::{Store, Unsealed};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    let env = Env::process();
    let config = Config::read(&env)?;
    logging::init("review", config.log_level);
    let aws = aws::config(&env)?;
    let store = Store::new(aws_sdk_dynamodb::Client::new(&aws), config.table, Arc::new(Unsealed));
    let gate = StaffGate { store: store.clone(), client_id: config.staff_client, clock: Clock::system() };
    lambda_http::run(Edge::read(&env)?.before(router(App { store, gate }))).await
}
