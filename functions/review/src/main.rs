//! `review`: wiring.

use api::{Edge, StaffGate};
use review::{App, Config, router};
use runtime::{Clock, Env, aws, logging};
use store::{Kms, Store, WrappingKeys};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    let env = Env::process();
    let config = Config::read(&env)?;
    logging::init("review", config.log_level);
    let (aws, clock) = (aws::config(&env)?, Clock::system());
    let wrapping = WrappingKeys::new(Kms::new(&aws, config.kms_key), clock);
    let store = Store::new(aws_sdk_dynamodb::Client::new(&aws), config.table, wrapping);
    let gate = StaffGate { store: store.clone(), client_id: config.staff_client, clock };
    lambda_http::run(Edge::read(&env)?.before(router(App { store, gate }))).await
}
