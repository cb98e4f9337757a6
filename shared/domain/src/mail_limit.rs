//! Five a day: what a family can cause at will (received, e-mail changed) counts together and waits for its turn; what
//! staff decided never waits, only sending it again does, five of a kind a day.

use crate::campaign::later;
use crate::{ApplicantNo, Case, MailKind, MailState, Notification};
use jiff::Timestamp;

const DAY_SECONDS: i64 = 86_400;
pub(crate) const MAILS_A_DAY: usize = 5;

/// Mails that count together: whose (`None` for all who no longer apply) and which (`None` for all at will).
type Group = (Option<ApplicantNo>, Option<MailKind>);

/// A day after the fifth-last of these times: before it, five are enough.
pub(crate) fn free_at(mut times: Vec<Timestamp>) -> Option<Timestamp> {
    times.sort_unstable_by(|a, b| b.cmp(a));
    times.get(MAILS_A_DAY - 1).map(|fifth| a_day_after(*fifth))
}

pub(crate) fn a_day_after(at: Timestamp) -> Timestamp {
    later(at, DAY_SECONDS)
}

/// When it was tried: a mail that was refused counts like one that was sent.
pub(crate) fn tried_at(mail: &Notification) -> Option<Timestamp> {
    match mail.state {
        MailState::Sent { at } | MailState::Bounced { at } => Some(at),
        MailState::Queued | MailState::NoAddress | MailState::Superseded => None,
    }
}

impl Case {
    /// Whether `earlier` counts against a mail of this kind to this applicant. What the family caused about people who
    /// no longer apply counts against everybody: naming somebody anew does not begin at zero.
    pub(crate) fn counts(&self, earlier: &Notification, no: ApplicantNo, kind: MailKind) -> bool {
        let group = self.group(earlier);
        let at_will = kind.is_at_will();
        group == (Some(no), (!at_will).then_some(kind)) || at_will && group == (None, None)
    }

    /// Whether some limit still depends on this settled mail: it is one of the latest five of its group.
    pub(crate) fn is_counted(&self, mail: &Notification) -> bool {
        let group = self.group(mail);
        if matches!(group, (None, Some(_))) {
            return false;
        }
        let Some(at) = tried_at(mail) else { return false };
        let after =
            |other: &&Notification| tried_at(other).is_some_and(|tried| tried > at) && self.group(other) == group;
        self.notifications.iter().filter(after).count() < MAILS_A_DAY
    }

    fn group(&self, mail: &Notification) -> Group {
        let applies = self.applicant(mail.applicant).is_some();
        (applies.then_some(mail.applicant), (!mail.kind.is_at_will()).then_some(mail.kind))
    }
}
