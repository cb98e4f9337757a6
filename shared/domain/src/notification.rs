//! Mails (通知): what is queued, and what became of it.

use crate::{ApplicantNo, Email};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One mail to one applicant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notification {
    /// `<seq>-<n>`: the event that queued it, and its place among that event's mails.
    pub id: String,
    /// Whom it is about.
    pub applicant: ApplicantNo,
    /// What it says.
    pub kind: MailKind,
    /// A fixed address, for the notice to a former mailbox; otherwise the applicant's at the time of sending.
    pub to: Option<Email>,
    /// Whether it goes to a mailbox that was given up.
    #[serde(default)]
    pub former: bool,
    /// Not before this time.
    pub due_at: Timestamp,
    /// The first cause of its being due: see [`Cause::correlation_id`](crate::Cause::correlation_id).
    #[serde(default)]
    pub correlation_id: String,
    /// What became of it.
    pub state: MailState,
}

/// What a mail says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    /// The application was received; carries the notice of 個資法 art. 9.
    Received,
    /// Approved: account, one-time password, sign-in address.
    Approved,
    /// Another child was linked to an account that exists.
    Linked,
    /// Rejected, with the reason and what to do.
    Rejected,
    /// The e-mail was changed; goes to the old address too.
    EmailChanged,
}

impl MailKind {
    /// Whether a family can have it sent at will; the others follow what staff decide.
    pub fn is_at_will(self) -> bool {
        match self {
            MailKind::Received | MailKind::EmailChanged => true,
            MailKind::Approved | MailKind::Linked | MailKind::Rejected => false,
        }
    }
}

/// The state of a mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum MailState {
    /// Waiting to be sent.
    Queued,
    /// Handed to the mail service.
    Sent {
        /// When.
        at: Timestamp,
    },
    /// Refused for good by the mail service or the mailbox.
    Bounced {
        /// When.
        at: Timestamp,
    },
    /// There is no mailbox; the school hands out a slip.
    NoAddress,
    /// Overtaken by what happened since; never sent.
    Superseded,
}
