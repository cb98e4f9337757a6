//! `expire`: erases once a day what campaigns keep no longer. No route leads here.

use domain::{Actor, Cause};
use jiff::{SignedDuration, Timestamp};
use lambda_runtime::{Error, LambdaEvent, service_fn};
use runtime::{Clock, Env, aws, logging};
use serde_json::{Value, json};
use store::{Change, Expired, Kms, Store, WrappingKeys};

/// No further case is begun when less is left of the function's time; tomorrow goes on.
const RESERVE: SignedDuration = SignedDuration::from_secs(60);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let env = Env::process();
    let (level, table, kms_key) =
        env.read(|env| (env.level("LOG_LEVEL"), env.required("TABLE_NAME"), env.required("KMS_KEY_ID")))?;
    logging::init("expire", level);
    let aws = aws::config(&env)?;
    let clock = Clock::system();
    let wrapping = WrappingKeys::new(Kms::new(&aws, kms_key), clock);
    let store = Store::new(aws_sdk_dynamodb::Client::new(&aws), table, wrapping);
    lambda_runtime::run(service_fn(|event: LambdaEvent<Value>| expire(&store, clock, event))).await
}

async fn expire(store: &Store, clock: Clock, event: LambdaEvent<Value>) -> Result<Value, Error> {
    let by = Change { actor: &Actor::Operator, cause: Cause::itself(&event.context.request_id), now: clock.now() };
    let deadline = Timestamp::try_from(event.context.deadline())?;
    let time = |_: &Expired| deadline.duration_since(clock.now()) >= RESERVE;
    let Expired { cases, campaigns, more } = store.expire(time, &by).await?;
    tracing::info!(cases, campaigns, more, "erased what is kept no longer");
    Ok(json!({ "cases": cases, "campaigns": campaigns, "more": more }))
}
