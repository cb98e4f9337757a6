//! What can go wrong with the table. No message and no source holds an item's contents.

use crate::SealError;
use crate::keys::Key;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};

type Source = Box<dyn std::error::Error + Send + Sync>;

/// Why the store could not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Throttled, timed out or down: trying again later may help.
    #[error("the table is unavailable for {operation}")]
    Unavailable {
        /// What was tried.
        operation: &'static str,
        /// The client's error.
        #[source]
        source: Source,
    },
    /// The table refused the request for good: a fault of ours, or a missing permission.
    #[error("the table refused {operation}")]
    Rejected {
        /// What was tried.
        operation: &'static str,
        /// The client's error.
        #[source]
        source: Source,
    },
    /// An item is not of the form that this version writes.
    #[error("item {key} is corrupt: {what}")]
    Corrupt {
        /// Which item, without anything personal.
        key: String,
        /// What is wrong with it.
        what: String,
    },
    /// Something could not be sealed or opened.
    #[error("item {key} could not be sealed or opened")]
    Sealing {
        /// Which item, without anything personal.
        key: String,
        /// The sealer's error.
        #[source]
        source: SealError,
    },
}

impl StoreError {
    /// Whether trying again later may help.
    pub fn is_transient(&self) -> bool {
        match self {
            StoreError::Unavailable { .. } | StoreError::Sealing { source: SealError::Unavailable(_), .. } => true,
            StoreError::Rejected { .. } | StoreError::Corrupt { .. } | StoreError::Sealing { .. } => false,
        }
    }

    /// Too much at once, for us or for the table.
    pub(crate) fn busy(operation: &'static str) -> Self {
        StoreError::Unavailable { operation, source: "too many writers at once".into() }
    }

    pub(crate) fn corrupt(key: &Key, what: impl Into<String>) -> Self {
        StoreError::Corrupt { key: key.to_string(), what: what.into() }
    }

    pub(crate) fn sealing(key: &Key, source: SealError) -> Self {
        StoreError::Sealing { key: key.to_string(), source }
    }

    /// The client's error without the raw answer, which may hold an item.
    pub(crate) fn sdk<E>(operation: &'static str, error: SdkError<E>) -> Self
    where
        E: std::error::Error + ProvideErrorMetadata + Send + Sync + 'static,
    {
        let transient = is_transient(&error);
        let source = error.into_source().unwrap_or_else(|_| "unknown client error".into());
        if transient {
            StoreError::Unavailable { operation, source }
        } else {
            StoreError::Rejected { operation, source }
        }
    }
}

/// Whether a client's error passes by itself.
pub(crate) fn is_transient<E: ProvideErrorMetadata>(error: &SdkError<E>) -> bool {
    match error {
        SdkError::ServiceError(answer) => {
            answer.raw().status().is_server_error() || answer.err().code().is_some_and(passes)
        }
        SdkError::ConstructionFailure(_) => false,
        _ => true,
    }
}

/// The services' codes that pass by themselves.
fn passes(code: &str) -> bool {
    matches!(
        code,
        "ProvisionedThroughputExceededException"
            | "RequestLimitExceeded"
            | "ThrottlingException"
            | "ThrottlingError"
            | "InternalServerError"
            | "ServiceUnavailable"
            | "TransactionInProgressException"
            | "TransactionConflictException"
            | "LimitExceededException"
    )
}
