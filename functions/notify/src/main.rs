//! `notify`: wiring.

use api::{Edge, StaffGate};
use consumer::{Consumer, Queue};
use identity::OneTimeSecret;
use notify::{App, Composer, Config, Mailer, Notify, router};
use runtime::{Clock, Env, KeptSecret, Late, Secrets, aws, logging};
use store::{Kms, Store, WrappingKeys};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    let env = Env::process();
    let config = Config::read(&env)?;
    logging::init("notify", config.log_level);
    let aws = aws::config(&env)?;
    let clock = Clock::system();
    let wrapping = WrappingKeys::new(Kms::new(&aws, config.kms_key.clone()), clock);
    let store = Store::new(aws_sdk_dynamodb::Client::new(&aws), config.table.clone(), wrapping);
    let one_time = KeptSecret::stored(Secrets::new(&aws), config.one_time_password, OneTimeSecret::from_secret_json);
    let composer = Composer { site: config.site, sign_in: config.sign_in };
    let (for_mailer, for_queue) = (aws.clone(), aws);
    let mailer = Late::new(move || Mailer::client(&for_mailer));
    let mailer = Mailer::new(mailer, config.mail_from, config.configuration_set);
    let queue = Late::new(move || aws_sdk_sqs::Client::new(&for_queue));
    let gate = StaffGate { store: store.clone(), client_id: config.staff_client, clock };
    let consumer = Consumer {
        work: Notify { store: store.clone(), composer, one_time, mailer, clock },
        queue: Queue::new(queue, config.queue_url),
        store: store.clone(),
        clock,
        retry_base: config.retry_base,
        sweep_after: config.sweep_after,
    };
    consumer::run(consumer, Edge::read(&env)?.before(router(App { store, gate }))).await
}
