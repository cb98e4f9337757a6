//! What every function does once, at its cold start, and nothing more: read its settings, begin to log, make the AWS
//! configuration, fetch secrets. Also the two things that rules take as arguments: the time and random ids.
//!
//! ```no_run
//! # use runtime::{Clock, ConfigErrors, Env, Secrets, aws, logging};
//! # struct Config { table: String, pepper: String }
//! # async fn start() -> Result<(), Box<dyn std::error::Error>> {
//! let env = Env::process();
//! logging::init("login", env.read(|env| env.level("LOG_LEVEL"))?);
//! let config = env.read(|env| Config { table: env.required("TABLE_NAME"), pepper: env.required("PEPPER_SECRET") })?;
//! let secrets = Secrets::new(&aws::config(&env)?);
//! let pepper = secrets.text(&config.pepper).await?;
//! # Ok(())
//! # }
//! ```

pub mod aws;
mod cached;
mod clock;
mod env;
pub mod ids;
mod kept_secret;
pub mod logging;
pub mod metrics;
mod roots;
mod secret;
mod secrets;

pub use cached::Cached;
pub use clock::Clock;
pub use env::{ConfigError, ConfigErrors, Env, Problem, Reader};
pub use kept_secret::{KeptSecret, KeptSecretError};
pub use secret::Secret;
pub use secrets::{SecretError, Secrets};
