//! Messages that the table's stream puts into the queues.

use consumer::Message;

/// A message is an event of a case, or poison.
pub(crate) fn record(data: &[u8]) {
    let body = String::from_utf8_lossy(data);
    if let Ok(message) = Message::parse(&body) {
        assert!(body.contains("CASE#") || body.contains('\\'));
        assert_eq!(message.case.to_string().parse(), Ok(message.case));
    }
}
