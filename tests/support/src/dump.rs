//! A dump of a table, searched as somebody would search it who got hold of a backup.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use data_encoding::{BASE64, BASE64_NOPAD, BASE64URL, HEXLOWER};

/// Every value of every item, with where it lies.
#[derive(Clone, Debug, Default)]
pub struct Dump(Vec<(String, Vec<u8>)>);

impl Dump {
    /// All that a table holds.
    pub async fn of(client: &Client, table: &str) -> Self {
        let items = client.scan().table_name(table).consistent_read(true).into_paginator().items().send();
        let mut dump = Dump::default();
        for item in items.collect::<Result<Vec<_>, _>>().await.unwrap() {
            let place = format!("{} {}", item["pk"].as_s().unwrap(), item["sk"].as_s().unwrap());
            for (name, value) in item {
                dump.value(&format!("{place} {name}"), &value);
            }
        }
        dump
    }

    /// How many values it holds.
    pub fn size(&self) -> usize {
        self.0.len()
    }

    /// More to search: a line of a log, a message, a URL.
    pub fn add(&mut self, place: &str, bytes: impl Into<Vec<u8>>) {
        self.0.push((place.to_owned(), bytes.into()));
    }

    /// Where any of these texts stands, in clear, in base64, in hex or as JSON escapes it. What was found is not shown.
    pub fn find<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
        let wanted: Vec<Vec<u8>> = texts.into_iter().flat_map(forms).collect();
        let holds = |bytes: &[u8]| wanted.iter().any(|form| bytes.windows(form.len()).any(|window| window == form));
        self.0.iter().filter(|(place, bytes)| holds(place.as_bytes()) || holds(bytes)).map(|(p, _)| p.clone()).collect()
    }

    fn value(&mut self, place: &str, value: &AttributeValue) {
        match value {
            AttributeValue::S(text) | AttributeValue::N(text) => self.add(place, text.as_bytes()),
            AttributeValue::B(blob) => self.add(place, blob.as_ref()),
            AttributeValue::M(parts) => {
                parts.iter().for_each(|(name, part)| self.value(&format!("{place}.{name}"), part))
            }
            AttributeValue::L(parts) => parts.iter().for_each(|part| self.value(place, part)),
            AttributeValue::Null(_) | AttributeValue::Bool(_) => {}
            other => panic!("{place} is of a kind that is not searched: {other:?}"),
        }
    }
}

/// What a text looks like when it is not sealed: in clear, escaped, in hex, and in base64 wherever it may begin.
fn forms(text: &str) -> Vec<Vec<u8>> {
    let escaped: String = text
        .encode_utf16()
        .map(|unit| match u8::try_from(unit) {
            Ok(ascii) if ascii.is_ascii() => char::from(ascii).to_string(),
            _ => format!("\\u{unit:04x}"),
        })
        .collect();
    let mut forms = vec![text.to_owned(), escaped, HEXLOWER.encode(text.as_bytes())];
    for before in 0..3 {
        // Whole groups of three bytes look the same whatever stands around them.
        let inner = text.as_bytes().get(before..).unwrap_or_default();
        let whole = &inner[..inner.len() / 3 * 3];
        if whole.len() >= 6 {
            forms.extend([BASE64.encode(whole), BASE64URL.encode(whole)]);
        }
    }
    forms.push(BASE64_NOPAD.encode(text.as_bytes()));
    forms.into_iter().map(String::into_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_in_every_usual_form() {
        for held in [
            "名字是林大樹的人".to_owned(),
            BASE64.encode("名字是林大樹的人".as_bytes()),
            BASE64.encode("a 林大樹的人".as_bytes()),
            BASE64URL.encode("ab林大樹".as_bytes()),
            HEXLOWER.encode("林大樹".as_bytes()),
            "\"\\u6797\\u5927\\u6a39\"".to_owned(),
        ] {
            let mut dump = Dump::default();
            dump.add("here", held.clone());
            assert_eq!(dump.find(["林大樹"]), ["here"], "{held}");
            assert_eq!(dump.find(["陳美玉"]), [""; 0]);
        }
    }
}
