//! What is tried: something that happened before, and a wish that meets the fault.

use faults::{Step, Town};
use futures::future::LocalBoxFuture;
use serde_json::Value;
use testkit::Ask;

/// Given – when. Then the audit.
#[derive(Clone, Copy)]
pub(crate) struct Scenario {
    /// The route's operation, or the message; after a comma what is special.
    pub(crate) name: &'static str,
    pub(crate) step: Step,
    pub(crate) before: for<'a> fn(&'a Town) -> LocalBoxFuture<'a, ()>,
    pub(crate) wish: Wish,
    /// What is seen besides the portrait.
    pub(crate) after: Option<for<'a> fn(&'a Town) -> LocalBoxFuture<'a, Value>>,
}

#[derive(Clone, Copy)]
pub(crate) enum Wish {
    /// A request, which may be repeated.
    Asked(fn(&Town) -> Ask),
    /// The same of the first family, in its session.
    Family(fn(&Town) -> Ask),
    /// The same of a teacher.
    Staff(fn(&Town) -> Ask),
    /// A request that is good once: repeated it is refused with this status, unless it was not used up.
    AskedOnce(fn(&Town) -> Ask, u16),
    /// A batch of messages, received so many times.
    Woken(for<'a> fn(&'a Town, u32) -> LocalBoxFuture<'a, Vec<Value>>),
    /// The sweep.
    Swept,
}

impl Wish {
    /// The request, if it is one.
    pub(crate) fn request(&self, town: &Town) -> Option<Ask> {
        match self {
            Wish::Asked(ask) | Wish::AskedOnce(ask, _) => Some(ask(town)),
            Wish::Family(ask) => Some(town.family(0, ask(town))),
            Wish::Staff(ask) => Some(town.staff(ask(town))),
            Wish::Woken(_) | Wish::Swept => None,
        }
    }
}
