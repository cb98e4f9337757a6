//! Recording what became of a mail: only a queued one, so that a message may come twice.

use crate::{Case, Event, MailState, Refusal};

pub(super) fn decide(case: &Case, id: &str, outcome: &MailState) -> Result<Vec<Event>, Refusal> {
    let queued = case.notifications.iter().any(|n| n.id == id && n.state == MailState::Queued);
    let id = id.to_owned();
    Ok(match outcome {
        _ if !queued => vec![],
        MailState::Sent { .. } => vec![Event::NotificationSent { id }],
        MailState::Bounced { .. } => vec![Event::NotificationFailed { id }],
        MailState::Queued | MailState::NoAddress | MailState::Superseded => vec![],
    })
}
