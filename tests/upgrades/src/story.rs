//! Everything that can happen to cases, once, and one item of each kind that outlives a day.

use crate::Kept;
use domain::{
    AccountFailure, AccountOutcome, Actor, ApplicantForm, ApplicantId, ApplicantNo, Arrangement, CaseId, Cause, Choice,
    Command, ConfirmData, Context, Email, FreeText, Given, Language, MailState, Mobile, NameApplicants, NationalId,
    NoticeRead, PersonName, Reason, ReasonCode, Relationship, Seat, StaffMember, StaffRole, Worker, decide,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use store::{Change, DraftPart, GuardianRecord, HandedOut};
use testkit::{World, adult, contact, student, teacher_record};

/// The pupil whose case saw everything.
pub const OPENED: u8 = 1;
/// The pupil whose parent had an account already.
pub const LINKED: u8 = 2;
/// The pupil whose case was erased.
const ERASED: u8 = 3;

/// Lets all of it happen in a table of its own.
pub async fn story() -> Kept {
    let (store, client) = crate::table().await;
    let world = World::on(store.clone(), client.clone(), |_| {}).await;
    let mut telling = Telling { now: world.now, world };
    telling.everything().await;
    let linked = telling.linked().await;
    telling.erased().await;
    telling.beside().await;
    Kept::of(&store, &client, &[telling.world.case, linked]).await
}

struct Telling {
    world: World,
    now: Timestamp,
}

impl Telling {
    async fn everything(&mut self) {
        let case = self.world.case;
        let mut moved = student(OPENED);
        moved.seat = Seat::parse("31").unwrap();
        self.happens(case, Command::ChangeRoster { student: moved, contact: contact() }).await;
        self.happens(case, confirm()).await;
        self.happens(case, answer(Choice::Decline)).await;
        self.happens(case, answer(Choice::Agree)).await;
        self.happens(case, Command::WithdrawConsent).await;
        self.happens(case, answer(Choice::Agree)).await;
        self.happens(case, name(&[1, 2])).await;
        self.happens(case, Command::Send).await;
        self.happens(case, Command::PullBack).await;
        let email = Email::parse("moved@example.com").unwrap();
        self.happens(case, Command::CorrectEmail { no: ApplicantNo(1), email: Some(email) }).await;
        self.happens(case, Command::Send).await;
        self.mails_go(case, |at| MailState::Bounced { at }).await;
        self.happens(case, Command::MarkPaper { returned: true }).await;
        let reason = FreeText::parse("核對紙本").unwrap();
        self.happens(case, Command::LookAtIdentity { no: ApplicantNo(1), reason }).await;
        let reason = Reason { code: ReasonCode::NoSignature, text: None };
        self.happens(case, Command::Reject { no: ApplicantNo(2), reason }).await;
        self.happens(case, approve()).await;
        self.happens(case, Command::Undo { no: ApplicantNo(1) }).await;
        self.happens(case, approve()).await;
        self.later(11);
        self.happens(case, account(AccountOutcome::Failed { cause: AccountFailure::Refused })).await;
        self.happens(case, Command::RetryAccount { no: ApplicantNo(1) }).await;
        self.happens(case, account(created(1))).await;
        self.mails_go(case, |at| MailState::Sent { at }).await;
        self.later(8 * 24 * 60);
        self.happens(case, Command::Resend { no: ApplicantNo(1) }).await;
        self.happens(case, account(created(2))).await;
        self.mails_go(case, |at| MailState::Sent { at }).await;
        self.happens(case, Command::Resend { no: ApplicantNo(1) }).await;
        self.happens(case, Command::DropApplicant { no: ApplicantNo(2) }).await;
        self.happens(case, Command::Export).await;
    }

    async fn linked(&mut self) -> CaseId {
        let case = self.world.open_case(LINKED, |_| {}).await;
        for command in [confirm(), answer(Choice::Agree), name(&[1]), Command::Send, approve()] {
            self.happens(case, command).await;
        }
        self.later(11);
        self.happens(case, account(AccountOutcome::Linked { username: "4M8DTDZ07R5X".to_owned() })).await;
        case
    }

    async fn erased(&mut self) {
        let case = self.world.open_case(ERASED, |_| {}).await;
        let by = Change { actor: &Actor::Operator, cause: Cause::itself("erase"), now: self.now };
        assert!(self.world.store.erase(case, &by).await.unwrap());
    }

    async fn beside(&self) {
        let store = &self.world.store;
        let record = GuardianRecord {
            username: "4M8DTDZ07R5X".to_owned(),
            person_index: "person".to_owned(),
            name_index: "name".to_owned(),
            made_for: ApplicantId { case: self.world.case, no: ApplicantNo(1) },
            issue: 2,
        };
        store.claim_guardian(&record).await.unwrap();
        store.put_staff(&teacher_record("teacher-1")).await.unwrap();
        store.record_sign_in(self.world.case, self.now).await.unwrap();
        let case = store.load(self.world.case).await.unwrap().unwrap();
        let typed = json!({ "arrangement": "one_parent" });
        let until = self.now + SignedDuration::from_hours(24 * 30);
        store.save_draft(&case, DraftPart::Applicants, &typed, self.now, until).await.unwrap();
        let class = student(OPENED).class;
        let out = HandedOut { at: self.now, by: "teacher-1".to_owned(), class, forms: 30, codes: 30 };
        store.note_handed_out(&self.world.campaign, "request", &out).await.unwrap();
    }

    fn later(&mut self, minutes: i64) {
        self.now += SignedDuration::from_mins(minutes);
    }

    async fn mails_go(&mut self, case: CaseId, how: impl Fn(Timestamp) -> MailState) {
        let due: Vec<_> = {
            let case = self.world.store.load(case).await.unwrap().unwrap();
            case.mails_due(self.now).map(|mail| mail.id.clone()).collect()
        };
        assert!(!due.is_empty(), "a mail is due");
        for id in due {
            self.happens(case, Command::RecordNotification { id, outcome: how(self.now) }).await;
        }
    }

    async fn happens(&mut self, id: CaseId, command: Command) {
        self.later(1);
        let actor = self.actor(&command);
        let ctx = Context { campaign: &self.world.campaign, actor: &actor, expected: None, now: self.now };
        let by = Change { actor: &actor, cause: Cause::itself("request"), now: self.now };
        let case = self.world.store.load(id).await.unwrap().unwrap();
        let before = case.seq;
        let after = self.world.store.change(case, &by, |case| decide(case, &command, &ctx)).await;
        let after = after.unwrap_or_else(|refusal| panic!("{command:?}: {refusal:?}"));
        assert!(after.seq > before, "nothing happened: {command:?}");
    }

    fn actor(&self, command: &Command) -> Actor {
        let staff = |role| Actor::Staff(StaffMember { username: "teacher-1".into(), name: "王老師".into(), role });
        match command {
            Command::ChangeRoster { .. } => Actor::Operator,
            Command::RecordAccount { .. } => Actor::Worker(Worker::Provision),
            Command::RecordNotification { .. } => Actor::Worker(Worker::Notify),
            Command::Approve { .. }
            | Command::Reject { .. }
            | Command::Undo { .. }
            | Command::RetryAccount { .. }
            | Command::Resend { .. }
            | Command::MarkPaper { .. }
            | Command::LookAtIdentity { .. } => staff(StaffRole::Teacher),
            _ => Actor::Family { session: "session-1".into(), began: self.now },
        }
    }
}

fn confirm() -> Command {
    let mut contact = contact();
    contact.emergency_contact_name = Some(PersonName::parse("陳美玉").unwrap());
    let report = FreeText::parse("座號不對").unwrap();
    Command::ConfirmData(ConfirmData { registry_correct: false, error_report: Some(report), contact })
}

fn answer(choice: Choice) -> Command {
    let notice = NoticeRead { version: "2026-08".to_owned(), language: Language::Vi };
    Command::AnswerConsent { notice, choice }
}

fn name(adults: &[u64]) -> Command {
    let arrangement = if adults.len() == 2 { Arrangement::BothParents } else { Arrangement::OneParent };
    let applicants = adults.iter().map(|n| ApplicantForm {
        no: None,
        name: PersonName::parse(if *n == 1 { "陳美玉" } else { "林大山" }).unwrap(),
        relationship: if *n == 1 { Relationship::Mother } else { Relationship::Father },
        relationship_detail: None,
        national_id: Some(NationalId::stored(&adult(*n)).unwrap()),
        mobile: Some(Mobile::parse(&format!("090000000{n}")).unwrap()),
        email: Given::Value(Some(Email::parse(&format!("adult{n}@example.com")).unwrap())),
        language: Some(Language::Vi),
    });
    Command::NameApplicants(NameApplicants { arrangement, applicants: applicants.collect() })
}

fn approve() -> Command {
    Command::Approve { no: ApplicantNo(1), paper_checked: true, proof_checked: false, in_batch: false }
}

fn account(outcome: AccountOutcome) -> Command {
    Command::RecordAccount { no: ApplicantNo(1), outcome }
}

fn created(issue: u32) -> AccountOutcome {
    AccountOutcome::Created { username: "4M8DTDZ07R5X".to_owned(), issue }
}
