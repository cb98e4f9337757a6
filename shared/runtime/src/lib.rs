//! What every function does at its cold start: read its settings, begin to log, make the AWS configuration, begin to fetch
//! its secrets. What it has from then on: secrets and other values that are kept for a while, metrics. And the two things that
//! rules take as arguments: the time and random ids.
//!
//! ```no_run
//! # use runtime::{Clock, ConfigErrors, Env, KeptSecret, Secrets, aws, logging};
//! # use identity::Pepper;
//! # struct Config { table: String, pepper: String }
//! # async fn start() -> Result<(), Box<dyn std::error::Error>> {
//! let env = Env::process();
//! logging::init("login", env.read(|env| env.level("LOG_LEVEL"))?);
//! let config = env.read(|env| Config { table: env.required("TABLE_NAME"), pepper: env.required("PEPPER_SECRET") })?;
//! let (secrets, clock) = (Secrets::new(&aws::config(&env)?), Clock::system());
//! let pepper = KeptSecret::stored(secrets, config.pepper, Pepper::from_secret_json);
//! pepper.fetch_ahead(clock.now());
//! // … and where it is needed:
//! let pepper = pepper.current(clock.now()).await?;
//! # Ok(())
//! # }
//! ```

pub mod aws;
mod cached;
mod clock;
mod env;
pub mod ids;
mod kept_secret;
mod late;
pub mod logging;
pub mod metrics;
mod roots;
mod secret;
mod secrets;

pub use cached::Cached;
pub use clock::Clock;
pub use env::{ConfigError, ConfigErrors, Env, Problem, Reader};
pub use kept_secret::{KeptSecret, KeptSecretError};
pub use late::Late;
pub use secret::Secret;
pub use secrets::{SecretError, Secrets};
