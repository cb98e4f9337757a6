//! Given – when – then: a story is a case with its history, the campaign, a clock and a reader.

pub(crate) use crate::wishes::*;
pub(crate) use domain::*;
use jiff::{SignedDuration, Timestamp};

pub(crate) const MINUTE: i64 = 60;
pub(crate) const DAY: i64 = 86_400;

/// A case on its way; noon of the campaign's first day unless time passes.
#[derive(Clone, Debug)]
pub(crate) struct Story {
    pub(crate) case: Case,
    pub(crate) campaign: Campaign,
    pub(crate) history: Vec<Recorded>,
    pub(crate) now: Timestamp,
    pub(crate) began: Timestamp,
    pub(crate) seen: Option<u64>,
}

/// A fresh case after these wishes, all of them granted.
pub(crate) fn given(wishes: impl IntoIterator<Item = Command>) -> Story {
    wishes.into_iter().fold(Story::open(student()), Story::and)
}

pub(crate) fn later(from: Timestamp, seconds: i64) -> Timestamp {
    from + SignedDuration::from_secs(seconds)
}

impl Story {
    /// A case that the roster opened.
    pub(crate) fn open(student: Student) -> Self {
        let campaign = campaign();
        let event = Event::Opened { student: Box::new(student), contact: Box::default() };
        let loaded = later(campaign.opens, -30 * DAY);
        let first = Recorded::first(loaded, &Actor::Operator, &Cause::itself("load"), event);
        let case = open(CaseId::from_random([7; 16]), campaign.school.clone(), campaign.id.clone(), &first).unwrap();
        let now = later(campaign.opens, DAY / 2);
        Story { case, campaign, history: vec![first], now, began: now, seen: None }
    }

    pub(crate) fn at(self, now: Timestamp) -> Self {
        Story { now, ..self }
    }

    pub(crate) fn after(self, seconds: i64) -> Self {
        Story { now: later(self.now, seconds), ..self }
    }

    /// `seconds` after the deadline, in a session that began then.
    pub(crate) fn after_closing(self, seconds: i64) -> Self {
        let now = later(self.campaign.closes, seconds);
        Story { now, began: now, ..self }
    }

    /// The person saw this version.
    pub(crate) fn seeing(self, version: u64) -> Self {
        Story { seen: Some(version), ..self }
    }

    pub(crate) fn with(mut self, change: impl FnOnce(&mut Campaign)) -> Self {
        change(&mut self.campaign);
        self
    }

    /// What the rules say, to whoever usually wishes this.
    pub(crate) fn when(&self, wish: Command) -> Result<Vec<Event>, Refusal> {
        self.when_by(&usual_actor(&wish, self.began), &wish)
    }

    pub(crate) fn when_by(&self, actor: &Actor, wish: &Command) -> Result<Vec<Event>, Refusal> {
        decide(&self.case, wish, &Context { campaign: &self.campaign, actor, expected: self.seen, now: self.now })
    }

    /// The wish is granted, and something happens.
    pub(crate) fn and(mut self, wish: Command) -> Self {
        let actor = usual_actor(&wish, self.began);
        let events = self.when(wish.clone()).unwrap_or_else(|refusal| panic!("{wish:?}: {refusal:?}"));
        assert!(!events.is_empty(), "nothing happened: {wish:?}");
        events.into_iter().for_each(|event| self.happen(&actor, event));
        self
    }

    pub(crate) fn happen(&mut self, actor: &Actor, event: Event) {
        let cause = Cause::itself(format!("request-{}", self.case.seq + 1));
        let recorded = Recorded::after(&self.case, self.now, actor, &cause, event);
        self.case = apply(self.case.clone(), &recorded);
        self.history.push(recorded);
    }

    pub(crate) fn applicant(&self, no: u32) -> &Applicant {
        self.case.applicant(ApplicantNo(no)).unwrap()
    }

    /// Kind and state of every mail, oldest first.
    pub(crate) fn mails(&self) -> Vec<(MailKind, MailState)> {
        self.case.notifications.iter().map(|mail| (mail.kind, mail.state.clone())).collect()
    }

    /// The id of the latest mail.
    pub(crate) fn latest_mail(&self) -> String {
        self.case.notifications.last().unwrap().id.clone()
    }
}

/// The refusal of a form, a pointer and a code a problem.
pub(crate) fn wrong(problems: &[(&str, &'static str)]) -> Result<Vec<Event>, Refusal> {
    Err(Refusal::Fields(problems.iter().map(|(pointer, code)| FieldProblem::new(*pointer, code)).collect()))
}
