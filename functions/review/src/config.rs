//! The function's settings.

use runtime::{ConfigErrors, Env};

/// What `review` reads from its environment.
#[derive(Clone, Debug)]
pub struct Config {
    /// `TABLE_NAME`
    pub table: String,
    /// `KMS_KEY_ID`: the KMS key behind all that is sealed.
    pub kms_key: String,
    /// `STAFF_CLIENT_ID`: the staff pool's client that tokens are made for.
    pub staff_client: String,
    /// `LOG_LEVEL`
    pub log_level: tracing::Level,
}

impl Config {
    /// Reads all settings; the error names every one that is wrong.
    pub fn read(env: &Env) -> Result<Self, ConfigErrors> {
        env.read(|env| Config {
            table: env.required("TABLE_NAME"),
            kms_key: env.required("KMS_KEY_ID"),
            staff_client: env.required("STAFF_CLIENT_ID"),
            log_level: env.level("LOG_LEVEL"),
        })
    }
}
