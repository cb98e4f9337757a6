//! `login`: wiring.

use api::{Edge, FamilyGate, KeyRing, Origins};
use identity::{Pepper, Signer};
use login::{App, Config, router};
use runtime::{Clock, Env, KeptSecret, Secrets, aws, logging};
use store::{Kms, Store, WrappingKeys};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    let env = Env::process();
    let config = Config::read(&env)?;
    logging::init("login", config.log_level);
    let (aws, clock) = (aws::config(&env)?, Clock::system());
    let wrapping = WrappingKeys::new(Kms::new(&aws, config.kms_key), clock);
    let secrets = Secrets::new(&aws);
    let pepper = KeptSecret::stored(secrets.clone(), config.pepper_secret, Pepper::from_secret_json);
    pepper.fetch_ahead(clock.now());
    let gate = FamilyGate {
        store: Store::new(aws_sdk_dynamodb::Client::new(&aws), config.table, wrapping),
        keys: KeyRing::published(secrets.clone(), config.keys_secret),
        origins: Origins::new(config.origins),
        clock,
    };
    let signing = KeptSecret::stored(secrets, config.signing_secret, Signer::from_secret_json);
    signing.fetch_ahead(clock.now());
    let app = App::new(gate, signing, pepper)?;
    lambda_http::run(Edge::read(&env)?.before(router(app))).await
}
