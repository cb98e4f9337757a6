//! A case that the other functions have worked on, a mail service, and `notify` between them.

use crate::service::Service;
use consumer::{Job, Outcome, Work, WorkError};
use domain::{
    AccountOutcome, Actor, ApplicantForm, ApplicantId, ApplicantNo, Arrangement, Cause, Choice, Command, ConfirmData,
    Context, Email, FreeText, Given, Language, MailState, Mobile, NameApplicants, NationalId, NoticeRead, PersonName,
    Reason, ReasonCode, Relationship, Worker, decide,
};
use identity::OneTimeSecret;
use jiff::SignedDuration;
use notify::{Composer, Mailer, Notify};
use runtime::{Clock, KeptSecret};
use store::Change;
use testkit::{World, adult, contact, teacher_record};

pub(crate) const NO: ApplicantNo = ApplicantNo(1);
pub(crate) const MAILBOX: &str = "adult1@example.com";
pub(crate) const USERNAME: &str = "4M8DTDZ07R5X";
const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// The world, its mail service and what moves in it.
#[derive(Debug)]
pub(crate) struct Setting {
    pub(crate) world: World,
    pub(crate) service: Service,
}

impl Setting {
    /// A family has sent its application: one mother, who reads this language.
    pub(crate) async fn applied_in(language: Language) -> Self {
        let setting = Setting { world: World::new().await, service: Service::start().await };
        setting.world.store.put_staff(&teacher_record("t-1")).await.unwrap();
        let applicant = ApplicantForm {
            no: None,
            name: PersonName::parse("陳美玉").unwrap(),
            relationship: Relationship::Mother,
            relationship_detail: None,
            national_id: Some(NationalId::stored(&adult(1)).unwrap()),
            mobile: Some(Mobile::parse("0900000001").unwrap()),
            email: Given::Value(Some(Email::parse(MAILBOX).unwrap())),
            language: Some(language),
        };
        let mut contact = contact();
        contact.emergency_contact_name = Some(PersonName::parse("陳美玉").unwrap());
        let notice = NoticeRead { version: setting.world.campaign.notice_version.clone(), language };
        for command in [
            Command::ConfirmData(ConfirmData { registry_correct: true, error_report: None, contact }),
            Command::AnswerConsent { notice, choice: Choice::Agree },
            Command::NameApplicants(NameApplicants {
                arrangement: Arrangement::OneParent,
                applicants: vec![applicant],
            }),
            Command::Send,
        ] {
            setting.family(command).await;
        }
        setting
    }

    /// The same in Chinese.
    pub(crate) async fn applied() -> Self {
        Self::applied_in(Language::ZhHant).await
    }

    /// The same, and the first mail is out.
    pub(crate) async fn received() -> Self {
        let setting = Self::applied().await;
        assert_eq!(setting.work().await.unwrap(), Outcome::Done);
        setting
    }

    /// The same, approved, and the account made (or what else came of it) eleven minutes later.
    pub(crate) async fn decided(outcome: AccountOutcome) -> Self {
        let mut setting = Self::received().await;
        setting
            .world
            .decided(Command::Approve { no: NO, paper_checked: true, proof_checked: false, in_batch: false })
            .await;
        setting.later(SignedDuration::from_mins(11));
        setting.provision(outcome).await;
        setting
    }

    /// The same, with an account of its own.
    pub(crate) async fn approved() -> Self {
        Self::decided(created(1)).await
    }

    /// Rejected with this reason, and the undo window is over.
    pub(crate) async fn rejected(code: ReasonCode, text: &str) -> Self {
        let mut setting = Self::received().await;
        let reason = Reason { code, text: Some(FreeText::parse(text).unwrap()) };
        setting.world.decided(Command::Reject { no: NO, reason }).await;
        setting.later(SignedDuration::from_mins(11));
        setting
    }

    pub(crate) fn later(&mut self, time: SignedDuration) {
        self.world.now += time;
    }

    pub(crate) async fn family(&self, command: Command) {
        self.change(&Actor::Family { session: "session-1".into(), began: self.world.now }, command).await;
    }

    pub(crate) async fn provision(&self, outcome: AccountOutcome) {
        self.change(&Actor::Worker(Worker::Provision), Command::RecordAccount { no: NO, outcome }).await;
    }

    async fn change(&self, actor: &Actor, command: Command) {
        let world = &self.world;
        let ctx = Context { campaign: &world.campaign, actor, expected: None, now: world.now };
        let by = Change { actor, cause: Cause::itself("test"), now: world.now };
        let loaded = world.store.load(world.case).await.unwrap().unwrap();
        world.store.change(loaded, &by, |case| decide(case, &command, &ctx)).await.unwrap();
    }

    /// One worker, with the time of now.
    pub(crate) fn worker(&self) -> Notify {
        let one_time = KeptSecret::fixed(one_time());
        let (site, sign_in) = ("https://binding.example/".to_owned(), "https://binding.example/account".to_owned());
        Notify {
            store: self.world.store.clone(),
            composer: Composer { site, sign_in },
            one_time,
            mailer: Mailer::new(self.service.client(), "no-reply@binding.example", Some("mails".to_owned())),
            clock: Clock::fixed(self.world.now),
        }
    }

    pub(crate) fn job(&self) -> Job {
        Job { case: self.world.case, seen: 0, cause: "message-1".to_owned() }
    }

    /// A message comes.
    pub(crate) async fn work(&self) -> Result<Outcome, WorkError> {
        self.worker().work(&self.job()).await
    }

    /// The subjects that went out so far.
    pub(crate) fn subjects(&self) -> Vec<String> {
        self.service.inbox().into_iter().map(|(_, subject)| subject).collect()
    }

    /// What became of the mail queued last.
    pub(crate) async fn last_state(&self) -> MailState {
        self.world.stored().await.notifications.last().unwrap().state.clone()
    }

    /// The applicant.
    pub(crate) fn applicant(&self) -> ApplicantId {
        ApplicantId { case: self.world.case, no: NO }
    }
}

/// An account with its `issue`th one-time password.
pub(crate) fn created(issue: u32) -> AccountOutcome {
    AccountOutcome::Created { username: USERNAME.to_owned(), issue }
}

/// Behind the one-time passwords.
pub(crate) fn one_time() -> OneTimeSecret {
    OneTimeSecret::new(SECRET).unwrap()
}

/// The one-time password that is mailed.
pub(crate) fn password(issue: u32) -> String {
    one_time().password(USERNAME, issue).reveal().to_owned()
}
