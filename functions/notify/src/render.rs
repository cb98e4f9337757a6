//! A letter in the reader's language: subject, plain text and HTML that say the same.
//!
//! `mails/<language>/<kind>.txt` (its first line is the subject) and `.html` are read when the crate is built: a fact that
//! does not exist, a kind that a language lacks, or a reason without words does not compile.

use crate::letter::{About, Approved, Letter, Linked, Rejected, Says};
use askama::Template;
use domain::{Language, ReasonCode, Relationship};

/// A mail ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// One line.
    pub subject: String,
    /// `text/plain`
    pub text: String,
    /// `text/html`
    pub html: String,
}

macro_rules! mails {
    ($letter:expr; $($language:ident { $($kind:ident $(($says:ident: $Says:ty))? $text:literal $html:literal)* })*) => {
        match ($letter.about.language, &$letter.says) {
            $($((Language::$language, Says::$kind $(($says))?) => {
                #[derive(Template)]
                #[template(path = $text)]
                struct Text<'a> { about: &'a About, $($says: &'a $Says)? }
                #[derive(Template)]
                #[template(path = $html)]
                struct Html<'a> { about: &'a About, $($says: &'a $Says)? }
                let about = &$letter.about;
                let (text, html) = (Text { about, $($says)? }, Html { about, $($says)? });
                (text.render()?, html.render()?)
            })*)*
        }
    };
}

/// The letter in words.
pub fn render(letter: &Letter) -> Result<Message, askama::Error> {
    let (text, html) = mails! { letter;
        ZhHant {
            Received "zh-Hant/received.txt" "zh-Hant/received.html"
            Approved(says: Approved) "zh-Hant/approved.txt" "zh-Hant/approved.html"
            Linked(says: Linked) "zh-Hant/linked.txt" "zh-Hant/linked.html"
            Rejected(says: Rejected) "zh-Hant/rejected.txt" "zh-Hant/rejected.html"
            EmailChanged "zh-Hant/email_changed.txt" "zh-Hant/email_changed.html"
            EmailFormer "zh-Hant/email_former.txt" "zh-Hant/email_former.html"
        }
        En {
            Received "en/received.txt" "en/received.html"
            Approved(says: Approved) "en/approved.txt" "en/approved.html"
            Linked(says: Linked) "en/linked.txt" "en/linked.html"
            Rejected(says: Rejected) "en/rejected.txt" "en/rejected.html"
            EmailChanged "en/email_changed.txt" "en/email_changed.html"
            EmailFormer "en/email_former.txt" "en/email_former.html"
        }
        Vi {
            Received "vi/received.txt" "vi/received.html"
            Approved(says: Approved) "vi/approved.txt" "vi/approved.html"
            Linked(says: Linked) "vi/linked.txt" "vi/linked.html"
            Rejected(says: Rejected) "vi/rejected.txt" "vi/rejected.html"
            EmailChanged "vi/email_changed.txt" "vi/email_changed.html"
            EmailFormer "vi/email_former.txt" "vi/email_former.html"
        }
        Id {
            Received "id/received.txt" "id/received.html"
            Approved(says: Approved) "id/approved.txt" "id/approved.html"
            Linked(says: Linked) "id/linked.txt" "id/linked.html"
            Rejected(says: Rejected) "id/rejected.txt" "id/rejected.html"
            EmailChanged "id/email_changed.txt" "id/email_changed.html"
            EmailFormer "id/email_former.txt" "id/email_former.html"
        }
        Th {
            Received "th/received.txt" "th/received.html"
            Approved(says: Approved) "th/approved.txt" "th/approved.html"
            Linked(says: Linked) "th/linked.txt" "th/linked.html"
            Rejected(says: Rejected) "th/rejected.txt" "th/rejected.html"
            EmailChanged "th/email_changed.txt" "th/email_changed.html"
            EmailFormer "th/email_former.txt" "th/email_former.html"
        }
    };
    let (subject, text) = text.split_once('\n').unwrap_or((&text, ""));
    Ok(Message { subject: subject.trim().to_owned(), text: paragraphs(text), html: html.trim().to_owned() + "\n" })
}

/// One empty line between paragraphs, where conditions of the template have left several.
fn paragraphs(text: &str) -> String {
    let mut lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    lines.dedup_by(|line, before| line.is_empty() && before.is_empty());
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests;
