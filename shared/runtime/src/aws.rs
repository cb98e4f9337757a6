//! The AWS configuration that a function's clients share, made without the default loader.
//!
//! On Lambda region, credentials and session token stand in the environment, and the local cloud puts them there too.
//! The default loader would look for profiles, build an STS, a container and an instance-metadata client, and ask none of
//! them: measured, 0.3 to 0.5 ms a start and 1.5 MB in the binary. All clients share one HTTPS client, which trusts Amazon's
//! roots alone (`roots.rs`). The operator's tool goes the same way: `infra/at.py` puts a person's credentials where they are read here.

use crate::{ConfigErrors, Env, roots};
use aws_config::environment::EnvironmentVariableCredentialsProvider;
use aws_config::identity::IdentityCache;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_secretsmanager::config::{SharedCredentialsProvider, StalledStreamProtectionConfig};
use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};
use std::time::Duration;

/// The configuration, from `AWS_REGION` (or `AWS_DEFAULT_REGION`), `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`,
/// `AWS_SESSION_TOKEN`, and for another endpoint `AWS_ENDPOINT_URL_<SERVICE>` or `AWS_ENDPOINT_URL`.
pub fn config(env: &Env) -> Result<SdkConfig, ConfigErrors> {
    let named = env.get("AWS_REGION").or_else(|| env.get("AWS_DEFAULT_REGION"));
    let region = env.read(|env| named.map_or_else(|| env.required("AWS_REGION"), str::to_owned))?;
    Ok(SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(region))
        .credentials_provider(SharedCredentialsProvider::new(EnvironmentVariableCredentialsProvider::new()))
        .identity_cache(IdentityCache::lazy().build())
        .http_client(roots::http_client(env)?)
        .service_config(Endpoints(env.clone()))
        .timeout_config(timeouts())
        .retry_config(retries())
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .build())
}

/// A person waits: an attempt that has not answered within two seconds is given up and, if there is time, made again.
fn timeouts() -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(1))
        .operation_attempt_timeout(Duration::from_secs(2))
        .operation_timeout(Duration::from_secs(5))
        .build()
}

/// Three attempts; the pauses between them are short, for the same reason.
fn retries() -> RetryConfig {
    RetryConfig::standard()
        .with_max_attempts(3)
        .with_initial_backoff(Duration::from_millis(100))
        .with_max_backoff(Duration::from_secs(1))
}

/// Endpoints named in the environment: the service's own variable first, then the one for all.
#[derive(Debug)]
struct Endpoints(Env);

impl LoadServiceConfig for Endpoints {
    fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
        let service = key.service_id().to_uppercase().replace([' ', '-'], "_");
        let own = format!("{}_{service}", key.env());
        self.0.get(&own).or_else(|| self.0.get(key.env())).map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoint(env: Env, service: &str) -> Option<String> {
        let config = config(&env).unwrap();
        let key = ServiceConfigKey::builder().service_id(service).env("AWS_ENDPOINT_URL").profile("endpoint_url");
        config.service_config().unwrap().load_config(key.build().unwrap())
    }

    #[test]
    fn a_function_without_a_region_does_not_start() {
        assert_eq!(config(&Env::of([])).unwrap_err().to_string(), "the environment is wrong: AWS_REGION is missing");
    }

    #[test]
    fn the_region_is_the_one_of_lambda() {
        let env = Env::of([("AWS_REGION", "ap-east-2"), ("AWS_DEFAULT_REGION", "us-east-1")]);
        assert_eq!(config(&env).unwrap().region().unwrap().as_ref(), "ap-east-2");
    }

    #[test]
    fn aws_itself_is_the_endpoint_unless_another_is_named() {
        assert_eq!(endpoint(Env::of([("AWS_REGION", "ap-east-2")]), "DynamoDB"), None);
    }

    #[test]
    fn a_service_may_have_an_endpoint_of_its_own() {
        let env = Env::of([
            ("AWS_REGION", "ap-east-2"),
            ("AWS_ENDPOINT_URL", "http://all"),
            ("AWS_ENDPOINT_URL_SECRETS_MANAGER", "http://secrets"),
        ]);
        assert_eq!(endpoint(env.clone(), "Secrets Manager").as_deref(), Some("http://secrets"));
        assert_eq!(endpoint(env, "SESv2").as_deref(), Some("http://all"));
    }
}
