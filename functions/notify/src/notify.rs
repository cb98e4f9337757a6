//! The work on a case: each mail that is due is leased, sent and recorded.
//!
//! A mail that is leased by another worker is left alone; the message comes again. A worker that is killed before it sends
//! costs two minutes, until its lease is over. One that is killed after SES has the mail and before that is recorded costs
//! a second copy, and there is no way to tell the two apart: SES knows no token for a repetition. So every mail goes out at
//! least once, and twice only then.

use crate::letter::{Composer, Unsaid};
use crate::mailer::{Handed, Mailer};
use crate::render::render;
use consumer::{Job, Outcome, Work, WorkError, traced};
use domain::{Actor, Campaign, Case, Cause, Command, Context, MailState, Notification, Worker, decide};
use identity::OneTimeSecret;
use jiff::Timestamp;
use runtime::{Clock, KeptSecret};
use store::{Change, DueKind, Loaded, Store};

/// How long a worker may take to send one mail.
const LEASE_SECONDS: i64 = 120;

/// Sends mails.
#[derive(Debug)]
pub struct Notify {
    /// The table.
    pub store: Store,
    /// Writes letters.
    pub composer: Composer,
    /// Behind the one-time passwords in them.
    pub one_time: KeptSecret<OneTimeSecret>,
    /// Hands them over.
    pub mailer: Mailer,
    /// The time.
    pub clock: Clock,
}

/// Another worker sends this mail, or was killed doing so.
#[derive(Debug, thiserror::Error)]
#[error("another worker has the lease of {0}")]
struct Leased(String);

impl Work for Notify {
    const DUE: DueKind = DueKind::Mail;

    async fn work(&self, job: &Job) -> Result<Outcome, WorkError> {
        let mut case = job.fresh(self.store.load(job.case).await?)?;
        let due: Vec<_> = case
            .mails_due(self.clock.now())
            .map(|mail| (mail.id.clone(), job.because_of(&mail.correlation_id)))
            .collect();
        // A mail that cannot go now holds no other one back.
        let mut failure = None;
        for (id, cause) in due {
            match traced(&cause, self.leased(&case, &id, &cause)).await {
                Ok(after) => case = after,
                Err(error) => failure = failure.or(Some(error)),
            }
        }
        if let Some(error) = failure {
            return Err(error);
        }
        Ok(case.due().mail.map_or(Outcome::Done, Outcome::NotYet))
    }
}

impl Notify {
    /// Works on one mail under its lease. The lease of a mail that was recorded is left to expire: nothing is due in it.
    async fn leased(&self, seen: &Case, id: &str, cause: &Cause) -> Result<Loaded, WorkError> {
        let (key, holder) = (format!("mail#{}#{id}", seen.id), runtime::ids::new_id());
        if !self.store.lease(&key, &holder, LEASE_SECONDS, self.clock.now()).await? {
            return Err(WorkError::later("sending a mail", Leased(id.to_owned())));
        }
        match self.mail(seen, id).await {
            Ok((case, campaign, Some(outcome))) => self.record(case, id, outcome, &campaign, cause).await,
            Ok((case, _, None)) => self.store.release(&key, &holder).await.map(|()| case).map_err(WorkError::from),
            Err(error) => {
                if let Err(kept) = self.store.release(&key, &holder).await {
                    tracing::warn!(error = &kept as &dyn std::error::Error, "a lease is left to expire");
                }
                Err(error)
            }
        }
    }

    /// Looks again whether the mail is due, now that nobody else can send it, and sends it. `None`: nothing to record.
    async fn mail(&self, seen: &Case, id: &str) -> Result<(Loaded, Campaign, Option<MailState>), WorkError> {
        let gone = || WorkError::later("loading the case and its campaign", "one of them is gone");
        let (case, campaign) = self.store.case_and_campaign(seen).await?.ok_or_else(gone)?;
        let now = self.clock.now();
        let due = case.mails_due(now).find(|mail| mail.id == id).cloned();
        let outcome = match due {
            Some(mail) => self.send(&case, &mail, &campaign, now).await?,
            None => None,
        };
        Ok((case, campaign, outcome))
    }

    async fn send(
        &self,
        case: &Case,
        mail: &Notification,
        campaign: &Campaign,
        now: Timestamp,
    ) -> Result<Option<MailState>, WorkError> {
        let one_time = self.one_time.current(now).await?;
        let letter = match self.composer.compose(case, &campaign.school_name, mail, &one_time, now) {
            Ok(letter) => letter,
            Err(Unsaid::NotYet) => return Ok(None),
            Err(Unsaid::Never) => return Ok(Some(MailState::Bounced { at: now })),
        };
        let message = render(&letter).map_err(|error| WorkError::later("writing a mail", error))?;
        let own = case.applicant(mail.applicant).and_then(|applicant| applicant.person.email.as_ref());
        let handed = match mail.to.as_ref().or(own) {
            Some(to) => self.mailer.send(to, &message, case.id, mail).await?,
            None => Handed::Refused,
        };
        Ok(Some(match handed {
            Handed::Sent => MailState::Sent { at: now },
            Handed::Refused => MailState::Bounced { at: now },
        }))
    }

    async fn record(
        &self,
        case: Loaded,
        id: &str,
        outcome: MailState,
        campaign: &Campaign,
        cause: &Cause,
    ) -> Result<Loaded, WorkError> {
        tracing::info!(case = %case.id, notification = id, ?outcome, "a mail was worked on");
        let (actor, now) = (Actor::Worker(Worker::Notify), self.clock.now());
        let ctx = Context { campaign, actor: &actor, expected: None, now };
        let command = Command::RecordNotification { id: id.to_owned(), outcome };
        let by = Change { actor: &actor, cause: cause.clone(), now };
        Ok(self.store.change(case, &by, |case| decide(case, &command, &ctx)).await?)
    }
}
