//! Amazon SES (v2): one call, and what its answers mean.
//!
//! One attempt a call: SES knows no token by which it could tell a repetition, so a repetition is left to the queue, which
//! comes back later and looks at the case first.

use crate::address::deliverable;
use crate::render::Message;
use aws_sdk_sesv2::Client;
use aws_sdk_sesv2::config::retry::RetryConfig;
use aws_sdk_sesv2::config::timeout::TimeoutConfig;
use aws_sdk_sesv2::error::{BuildError, ProvideErrorMetadata, SdkError};
use aws_sdk_sesv2::operation::send_email::SendEmailError;
use aws_sdk_sesv2::types::{Body, Content, Destination, EmailContent, Message as Simple, MessageHeader, MessageTag};
use aws_types::SdkConfig;
use consumer::WorkError;
use domain::{CaseId, Email, MailKind, Notification};
use runtime::Late;
use std::time::Duration;

const WHAT: &str = "sending a mail";

/// Hands mails over.
#[derive(Clone, Debug)]
pub struct Mailer {
    client: Late<Client>,
    from: String,
    configuration_set: Option<String>,
}

/// What became of a mail that was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handed {
    /// The mail service has it.
    Sent,
    /// It is refused for good.
    Refused,
}

/// What the mail service answered. Its own words are left out: they may quote the address.
#[derive(Debug, thiserror::Error)]
#[error("the mail service answered {0}")]
struct Answered(String);

impl Mailer {
    /// A client with the shared configuration, but patient, and without attempts of its own.
    pub fn client(aws: &SdkConfig) -> Client {
        let timeouts = TimeoutConfig::builder()
            .connect_timeout(Duration::from_secs(1))
            .operation_timeout(Duration::from_secs(10))
            .operation_attempt_timeout(Duration::from_secs(10));
        let config = aws_sdk_sesv2::config::Builder::from(aws).retry_config(RetryConfig::disabled());
        Client::from_conf(config.timeout_config(timeouts.build()).build())
    }

    /// Sends from `from` (`MAIL_FROM`), by the rules of `configuration_set` (`MAIL_CONFIGURATION_SET`).
    pub fn new(client: impl Into<Late<Client>>, from: impl Into<String>, configuration_set: Option<String>) -> Self {
        Mailer { client: client.into(), from: from.into(), configuration_set }
    }

    /// Sends a mail. Its tags, by which SES tells what became of it, name nobody.
    pub async fn send(
        &self,
        to: &Email,
        message: &Message,
        case: CaseId,
        mail: &Notification,
    ) -> Result<Handed, WorkError> {
        let Some(to) = deliverable(to) else { return Ok(Handed::Refused) };
        let kind = kind(mail.kind).to_owned();
        let tags = [("case", case.to_string()), ("notification", mail.id.clone()), ("kind", kind)];
        let cause = Some(("correlation_id", mail.correlation_id.clone())).filter(|(_, id)| !id.is_empty());
        let tags =
            tags.into_iter().chain(cause).map(|(name, value)| MessageTag::builder().name(name).value(value).build());
        let tags = tags.collect::<Result<_, _>>().map_err(unbuilt)?;
        let call = self.client.send_email().from_email_address(&self.from);
        let call = call.destination(Destination::builder().to_addresses(to).build());
        let call = call.content(content(message).map_err(unbuilt)?).set_email_tags(Some(tags));
        match call.set_configuration_set_name(self.configuration_set.clone()).send().await {
            Ok(_) => Ok(Handed::Sent),
            Err(error) => understood(error),
        }
    }
}

fn kind(kind: MailKind) -> &'static str {
    match kind {
        MailKind::Received => "received",
        MailKind::Approved => "approved",
        MailKind::Linked => "linked",
        MailKind::Rejected => "rejected",
        MailKind::EmailChanged => "email_changed",
    }
}

/// Machines are told that a machine wrote, so that no holiday notice comes back.
fn content(message: &Message) -> Result<EmailContent, BuildError> {
    let utf8 = |data: &str| Content::builder().data(data).charset("UTF-8").build();
    let body = Body::builder().text(utf8(&message.text)?).html(utf8(&message.html)?).build();
    let automatic = MessageHeader::builder().name("Auto-Submitted").value("auto-generated").build()?;
    let simple = Simple::builder().subject(utf8(&message.subject)?).body(body).headers(automatic).build();
    Ok(EmailContent::builder().simple(simple).build())
}

/// Refused for good is what SES says of this message or address. All else may pass: throttling, an outage, a paused or
/// suspended account, and also what an operator has to mend, for which no applicant is to blame.
fn understood(error: SdkError<SendEmailError>) -> Result<Handed, WorkError> {
    let Some(answer) = error.as_service_error() else {
        return Err(WorkError::later(WHAT, error.into_source().unwrap_or_else(|error| error.into())));
    };
    let (code, words) = (answer.code().unwrap_or("with an error"), answer.message().unwrap_or_default());
    if is_final(code, words) { Ok(Handed::Refused) } else { Err(WorkError::later(WHAT, Answered(code.to_owned()))) }
}

/// An address that "is not verified" is the sender's, or any while the SES account is still in its sandbox.
fn is_final(code: &str, words: &str) -> bool {
    match code {
        "MessageRejected" => !words.contains("not verified"),
        "BadRequestException" => true,
        _ => false,
    }
}

fn unbuilt(error: BuildError) -> WorkError {
    WorkError::later(WHAT, error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_pass_or_be_mended_is_not_final() {
        for code in [
            "TooManyRequestsException",
            "LimitExceededException",
            "SendingPausedException",
            "AccountSuspendedException",
            "MailFromDomainNotVerifiedException",
            "NotFoundException",
            "AccessDeniedException",
            "InternalFailure",
        ] {
            assert!(!is_final(code, ""), "{code}");
        }
        assert!(!is_final("MessageRejected", "Email address is not verified. The following identities failed: …"));
    }

    #[test]
    fn a_message_or_an_address_that_is_refused_is_final() {
        assert!(is_final("MessageRejected", "Address is on the suppression list"));
        assert!(is_final("BadRequestException", "Domain contains illegal character"));
    }
}
