//! Why a transaction was cancelled, reason by reason.

use crate::StoreError;
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;

/// Why one try failed.
#[derive(Debug)]
pub(crate) enum Lost {
    /// Somebody else wrote at the same time.
    Race,
    /// The table is too busy for now.
    Throttled,
    /// The table could not do it.
    Store(StoreError),
}

impl Lost {
    /// What it is to a caller who does not try again.
    pub(crate) fn for_good(self, operation: &'static str) -> StoreError {
        match self {
            Lost::Store(error) => error,
            Lost::Race | Lost::Throttled => StoreError::busy(operation),
        }
    }
}

/// A failed condition or a conflict is a lost race, being throttled passes, anything else is a fault of ours. A fault
/// outweighs being throttled, and that outweighs a race.
pub(crate) fn cancelled(operation: &'static str, error: SdkError<TransactWriteItemsError>) -> Lost {
    let Some(TransactWriteItemsError::TransactionCanceledException(answer)) = error.as_service_error() else {
        return Lost::Store(StoreError::sdk(operation, error));
    };
    let (mut raced, mut throttled) = (false, false);
    for reason in answer.cancellation_reasons() {
        match reason.code().unwrap_or("None") {
            "None" => {}
            "ConditionalCheckFailed" | "TransactionConflict" => raced = true,
            "ProvisionedThroughputExceeded" | "ThrottlingError" => throttled = true,
            // ValidationError, ItemCollectionSizeLimitExceeded, AccessDenied and what may come.
            _ => return Lost::Store(StoreError::sdk(operation, error)),
        }
    }
    match (throttled, raced) {
        (true, _) => Lost::Throttled,
        (false, true) => Lost::Race,
        (false, false) => Lost::Store(StoreError::sdk(operation, error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_dynamodb::config::http::HttpResponse;
    use aws_sdk_dynamodb::types::CancellationReason;
    use aws_sdk_dynamodb::types::error::TransactionCanceledException;

    fn because(codes: &[&str]) -> Lost {
        let reasons = codes.iter().map(|code| CancellationReason::builder().code(*code).build()).collect();
        let answer = TransactionCanceledException::builder().set_cancellation_reasons(Some(reasons)).build();
        let raw = HttpResponse::new(400.try_into().unwrap(), "the family's data".into());
        let error = TransactWriteItemsError::TransactionCanceledException(answer);
        cancelled("test", SdkError::service_error(error, raw))
    }

    #[test]
    fn a_failed_condition_and_a_conflict_are_lost_races() {
        assert!(matches!(because(&["None", "ConditionalCheckFailed"]), Lost::Race));
        assert!(matches!(because(&["TransactionConflict", "None"]), Lost::Race));
    }

    #[test]
    fn being_throttled_is_no_lost_race() {
        assert!(matches!(because(&["ConditionalCheckFailed", "ThrottlingError"]), Lost::Throttled));
        assert!(matches!(because(&["ProvisionedThroughputExceeded"]), Lost::Throttled));
    }

    #[test]
    fn every_other_reason_is_a_fault_and_is_not_tried_again() {
        for code in ["ValidationError", "ItemCollectionSizeLimitExceeded", "AccessDenied", "SomethingNew"] {
            let lost = because(&["ConditionalCheckFailed", code]);
            assert!(matches!(&lost, Lost::Store(error) if !error.is_transient()), "{code}");
        }
        assert!(matches!(because(&["None"]), Lost::Store(_)));
    }

    #[test]
    fn an_error_never_quotes_the_tables_answer() {
        assert!(!format!("{:?}", because(&["ValidationError"])).contains("family"));
    }
}
