//! `decide`: a command against a case gives events, or a refusal. One rule a file.
//!
//! Every rule asks first whether the case already is as the command wants (then `Ok` without events: a lost answer may
//! be repeated), only then compares the version that the person saw, then applies the rule.

mod answer_consent;
mod approve;
mod change_roster;
mod confirm_data;
mod correct_email;
mod drop_applicant;
mod look_at_identity;
mod mark_paper;
mod name_applicants;
mod pull_back;
mod record_account;
mod record_notification;
mod reject;
mod resend;
mod retry_account;
mod send;
mod undo;
mod withdraw_consent;

use crate::{Actor, Applicant, ApplicantNo, Case, Command, Context, Event, Refusal, Worker};

/// The events that `command` leads to, none when the case already is as wanted.
pub fn decide(case: &Case, command: &Command, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    permitted(command, ctx.actor)?;
    let ctx = &Context { now: case.not_before(ctx.now), ..ctx.clone() };
    match command {
        Command::ConfirmData(form) => confirm_data::decide(case, form, ctx),
        Command::AnswerConsent { notice, choice } => answer_consent::decide(case, notice, *choice, ctx),
        Command::WithdrawConsent => withdraw_consent::decide(case, ctx),
        Command::NameApplicants(form) => name_applicants::decide(case, form, ctx),
        Command::CorrectEmail { no, email } => correct_email::decide(case, *no, email.as_ref(), ctx),
        Command::DropApplicant { no } => drop_applicant::decide(case, *no, ctx),
        Command::Send => send::decide(case, ctx),
        Command::PullBack => pull_back::decide(case, ctx),
        Command::Approve { no, paper_checked, proof_checked, in_batch } => {
            let checks = approve::Checks { paper: *paper_checked, proof: *proof_checked, in_batch: *in_batch };
            approve::decide(case, *no, checks, ctx)
        }
        Command::Reject { no, reason } => reject::decide(case, *no, reason, ctx),
        Command::Undo { no } => undo::decide(case, *no, ctx),
        Command::RetryAccount { no } => retry_account::decide(case, *no),
        Command::Resend { no } => resend::decide(case, *no, ctx),
        Command::MarkPaper { returned } => Ok(mark_paper::decide(case, *returned)),
        Command::LookAtIdentity { no, reason } => look_at_identity::decide(case, *no, reason),
        Command::Export => Ok(vec![Event::Exported]),
        Command::RecordAccount { no, outcome } => record_account::decide(case, *no, outcome, ctx),
        Command::RecordNotification { id, outcome } => record_notification::decide(case, id, outcome),
        Command::ChangeRoster { student, contact } => change_roster::decide(case, student, contact),
    }
}

/// Which kind of actor may send which command; whose case it is was checked before.
fn permitted(command: &Command, actor: &Actor) -> Result<(), Refusal> {
    let fits = match command {
        Command::ConfirmData(_)
        | Command::AnswerConsent { .. }
        | Command::WithdrawConsent
        | Command::NameApplicants(_)
        | Command::CorrectEmail { .. }
        | Command::DropApplicant { .. }
        | Command::Send
        | Command::PullBack
        | Command::Export => matches!(actor, Actor::Family { .. }),
        Command::Approve { .. }
        | Command::Reject { .. }
        | Command::Undo { .. }
        | Command::RetryAccount { .. }
        | Command::Resend { .. }
        | Command::LookAtIdentity { .. }
        | Command::MarkPaper { .. } => matches!(actor, Actor::Staff(_)),
        Command::RecordAccount { .. } => matches!(actor, Actor::Worker(Worker::Provision)),
        Command::RecordNotification { .. } => matches!(actor, Actor::Worker(Worker::Notify)),
        Command::ChangeRoster { .. } => matches!(actor, Actor::Operator),
    };
    if fits { Ok(()) } else { Err(Refusal::NotYours) }
}

fn find(case: &Case, no: ApplicantNo) -> Result<&Applicant, Refusal> {
    case.applicant(no).ok_or(Refusal::NoSuchApplicant)
}
