//! The function's settings.

use jiff::SignedDuration;
use runtime::{ConfigErrors, Env};

/// What `notify` reads from its environment.
#[derive(Clone, Debug)]
pub struct Config {
    /// `TABLE_NAME`
    pub table: String,
    /// `KMS_KEY_ID`: the KMS key behind all that is sealed.
    pub kms_key: String,
    /// `ONE_TIME_PASSWORD_SECRET`: the secret `{"secret": …}` in Secrets Manager.
    pub one_time_password: String,
    /// `MAIL_FROM`: the sender's address.
    pub mail_from: String,
    /// `MAIL_CONFIGURATION_SET`: the rules by which SES sends; may be left out.
    pub configuration_set: Option<String>,
    /// `SIGN_IN_URL`: where guardians sign in.
    pub sign_in: String,
    /// `SITE_URL`: where families apply.
    pub site: String,
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
            one_time_password: env.required("ONE_TIME_PASSWORD_SECRET"),
            mail_from: env.required("MAIL_FROM"),
            configuration_set: env.optional("MAIL_CONFIGURATION_SET"),
            sign_in: env.required("SIGN_IN_URL"),
            site: env.required("SITE_URL"),
            queue_url: env.required("QUEUE_URL"),
            sweep_after: env.seconds("SWEEP_AFTER_SECONDS"),
            retry_base: env.seconds("RETRY_BASE_SECONDS"),
            staff_client: env.required("STAFF_CLIENT_ID"),
            log_level: env.level("LOG_LEVEL"),
        })
    }
}
