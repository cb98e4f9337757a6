//! What an event changes beside its case, in the same transaction.

use crate::DraftPart;
use crate::keys::Key;
use domain::{ApplicantId, Case, CaseId, Event, Recorded};
use std::collections::BTreeMap;

/// What happens to an item beside the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It goes.
    Erase,
    /// The account gets the child, as this applicant.
    Child(ApplicantId),
}

/// The effects of these events, at most one an item: a transaction touches no item twice.
pub(crate) fn effects(case: CaseId, events: &[Recorded]) -> BTreeMap<Key, Effect> {
    let draft = |part| (Key::draft(case, part), Effect::Erase);
    events
        .iter()
        .flat_map(|recorded| match &recorded.event {
            Event::DataConfirmed { .. } => vec![draft(DraftPart::Confirmation)],
            Event::Submitted { .. } => vec![draft(DraftPart::Applicants)],
            Event::Declined { .. } | Event::ConsentWithdrawn => {
                vec![draft(DraftPart::Confirmation), draft(DraftPart::Applicants)]
            }
            Event::AccountCreated { no, username, .. } | Event::AccountLinked { no, username } => {
                vec![(Key::child(username, case), Effect::Child(ApplicantId { case, no: *no }))]
            }
            Event::Opened { .. }
            | Event::RosterChanged { .. }
            | Event::Consented { .. }
            | Event::ApplicantsNamed { .. }
            | Event::ApplicantDropped { .. }
            | Event::EmailCorrected { .. }
            | Event::PulledBack { .. }
            | Event::Approved { .. }
            | Event::Rejected { .. }
            | Event::Undone { .. }
            | Event::AccountFailed { .. }
            | Event::AccountRetried { .. }
            | Event::PasswordRenewed { .. }
            | Event::NotificationSent { .. }
            | Event::NotificationFailed { .. }
            | Event::NotificationRequeued { .. }
            | Event::IdentityLookedAt { .. }
            | Event::Exported
            | Event::PaperMarked { .. } => vec![],
        })
        .collect()
}

/// Whether something may have erased this draft between two states of a case. Says yes too often rather than too rarely:
/// every change of the consent counts.
pub(crate) fn may_have_erased(part: DraftPart, before: &Case, after: &Case) -> bool {
    let its_own = match part {
        DraftPart::Confirmation => before.confirmation != after.confirmation,
        DraftPart::Applicants => before.submitted_at != after.submitted_at,
    };
    its_own || before.consent != after.consent
}
