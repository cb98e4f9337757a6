//! What caused a change, so that a mail can be traced back to the button that somebody pressed.

/// The request that an event follows from, near and far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The request, message or command that wrote the event, as the gateway or the queue numbers it. Nobody chooses it.
    pub request_id: String,
    /// The first cause: the browser's own id of the request, handed on from the event that asked for an account or a mail
    /// to the event that tells what became of it. Whoever sends a request can choose it: it finds things, and proves nothing.
    pub correlation_id: String,
}

impl Cause {
    /// Something that has no cause but itself.
    pub fn itself(request_id: impl Into<String>) -> Self {
        let request_id = request_id.into();
        Cause { correlation_id: request_id.clone(), request_id }
    }
}
