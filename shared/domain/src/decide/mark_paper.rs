//! 紙本已收: the signed paper came back. Not having it is never a rejection.

use crate::{Case, Event};

pub(super) fn decide(case: &Case, returned: bool) -> Vec<Event> {
    if case.paper_returned_at.is_some() == returned { vec![] } else { vec![Event::PaperMarked { returned }] }
}
