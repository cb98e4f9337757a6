//! `provision`: wiring.

use api::{Edge, StaffGate};
use consumer::{Consumer, Queue};
use provision::{App, Config, Keys, Pool, Provision, router};
use runtime::{Clock, Env, Late, Secrets, aws, logging};
use store::{Kms, Store, WrappingKeys};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    let env = Env::process();
    let config = Config::read(&env)?;
    logging::init("provision", config.log_level);
    let aws = aws::config(&env)?;
    let clock = Clock::system();
    let wrapping = WrappingKeys::new(Kms::new(&aws, config.kms_key.clone()), clock);
    let store = Store::new(aws_sdk_dynamodb::Client::new(&aws), config.table.clone(), wrapping);
    let keys = Keys::stored(&config, Secrets::new(&aws));
    let (for_pool, for_queue) = (aws.clone(), aws);
    let pool = Late::new(move || aws_sdk_cognitoidentityprovider::Client::new(&for_pool));
    let queue = Late::new(move || aws_sdk_sqs::Client::new(&for_queue));
    let gate = StaffGate { store: store.clone(), client_id: config.staff_client, clock };
    let consumer = Consumer {
        work: Provision { store: store.clone(), pool: Pool::new(pool, config.guardian_pool), keys, clock },
        queue: Queue::new(queue, config.queue_url),
        store: store.clone(),
        clock,
        retry_base: config.retry_base,
        sweep_after: config.sweep_after,
    };
    consumer::run(consumer, Edge::read(&env)?.before(router(App { store, gate }))).await
}
