//! A batch of messages: those of one case one by one, cases beside each other; what fails comes back alone.

use crate::verdict::{Circumstances, Failure, Verdict, verdict};
use crate::{Consumer, Job, Message, Outcome, Work};
use aws_lambda_events::sqs::{SqsEvent, SqsMessage};
use futures::future::join_all;
use serde::Serialize;
use std::collections::BTreeMap;

/// The messages that come again.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Report {
    batch_item_failures: Vec<Failed>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Failed {
    item_identifier: String,
}

/// Works a batch off.
pub(crate) async fn work<W: Work>(consumer: &Consumer<W>, event: SqsEvent) -> Report {
    let mut cases: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for raw in event.records {
        let message = Message::parse(raw.body.as_deref().unwrap_or_default());
        cases.entry(message.ok().map(|message| message.case)).or_default().push((raw, message));
    }
    let in_turn = cases.into_values().map(|messages| async move {
        let mut failed = Vec::new();
        for (raw, message) in messages {
            if let Verdict::Again(seconds) = one(consumer, &raw, message.map_err(Failure::from)).await {
                consumer.queue.again_after(raw.receipt_handle.as_deref().unwrap_or_default(), seconds).await;
                failed.push(Failed { item_identifier: raw.message_id.unwrap_or_default() });
            }
        }
        failed
    });
    Report { batch_item_failures: join_all(in_turn).await.into_iter().flatten().collect() }
}

async fn one<W: Work>(consumer: &Consumer<W>, raw: &SqsMessage, message: Result<Message, Failure>) -> Verdict {
    let id = raw.message_id.as_deref().unwrap_or_default();
    let worked = match message {
        Ok(Message { case, seq }) => {
            let job = Job { case, seen: seq, cause: id.to_owned() };
            consumer.work.work(&job).await.map_err(Failure::from)
        }
        Err(failure) => Err(failure),
    };
    let it = Circumstances {
        now: consumer.clock.now(),
        receives: receives(raw),
        retry_base: consumer.retry_base,
        random: u64::from_ne_bytes(runtime::ids::random()),
    };
    let verdict = verdict(&worked, it);
    tell(id, it.receives, &worked, verdict);
    verdict
}

/// How often the message was received, this time included.
fn receives(raw: &SqsMessage) -> u32 {
    raw.attributes.get("ApproximateReceiveCount").and_then(|count| count.parse().ok()).unwrap_or(1)
}

fn tell(message_id: &str, receives: u32, worked: &Result<Outcome, Failure>, verdict: Verdict) {
    let again_after = match verdict {
        Verdict::Gone => None,
        Verdict::Again(seconds) => Some(seconds),
    };
    match worked {
        Ok(outcome) => tracing::info!(message_id, receives, ?outcome, again_after, "a message was worked"),
        Err(failure) => {
            let error = failure as &dyn std::error::Error;
            tracing::warn!(message_id, receives, again_after, error, "a message failed");
        }
    }
}
