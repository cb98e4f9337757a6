//! Secrets from AWS Secrets Manager.

use crate::Secret;
use aws_config::SdkConfig;
use aws_sdk_secretsmanager::Client;
use aws_sdk_secretsmanager::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_secretsmanager::operation::get_secret_value::GetSecretValueError;

/// A secret could not be had. The secret's name is told, never what is in it.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// Secrets Manager refused, or was not reached.
    #[error("the secret {name} could not be fetched")]
    Fetch {
        /// The secret's name or ARN.
        name: String,
        /// What the call ended with.
        source: Box<SdkError<GetSecretValueError>>,
    },
    /// The secret is binary, so not text.
    #[error("the secret {name} is not text")]
    NotText {
        /// The secret's name or ARN.
        name: String,
    },
}

impl SecretError {
    /// Whether trying again later may help: throttled, timed out or down, and not refused.
    pub fn is_transient(&self) -> bool {
        match self {
            SecretError::Fetch { source, .. } => match &**source {
                SdkError::ServiceError(answer) => {
                    answer.raw().status().is_server_error() || answer.err().code() == Some("ThrottlingException")
                }
                SdkError::ConstructionFailure(_) => false,
                _ => true,
            },
            SecretError::NotText { .. } => false,
        }
    }
}

/// Reads secrets, each time anew; [`crate::KeptSecret`] keeps what is used more than once.
#[derive(Debug, Clone)]
pub struct Secrets(Client);

impl Secrets {
    /// A reader with the shared configuration.
    pub fn new(aws: &SdkConfig) -> Self {
        Self(Client::new(aws))
    }

    /// A secret's text, by name or ARN.
    pub async fn text(&self, name: &str) -> Result<Secret<String>, SecretError> {
        let answer = self.0.get_secret_value().secret_id(name).send().await;
        let answer = answer.map_err(|error| SecretError::Fetch { name: name.to_owned(), source: Box::new(error) })?;
        answer.secret_string.map(Secret::new).ok_or_else(|| SecretError::NotText { name: name.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_that_comes_too_late_may_come_later_and_one_that_is_no_text_never() {
        let late = SdkError::timeout_error("late");
        assert!(SecretError::Fetch { name: "n".to_owned(), source: Box::new(late) }.is_transient());
        assert!(!SecretError::NotText { name: "n".to_owned() }.is_transient());
    }
}
