//! The function's settings, and the secrets that names and passwords are derived from.

use identity::{OneTimeSecret, Pepper};
use jiff::SignedDuration;
use runtime::{ConfigErrors, Env, KeptSecret, Secrets};

/// What `provision` reads from its environment.
#[derive(Clone, Debug)]
pub struct Config {
    /// `TABLE_NAME`
    pub table: String,
    /// `KMS_KEY_ID`: the KMS key behind all that is sealed.
    pub kms_key: String,
    /// `GUARDIAN_POOL_ID`: where the accounts are made.
    pub guardian_pool: String,
    /// `PEPPER_SECRET`: the secret `{"pepper": …}` in Secrets Manager.
    pub pepper: String,
    /// `ONE_TIME_PASSWORD_SECRET`: the secret `{"secret": …}` in Secrets Manager.
    pub one_time_password: String,
    /// `QUEUE_URL`
    pub queue_url: String,
    /// `SWEEP_AFTER_SECONDS`
    pub sweep_after: SignedDuration,
    /// `RETRY_BASE_SECONDS`
    pub retry_base: SignedDuration,
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
            guardian_pool: env.required("GUARDIAN_POOL_ID"),
            pepper: env.required("PEPPER_SECRET"),
            one_time_password: env.required("ONE_TIME_PASSWORD_SECRET"),
            queue_url: env.required("QUEUE_URL"),
            sweep_after: env.seconds("SWEEP_AFTER_SECONDS"),
            retry_base: env.seconds("RETRY_BASE_SECONDS"),
            staff_client: env.required("STAFF_CLIENT_ID"),
            log_level: env.level("LOG_LEVEL"),
        })
    }
}

/// What names and passwords are derived from, fetched when the first account is due: nobody waits for it, and most starts
/// find nothing due. Five minutes old at most, as `notify` has it: a password is derived here and there alike.
#[derive(Debug)]
pub struct Keys {
    /// Behind account names and the indexes of persons and names.
    pub pepper: KeptSecret<Pepper>,
    /// Behind one-time passwords.
    pub one_time: KeptSecret<OneTimeSecret>,
}

impl Keys {
    /// The keys in the two secrets that the settings name.
    pub fn stored(config: &Config, secrets: Secrets) -> Self {
        let pepper = KeptSecret::stored(secrets.clone(), config.pepper.clone(), Pepper::from_secret_json);
        let one_time = KeptSecret::stored(secrets, config.one_time_password.clone(), OneTimeSecret::from_secret_json);
        Keys { pepper, one_time }
    }
}
