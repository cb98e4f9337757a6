//! AWS KMS as the key service: `GenerateDataKey` for the operator alone, `Decrypt` for the functions.

use crate::error::is_transient;
use crate::{KeyMaterial, KeyName, KeyService, SealError};
use aws_sdk_kms::Client;
use aws_sdk_kms::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_kms::primitives::Blob;
use aws_sdk_kms::types::DataKeySpec;
use aws_types::SdkConfig;
use futures::future::BoxFuture;
use std::collections::HashMap;

/// What every context says: IAM lets a function decrypt nothing else with the same key.
const PURPOSE: &str = "wrapping-key";

/// A symmetric KMS key. Its own rotation changes nothing here: KMS finds the version that wrapped a key.
#[derive(Clone, Debug)]
pub struct Kms {
    client: Client,
    key: String,
}

impl Kms {
    /// With the shared configuration; `key` is a key's ARN or id, or `alias/…`.
    pub fn new(aws: &SdkConfig, key: impl Into<String>) -> Self {
        Kms { client: Client::new(aws), key: key.into() }
    }
}

impl KeyService for Kms {
    fn generate<'a>(&'a self, name: &'a KeyName) -> BoxFuture<'a, Result<(KeyMaterial, Vec<u8>), SealError>> {
        Box::pin(async move {
            let request = self.client.generate_data_key().key_id(&self.key).key_spec(DataKeySpec::Aes256);
            let made = request.set_encryption_context(Some(context(name))).send().await.map_err(failed)?;
            let wrapped = made.ciphertext_blob.map(Blob::into_inner);
            Ok((material(made.plaintext)?, wrapped.ok_or_else(incomplete)?))
        })
    }

    fn unwrap<'a>(&'a self, name: &'a KeyName, wrapped: &'a [u8]) -> BoxFuture<'a, Result<KeyMaterial, SealError>> {
        Box::pin(async move {
            let request = self.client.decrypt().key_id(&self.key).ciphertext_blob(Blob::new(wrapped));
            let opened = request.set_encryption_context(Some(context(name))).send().await.map_err(failed)?;
            material(opened.plaintext)
        })
    }
}

/// What KMS authenticates, and shows in CloudTrail: nothing personal.
fn context(name: &KeyName) -> HashMap<String, String> {
    let mut context = HashMap::from([
        ("purpose".to_owned(), PURPOSE.to_owned()),
        ("school".to_owned(), name.owner.school.to_string()),
        ("version".to_owned(), name.version.to_string()),
    ]);
    if let Some(campaign) = &name.owner.campaign {
        context.insert("campaign".to_owned(), campaign.to_string());
    }
    context
}

fn material(plaintext: Option<Blob>) -> Result<KeyMaterial, SealError> {
    plaintext.and_then(|plain| KeyMaterial::of(plain.as_ref())).ok_or_else(incomplete)
}

fn incomplete() -> SealError {
    SealError::Refused("an answer without a key of 256 bits".into())
}

/// The client's error without the raw answer.
fn failed<E>(error: SdkError<E>) -> SealError
where
    E: std::error::Error + ProvideErrorMetadata + Send + Sync + 'static,
{
    let transient = is_transient(&error);
    let source = error.into_source().unwrap_or_else(|_| "unknown client error".into());
    if transient { SealError::Unavailable(source) } else { SealError::Refused(source) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str) -> Vec<(String, String)> {
        let mut told: Vec<_> = context(&name.parse().unwrap()).into_iter().collect();
        told.sort();
        told
    }

    #[test]
    fn the_context_names_purpose_school_campaign_and_version() {
        let pairs = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        let campaign = [("campaign", "115-1"), ("purpose", "wrapping-key"), ("school", "demo"), ("version", "2")];
        assert_eq!(told("demo#115-1#2"), pairs(&campaign));
        assert_eq!(told("demo#1"), pairs(&[("purpose", "wrapping-key"), ("school", "demo"), ("version", "1")]));
    }
}
