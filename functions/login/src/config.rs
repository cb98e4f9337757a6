//! The function's settings.

use runtime::{ConfigErrors, Env};

/// What `login` reads from its environment.
#[derive(Clone, Debug)]
pub struct Config {
    /// `TABLE_NAME`
    pub table: String,
    /// `KMS_KEY_ID`: the KMS key behind all that is sealed.
    pub kms_key: String,
    /// `PEPPER_SECRET`: the secret `{"pepper": …}`; changing it locks every family out.
    pub pepper_secret: String,
    /// `SESSION_SIGNING_SECRET`: the secret that holds the private keys of sessions.
    pub signing_secret: String,
    /// `SESSION_KEYS_SECRET`: the secret that holds the public keys of sessions.
    pub keys_secret: String,
    /// `PUBLIC_ORIGINS`: where the site is served from, between commas.
    pub origins: Vec<String>,
    /// `LOG_LEVEL`
    pub log_level: tracing::Level,
}

impl Config {
    /// Reads all settings; the error names every one that is wrong.
    pub fn read(env: &Env) -> Result<Self, ConfigErrors> {
        env.read(|env| Config {
            table: env.required("TABLE_NAME"),
            kms_key: env.required("KMS_KEY_ID"),
            pepper_secret: env.required("PEPPER_SECRET"),
            signing_secret: env.required("SESSION_SIGNING_SECRET"),
            keys_secret: env.required("SESSION_KEYS_SECRET"),
            origins: env.list("PUBLIC_ORIGINS"),
            log_level: env.level("LOG_LEVEL"),
        })
    }
}
