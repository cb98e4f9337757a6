//! The work on a case: each account that is due is made, or gets its new password, and what came of it is appended.

use crate::steps::{Answer, Step, Task, begin, holds};
use crate::{Keys, Pool};
use consumer::{Job, Outcome, Work, WorkError, traced};
use domain::{
    Account, AccountOutcome, Actor, Applicant, ApplicantId, ApplicantNo, Case, Cause, Command, Context, Review, Worker,
    decide,
};
use identity::PersonKey;
use runtime::Clock;
use store::{Change, DueKind, GuardianRecord, Loaded, Store};

/// The first one-time password of an account.
const FIRST_ISSUE: u32 = 1;
/// More steps than any account takes; only a user deleted and made again meanwhile needs so many.
const MOST_STEPS: usize = 8;

/// Makes accounts.
#[derive(Debug)]
pub struct Provision {
    /// The table.
    pub store: Store,
    /// The guardian pool.
    pub pool: Pool,
    /// What names and passwords are derived from.
    pub keys: Keys,
    /// The time.
    pub clock: Clock,
}

impl Work for Provision {
    const DUE: DueKind = DueKind::Account;

    async fn work(&self, job: &Job) -> Result<Outcome, WorkError> {
        let mut case = job.fresh(self.store.load(job.case).await?)?;
        let due: Vec<_> = case.accounts_due(self.clock.now()).cloned().collect();
        // An account that cannot be made now holds no other one back.
        let mut failure = None;
        for applicant in due {
            let cause = job.because_of(applicant.account_asked_for_by());
            match traced(&cause, self.made(&case, &applicant, &cause)).await {
                Ok(after) => case = after,
                Err(error) => failure = failure.or(Some(error)),
            }
        }
        if let Some(error) = failure {
            return Err(error);
        }
        Ok(case.due().account.map_or(Outcome::Done, Outcome::NotYet))
    }
}

impl Provision {
    /// Makes the account of one applicant and records what came of it.
    async fn made(&self, seen: &Loaded, due: &Applicant, cause: &Cause) -> Result<Loaded, WorkError> {
        let outcome = self.account(seen, due).await?;
        self.record(seen.clone(), due.no, outcome, cause).await
    }

    /// Claims the name, then asks the pool. The undo window ended half a minute before an account is due, so nothing is
    /// made here that could still be taken back.
    async fn account(&self, case: &Case, due: &Applicant) -> Result<AccountOutcome, WorkError> {
        let pepper = self.keys.pepper.current(self.clock.now()).await?;
        let person = pepper.person(due.person.national_id.reveal());
        let wanted = GuardianRecord {
            username: person.username.clone(),
            person_index: person.index.clone(),
            name_index: pepper.name_index(&due.person.name.comparison_form()),
            made_for: ApplicantId { case: case.id, no: due.no },
            issue: FIRST_ISSUE,
        };
        match begin(&wanted, self.store.claim_guardian(&wanted).await?) {
            Ok(task) => self.make(self.renewed(task, due).await?, due, &person).await,
            Err(cause) => Ok(AccountOutcome::Failed { cause }),
        }
    }

    /// The task as a renewal, if one is due; the claim then knows the new issue, for a later try that is none.
    async fn renewed(&self, task: Task, due: &Applicant) -> Result<Task, WorkError> {
        let Review::Approved { account: Account::Creating { renewal: Some(renewal), .. }, .. } = &due.review else {
            return Ok(task);
        };
        self.store.raise_guardian_issue(&task.username, renewal.issue).await?;
        Ok(Task { issue: renewal.issue.max(task.issue), renewal: true, other: None, ..task })
    }

    async fn make(&self, task: Task, due: &Applicant, person: &PersonKey) -> Result<AccountOutcome, WorkError> {
        let one_time = self.keys.one_time.current(self.clock.now()).await?;
        let password = one_time.password(&task.username, task.issue);
        let mut step = task.first();
        for _ in 0..MOST_STEPS {
            let answer = match step {
                Step::Create => self.pool.create(&task.username, &password, due.person.email.as_ref()).await?,
                Step::AskOther(other) => self.ask(other, person).await?,
                Step::LookUp => self.pool.look_up(&task.username).await?,
                Step::SetPassword => self.pool.set_password(&task.username, &password).await?,
                Step::Record(outcome) => return Ok(outcome),
            };
            step = task.next(answer);
        }
        Err(WorkError::later("making an account", "the pool kept changing its answer"))
    }

    async fn ask(&self, other: ApplicantId, person: &PersonKey) -> Result<Answer, WorkError> {
        let case = self.store.load(other.case).await?;
        let holds = case.is_some_and(|case| case.applicant(other.no).is_some_and(|a| holds(a, person)));
        Ok(if holds { Answer::OtherHolds } else { Answer::OtherLetGo })
    }

    async fn record(
        &self,
        case: Loaded,
        no: ApplicantNo,
        outcome: AccountOutcome,
        cause: &Cause,
    ) -> Result<Loaded, WorkError> {
        tracing::info!(case = %case.id, applicant = no.0, outcome = kind(&outcome), "an account was worked on");
        let campaign = self.store.campaign(&case.school, &case.campaign).await?;
        let campaign = campaign.ok_or_else(|| WorkError::later("loading the campaign", "it is gone"))?;
        let (actor, now) = (Actor::Worker(Worker::Provision), self.clock.now());
        let ctx = Context { campaign: &campaign, actor: &actor, expected: None, now };
        let command = Command::RecordAccount { no, outcome };
        let by = Change { actor: &actor, cause: cause.clone(), now };
        Ok(self.store.change(case, &by, |case| decide(case, &command, &ctx)).await?)
    }
}

/// For the log, which names no account.
fn kind(outcome: &AccountOutcome) -> &'static str {
    match outcome {
        AccountOutcome::Created { .. } => "created",
        AccountOutcome::Linked { .. } => "linked",
        AccountOutcome::Failed { .. } => "failed",
    }
}
