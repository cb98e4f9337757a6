//! The function's queue, as far as it is asked: when a message comes again.

use aws_sdk_sqs::Client;
use runtime::Late;

/// The queue that the function's messages come from.
#[derive(Clone, Debug)]
pub struct Queue {
    client: Late<Client>,
    url: String,
}

impl Queue {
    /// The queue at this URL (`QUEUE_URL`).
    pub fn new(client: impl Into<Late<Client>>, url: impl Into<String>) -> Self {
        Queue { client: client.into(), url: url.into() }
    }

    /// Lets a received message come again after so many seconds. When the queue does not take it, the message comes again
    /// after the queue's own visibility timeout, so that is only worth a line.
    pub(crate) async fn again_after(&self, receipt: &str, seconds: i64) {
        let seconds = i32::try_from(seconds).unwrap_or(i32::MAX);
        let call = self.client.change_message_visibility().queue_url(&self.url).receipt_handle(receipt);
        if let Err(error) = call.visibility_timeout(seconds).send().await {
            tracing::warn!(error = &error as &dyn std::error::Error, "a message's return could not be set");
        }
    }
}
