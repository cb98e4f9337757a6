//! A case with one applicant, sent and decided as the other functions do it, and `provision` beside it.

use aws_sdk_cognitoidentityprovider as cognito;
use aws_sdk_cognitoidentityprovider::config::{BehaviorVersion, Config, Credentials, Region, retry::RetryConfig};
use domain::{
    AccountFailure, AccountOutcome, Actor, ApplicantForm, ApplicantId, ApplicantNo, Arrangement, CaseId, Cause, Choice,
    Command, ConfirmData, Context, Email, Given, Language, Mobile, NationalId, NoticeRead, PersonName, Relationship,
    Worker, decide,
};
use identity::{OneTimeSecret, Pepper};
use jiff::{SignedDuration, Timestamp};
use provision::{Keys, Pool, Provision};
use runtime::{Clock, KeptSecret};
use store::Change;
use testkit::{World, adult, contact};

pub(crate) const NO: ApplicantNo = ApplicantNo(1);
const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// A world in which the first case's applicant is approved.
pub(crate) async fn approved() -> World {
    let world = World::new().await;
    apply(&world, world.case, "陳美玉").await;
    world.decided(Command::Approve { no: NO, paper_checked: true, proof_checked: false, in_batch: false }).await;
    world
}

/// The family of a case confirms, agrees, names one mother and sends.
pub(crate) async fn apply(world: &World, case: CaseId, name: &str) {
    let applicant = ApplicantForm {
        no: None,
        name: PersonName::parse(name).unwrap(),
        relationship: Relationship::Mother,
        relationship_detail: None,
        national_id: Some(NationalId::stored(&adult(1)).unwrap()),
        mobile: Some(Mobile::parse("0900000001").unwrap()),
        email: Given::Value(Some(Email::parse("adult1@example.com").unwrap())),
        language: None,
    };
    let mut contact = contact();
    contact.emergency_contact_name = Some(PersonName::parse("陳美玉").unwrap());
    let notice = NoticeRead { version: world.campaign.notice_version.clone(), language: Language::ZhHant };
    let form = domain::NameApplicants { arrangement: Arrangement::OneParent, applicants: vec![applicant] };
    let family = Actor::Family { session: "session-1".into(), began: world.now };
    for command in [
        Command::ConfirmData(ConfirmData { registry_correct: true, error_report: None, contact }),
        Command::AnswerConsent { notice, choice: Choice::Agree },
        Command::NameApplicants(form),
        Command::Send,
    ] {
        change(world, case, &family, world.now, command).await;
    }
}

/// What `provision` recorded earlier.
pub(crate) async fn failed(world: &World, cause: AccountFailure) {
    let outcome = AccountOutcome::Failed { cause };
    let (worker, when_due) = (Actor::Worker(Worker::Provision), world.now + SignedDuration::from_mins(11));
    change(world, world.case, &worker, when_due, Command::RecordAccount { no: NO, outcome }).await;
}

async fn change(world: &World, case: CaseId, actor: &Actor, now: Timestamp, command: Command) {
    let ctx = Context { campaign: &world.campaign, actor, expected: None, now };
    let by = Change { actor, cause: Cause::itself("test"), now };
    let loaded = world.store.load(case).await.unwrap().unwrap();
    world.store.change(loaded, &by, |case| decide(case, &command, &ctx)).await.unwrap();
}

/// The first case's applicant.
pub(crate) fn applicant(world: &World) -> ApplicantId {
    ApplicantId { case: world.case, no: NO }
}

pub(crate) fn pepper() -> Pepper {
    Pepper::new(SECRET).unwrap()
}

/// `provision` so many minutes after the world's time. Its pool answers to nobody.
pub(crate) fn provision_after(world: &World, minutes: i64) -> Provision {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("ap-east-2"))
        .credentials_provider(Credentials::new("test", "test", None, None, "test"))
        .endpoint_url("http://127.0.0.1:9")
        .retry_config(RetryConfig::disabled())
        .build();
    Provision {
        store: world.store.clone(),
        pool: Pool::new(cognito::Client::from_conf(config), "pool"),
        keys: Keys {
            pepper: KeptSecret::fixed(pepper()),
            one_time: KeptSecret::fixed(OneTimeSecret::new(SECRET).unwrap()),
        },
        clock: Clock::fixed(world.now + SignedDuration::from_mins(minutes)),
    }
}
