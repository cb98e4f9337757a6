//! Where heads are kept: a bucket with versions and a lock, which forgets nothing before its time.

use crate::{Heads, NotHeads};
use aws_sdk_s3::Client;
use aws_sdk_s3::config::timeout::TimeoutConfig;
use aws_sdk_s3::types::ObjectVersion;
use aws_types::SdkConfig;
use jiff::Timestamp;
use std::time::Duration;

const FOLDER: &str = "heads/";

/// The bucket.
#[derive(Clone, Debug)]
pub struct Vault {
    client: Client,
    bucket: String,
}

/// Why heads were not kept or read.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The bucket refused or did not answer.
    #[error("the bucket of heads did not {what}")]
    Bucket {
        /// What it was asked for.
        what: &'static str,
        /// The client's error.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// There is no such file.
    #[error("no heads were kept under {0}")]
    Unknown(String),
    /// A file is not of the written form.
    #[error("{file}: {source}")]
    NotHeads {
        /// Its name.
        file: String,
        /// Where.
        source: NotHeads,
    },
}

impl Vault {
    /// The bucket of this name.
    pub fn new(aws: &SdkConfig, bucket: impl Into<String>) -> Self {
        // A city's heads are 30 MB; nobody waits for them.
        let timeouts = TimeoutConfig::builder().connect_timeout(Duration::from_secs(3));
        let timeouts = timeouts.operation_attempt_timeout(Duration::from_secs(120));
        let config = aws_sdk_s3::config::Builder::from(aws);
        let config = config.timeout_config(timeouts.operation_timeout(Duration::from_secs(300)).build());
        Vault { client: Client::from_conf(config.build()), bucket: bucket.into() }
    }

    /// The heads kept last, and the name of their file; `None` when none were ever kept.
    pub async fn newest(&self) -> Result<Option<(String, Heads)>, VaultError> {
        match self.first_versions(FOLDER).await?.pop() {
            Some(file) => self.read(file).await.map(Some),
            None => Ok(None),
        }
    }

    /// The heads of one file.
    pub async fn named(&self, file: &str) -> Result<(String, Heads), VaultError> {
        let found = self.first_versions(file).await?.into_iter().find(|found| found.key() == Some(file));
        self.read(found.ok_or_else(|| VaultError::Unknown(file.to_owned()))?).await
    }

    /// Keeps heads under the time, and answers with the file's name. What is there already is never replaced.
    pub async fn keep(&self, heads: &Heads, now: Timestamp) -> Result<String, VaultError> {
        let file = format!("{FOLDER}{now:.9}.txt");
        let put = self.client.put_object().bucket(&self.bucket).key(&file).if_none_match("*");
        let put = put.content_type("text/plain").body(heads.text().into_bytes().into());
        put.send().await.map_err(|error| bucket("keep them", error.into_source()))?;
        Ok(file)
    }

    /// Each file by name in the version that was written first: a later version of the same name, or a mark that it is
    /// deleted, is somebody else's.
    async fn first_versions(&self, prefix: &str) -> Result<Vec<ObjectVersion>, VaultError> {
        let mut versions = Vec::new();
        let (mut key, mut version) = (None, None);
        loop {
            let list = self.client.list_object_versions().bucket(&self.bucket).prefix(prefix);
            let page = list.set_key_marker(key).set_version_id_marker(version).send().await;
            let page = page.map_err(|error| bucket("list them", error.into_source()))?;
            versions.extend(page.versions.unwrap_or_default());
            (key, version) = (page.next_key_marker, page.next_version_id_marker);
            if key.is_none() {
                break;
            }
        }
        versions.sort_by(|a, b| (a.key(), a.last_modified()).cmp(&(b.key(), b.last_modified())));
        versions.dedup_by(|later, first| later.key() == first.key());
        Ok(versions)
    }

    async fn read(&self, file: ObjectVersion) -> Result<(String, Heads), VaultError> {
        let name = file.key.unwrap_or_default();
        let get = self.client.get_object().bucket(&self.bucket).key(&name).set_version_id(file.version_id);
        let got = get.send().await.map_err(|error| bucket("give them", error.into_source()))?;
        let bytes = got
            .body
            .collect()
            .await
            .map_err(|error| VaultError::Bucket { what: "give them whole", source: error.into() })?;
        let text = String::from_utf8_lossy(&bytes.into_bytes()).into_owned();
        match Heads::parse(&text) {
            Ok(heads) => Ok((name, heads)),
            Err(source) => Err(VaultError::NotHeads { file: name, source }),
        }
    }
}

fn bucket<E>(what: &'static str, source: Result<Box<dyn std::error::Error + Send + Sync>, E>) -> VaultError {
    VaultError::Bucket { what, source: source.unwrap_or_else(|_| "unknown client error".into()) }
}
