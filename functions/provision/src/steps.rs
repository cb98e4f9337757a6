//! Making an account, call by call: what to do next, given what the last call answered. Pure; every step may be
//! repeated, for the function can be killed after any of them and begins again with the first.
//!
//! The user name is claimed in the table before the pool is asked. So when the pool says "exists already", the claim
//! tells whether that was an earlier try of ours, whose answer was lost, or an account that the person has already. A
//! claim whose applicant never got the account, and never will, is worth nothing: then the account is ours to hand over.
//! As the one-time password follows from user name and issue alone, whoever finishes sets the same one.

use domain::{Account, AccountFailure, AccountOutcome, Applicant, ApplicantId, Review};
use identity::PersonKey;
use store::{Claimed, GuardianRecord};

/// An account to make, or to give a new one-time password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The user name.
    pub username: String,
    /// Which one-time password is to be valid.
    pub issue: u32,
    /// The other applicant for whom the name was claimed, if it was not for this one.
    pub other: Option<ApplicantId>,
    /// Whether it was made before, and only its password is to be new.
    pub renewal: bool,
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Make the user.
    Create,
    /// Look whether the applicant for whom the name was claimed has the account.
    AskOther(ApplicantId),
    /// Look whether the person has signed in yet.
    LookUp,
    /// Set the one-time password.
    SetPassword,
    /// Append what came of it.
    Record(AccountOutcome),
}

/// What a step answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The user was made.
    Made,
    /// A user of that name is there already.
    Exists,
    /// There is no such user.
    NoUser,
    /// The user is there and waits for the first sign-in.
    NeverSignedIn,
    /// The user is there and has a password of their own.
    HasPassword,
    /// The one-time password was set.
    PasswordSet,
    /// The pool refuses it for good.
    Refused,
    /// The other applicant has the account, or soon will.
    OtherHolds,
    /// The other applicant has no account, nor one under way.
    OtherLetGo,
}

/// The task after claiming the user name for `wanted`, or why there is none: an account of another person, or of
/// another name, is for staff to look at.
pub fn begin(wanted: &GuardianRecord, claimed: Claimed) -> Result<Task, AccountFailure> {
    let stored = match claimed {
        Claimed::New => wanted.clone(),
        Claimed::Exists(stored) => stored,
    };
    if stored.person_index != wanted.person_index || stored.name_index != wanted.name_index {
        return Err(AccountFailure::IdentityConflict);
    }
    let other = Some(stored.made_for).filter(|made_for| *made_for != wanted.made_for);
    Ok(Task { username: stored.username, issue: stored.issue, other, renewal: false })
}

/// Whether an applicant has this person's account, or soon will.
pub fn holds(applicant: &Applicant, person: &PersonKey) -> bool {
    match &applicant.review {
        Review::Approved { account, .. } => match account {
            Account::Creating { .. } => true,
            Account::Created { username, .. } | Account::Linked { username, .. } => *username == person.username,
            Account::Failed { .. } => false,
        },
        Review::Draft | Review::Pending { .. } | Review::Rejected { .. } => false,
    }
}

impl Task {
    /// The first step.
    pub fn first(&self) -> Step {
        if self.renewal { Step::LookUp } else { Step::Create }
    }

    /// The step after this answer.
    pub fn next(&self, answer: Answer) -> Step {
        match answer {
            Answer::Made | Answer::PasswordSet => self.record_created(),
            Answer::Exists => self.other.map_or(Step::LookUp, Step::AskOther),
            Answer::OtherHolds => self.record_linked(),
            Answer::OtherLetGo => Step::LookUp,
            Answer::NoUser => Step::Create,
            Answer::NeverSignedIn => Step::SetPassword,
            Answer::HasPassword => self.record_linked(),
            Answer::Refused => Step::Record(AccountOutcome::Failed { cause: AccountFailure::Refused }),
        }
    }

    fn record_created(&self) -> Step {
        Step::Record(AccountOutcome::Created { username: self.username.clone(), issue: self.issue })
    }

    /// They have a password, or a mail with one: the mail says how to sign in.
    fn record_linked(&self) -> Step {
        Step::Record(AccountOutcome::Linked { username: self.username.clone() })
    }
}

#[cfg(test)]
mod tests;
