//! Tells the three kinds of event apart, and answers each in its form.

use crate::{Consumer, Work, batch, sweep};
use aws_lambda_events::sqs::SqsEvent;
use axum::Router;
use jiff::Timestamp;
use lambda_http::Adapter;
use lambda_http::request::LambdaRequest;
use lambda_runtime::{Context, Error, LambdaEvent};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::{RawValue, to_raw_value};
use tower::ServiceExt;

/// As much of an event as tells its kind.
#[derive(Deserialize)]
struct Mark {
    source: Option<String>,
    #[serde(rename = "Records")]
    records: Option<IgnoredAny>,
}

/// What an event is. An event of no known kind is taken for a request, which says so when it is none.
#[derive(Debug, PartialEq, Eq)]
enum Kind {
    Batch,
    Sweep,
    Request,
}

fn kind(payload: &str) -> Kind {
    match serde_json::from_str(payload) {
        Ok(Mark { records: Some(_), .. }) => Kind::Batch,
        Ok(Mark { source: Some(source), .. }) if source == "sweep" => Kind::Sweep,
        Ok(_) | Err(_) => Kind::Request,
    }
}

/// Answers one event.
pub(crate) async fn dispatch<W: Work>(
    consumer: &Consumer<W>,
    router: Router,
    payload: &str,
    context: Context,
) -> Result<Box<RawValue>, Error> {
    match kind(payload) {
        Kind::Batch => {
            let event: SqsEvent = serde_json::from_str(payload)?;
            Ok(to_raw_value(&batch::work(consumer, event).await)?)
        }
        Kind::Sweep => {
            let deadline = Timestamp::from_millisecond(context.deadline.try_into()?)?;
            Ok(to_raw_value(&sweep::sweep(consumer, &context.request_id, deadline).await?)?)
        }
        Kind::Request => {
            let request: LambdaRequest = serde_json::from_str(payload)?;
            Ok(to_raw_value(&Adapter::from(router).oneshot(LambdaEvent::new(request, context)).await?)?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_kinds_of_event_are_told_apart() {
        assert_eq!(kind(r#"{"Records":[{"body":"x"}]}"#), Kind::Batch);
        assert_eq!(kind(r#"{"source":"sweep"}"#), Kind::Sweep);
        assert_eq!(kind(r#"{"version":"2.0","rawPath":"/api"}"#), Kind::Request);
        assert_eq!(kind(r#"{"source":"aws.events"}"#), Kind::Request);
        assert_eq!(kind("[]"), Kind::Request);
    }
}
