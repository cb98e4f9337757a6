//! The local cloud's inbox: every mail that was handed to the mail service.

use crate::{Stack, eventually};
use serde_json::Value;

/// A mail.
#[derive(Clone, Debug)]
pub struct Mail {
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The HTML.
    pub html: String,
}

impl Mail {
    /// The mails to this address, oldest first.
    pub async fn to(address: &str) -> Vec<Mail> {
        let inbox: Value = reqwest::get(&Stack::get().mails).await.expect("the inbox").json().await.expect("its mails");
        inbox["messages"]
            .as_object()
            .into_iter()
            .flat_map(|accounts| accounts.values())
            .flat_map(|mails| mails.as_array().into_iter().flatten())
            .filter(|mail| mail["To"].to_string().contains(address))
            .map(|mail| Mail {
                subject: text(&mail["Subject"]),
                text: text(&mail["BodyText"]),
                html: text(&mail["BodyHtml"]),
            })
            .collect()
    }

    /// Waits for a mail to this address whose subject has these words.
    pub async fn expect(address: &str, words: &str) -> Mail {
        let what = format!("a mail about {words}");
        eventually(&what, async || Mail::to(address).await.into_iter().find(|mail| mail.subject.contains(words))).await
    }

    /// The value that stands on a line after this label in the plain text.
    pub fn value(&self, label: &str) -> String {
        self.text
            .lines()
            .find_map(|line| line.trim().strip_prefix(label))
            .map(|rest| rest.trim_start_matches(['：', ':', ' ']).trim().to_owned())
            .unwrap_or_else(|| panic!("no {label} in this mail: {}", self.text))
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
