//! `login`: wiring.

use api::{Edge, FamilyGate, KeyRing, Origins};
use login::{App, Config, PepperSecret, Signing, router};
use runtime::{Clock, Env, Secret, Secrets, aws, logging};
use store::{Kms, Store, WrappingKeys};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    let env = Env::process();
    let config = Config::read(&env)?;
    logging::init("login", config.log_level);
    let (aws, clock) = (aws::config(&env)?, Clock::system());
    let wrapping = WrappingKeys::new(Kms::new(&aws, config.kms_key), clock);
    let secrets = Secrets::new(&aws);
    let pepper = Secret::new(secrets.json::<PepperSecret>(&config.pepper_secret).await?.reveal().pepper.clone());
    let gate = FamilyGate {
        store: Store::new(aws_sdk_dynamodb::Client::new(&aws), config.table, wrapping),
        keys: KeyRing::published(secrets.clone(), config.keys_secret),
        origins: Origins::new(config.origins),
        clock,
    };
    let app = App::new(gate, Signing::stored(secrets, config.signing_secret), &pepper)?;
    lambda_http::run(Edge::read(&env)?.before(router(app))).await
}
