//! A message: the keys of one event of a case, as the table's stream wrote them. Nothing else of the record is read.

use domain::CaseId;
use serde::Deserialize;

/// Where to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message {
    /// The case that something happened to.
    pub case: CaseId,
    /// The event's number: a case loaded with a lower one is older than the message.
    pub seq: u64,
}

/// A body that no retry makes readable. What was in it is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Poison {
    /// It is not JSON, or not a stream record's.
    #[error("the message is no stream record")]
    NoRecord,
    /// The record is of another kind of item.
    #[error("the record's partition key is no case's")]
    NoCase,
    /// The record is of another item of the case.
    #[error("the record's sort key is no event's")]
    NoEvent,
}

impl Message {
    /// Reads a message's body: `{"dynamodb":{"Keys":{"pk":{"S":"CASE#…"},"sk":{"S":"EVENT#000012#approved"}}}}`.
    pub fn parse(body: &str) -> Result<Self, Poison> {
        let record: Record = serde_json::from_str(body).map_err(|_| Poison::NoRecord)?;
        let Keys { pk, sk } = record.dynamodb.keys;
        let case = pk.text.strip_prefix("CASE#").and_then(|id| id.parse().ok()).ok_or(Poison::NoCase)?;
        let seq = sk.text.strip_prefix("EVENT#").and_then(seq).ok_or(Poison::NoEvent)?;
        Ok(Message { case, seq })
    }
}

/// The number in `000012#approved`. The kind is not asked: filters are the subscription's.
fn seq(rest: &str) -> Option<u64> {
    let (digits, kind) = rest.split_once('#')?;
    let plain = digits.bytes().all(|b| b.is_ascii_digit()) && !kind.is_empty();
    digits.parse().ok().filter(|_| plain)
}

#[derive(Deserialize)]
struct Record {
    dynamodb: Changed,
}

#[derive(Deserialize)]
struct Changed {
    #[serde(rename = "Keys")]
    keys: Keys,
}

#[derive(Deserialize)]
struct Keys {
    pk: Text,
    sk: Text,
}

#[derive(Deserialize)]
struct Text {
    #[serde(rename = "S")]
    text: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn body(pk: &str, sk: &str) -> String {
        serde_json::json!({
            "eventID": "1", "eventName": "INSERT", "eventSource": "aws:dynamodb",
            "dynamodb": { "Keys": { "pk": { "S": pk }, "sk": { "S": sk } }, "StreamViewType": "KEYS_ONLY" },
        })
        .to_string()
    }

    proptest! {
        #[test]
        fn a_message_names_its_case_and_event(bytes: [u8; 16], seq in 0u64..10_000_000, kind in "[a-z_]{1,20}") {
            let case = CaseId::from_random(bytes);
            let read = Message::parse(&body(&format!("CASE#{case}"), &format!("EVENT#{seq:06}#{kind}")));
            prop_assert_eq!(read, Ok(Message { case, seq }));
        }

        #[test]
        fn any_body_is_a_message_or_poison(raw in "\\PC{0,200}") {
            prop_assert!(Message::parse(&raw).is_err());
        }

        #[test]
        fn any_keys_are_a_message_or_poison(pk in "(CASE#)?\\PC{0,30}", sk in "(EVENT#)?[0-9]{0,25}(#\\PC{0,9})?") {
            let _ = Message::parse(&body(&pk, &sk));
        }
    }

    #[test]
    fn poison_says_what_is_wrong_with_it() {
        let case = format!("CASE#{}", CaseId::from_random([7; 16]));
        for (raw, poison) in [
            ("not json".to_owned(), Poison::NoRecord),
            ("{}".to_owned(), Poison::NoRecord),
            (r#"{"dynamodb":{"Keys":{"pk":{"N":"1"},"sk":{"S":"x"}}}}"#.to_owned(), Poison::NoRecord),
            (body("GUARDIAN#0123456789AB", "GUARDIAN"), Poison::NoCase),
            (body("CASE#short", "EVENT#000012#approved"), Poison::NoCase),
            (body(&case, "CASE"), Poison::NoEvent),
            (body(&case, "EVENT#+12#approved"), Poison::NoEvent),
            (body(&case, "EVENT##approved"), Poison::NoEvent),
            (body(&case, "EVENT#000012#"), Poison::NoEvent),
            (body(&case, "EVENT#99999999999999999999#approved"), Poison::NoEvent),
        ] {
            assert_eq!(Message::parse(&raw), Err(poison), "{raw}");
        }
    }
}
