//! Who acts: a family with its session, a member of staff, a background worker or the operator.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Who sends a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Somebody signed in with the child's entry. `session` is the session's id, `began` its sign-in.
    Family {
        /// The session's random id.
        session: String,
        /// When this session signed in: a session begun before closing may finish for a while.
        began: Timestamp,
    },
    /// A teacher or registrar whose class was checked against the case.
    Staff(StaffMember),
    /// One of the functions that work on what is due.
    Worker(Worker),
    /// The operator's roster loader.
    Operator,
}

/// A member of staff as written into history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffMember {
    /// The staff pool's immutable user name.
    pub username: String,
    /// The name that colleagues see beside a decision.
    pub name: String,
    /// What this person may do.
    pub role: StaffRole,
}

/// The staff groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffRole {
    /// Class teacher 導師: their own classes.
    Teacher,
    /// 註冊組: the whole school.
    Registrar,
}

/// The functions that act on what is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Worker {
    /// Makes accounts.
    Provision,
    /// Sends mails.
    Notify,
}

/// The trace of an [`Actor`] in an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "who", rename_all = "snake_case")]
pub enum By {
    /// The family, by its session.
    Family {
        /// The session's random id.
        session: String,
    },
    /// Staff, by user name and role.
    Staff(StaffMember),
    /// A background function.
    Worker {
        /// Which one.
        worker: Worker,
    },
    /// The roster loader.
    Operator,
}

impl From<&Actor> for By {
    fn from(actor: &Actor) -> Self {
        match actor {
            Actor::Family { session, .. } => By::Family { session: session.clone() },
            Actor::Staff(member) => By::Staff(member.clone()),
            Actor::Worker(worker) => By::Worker { worker: *worker },
            Actor::Operator => By::Operator,
        }
    }
}
