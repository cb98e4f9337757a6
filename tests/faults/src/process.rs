//! One process of a function, wired as its `main` wires it; only the clock and the connector are ours.
//!
//! [`Process::ask`] and [`Process::event`] meet a function that just started; a [`Function`] goes on running, and keeps in
//! memory what a function keeps.

use crate::town::{
    GUARDIAN_POOL, KEYS_SECRET, KMS_KEY, ONE_TIME_SECRET, PEPPER_SECRET, QUEUE_URL, SIGNING_SECRET, Town,
};
use crate::{Line, Time};
use api::{FamilyGate, KeyRing, StaffGate};
use aws_config::SdkConfig;
use aws_sdk_dynamodb::config::{Credentials, SharedCredentialsProvider};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::middleware::map_response;
use axum::response::Response;
use consumer::{Consumer, Queue, Work};
use identity::{KeyError, OneTimeSecret, Pepper, Signer};
use jiff::{SignedDuration, Timestamp};
use lambda_runtime::{Context, Error, LambdaEvent};
use notify::{Composer, Mailer, Notify};
use provision::{Pool, Provision};
use runtime::{Clock, Env, KeptSecret, Secrets};
use serde_json::{Value, value::to_raw_value};
use store::{Kms, Store, WrappingKeys};
use testkit::{Answer, Ask, TABLE, call};

/// The six functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Login,
    ConfirmData,
    Submit,
    Review,
    Provision,
    Notify,
}

/// A process that just started, at this time.
#[derive(Debug)]
pub struct Process<'a> {
    town: &'a Town,
    aws: SdkConfig,
    now: Timestamp,
}

/// A function that runs: what it has read for one request or message it keeps for the next, as long as it would.
#[derive(Debug)]
pub struct Function {
    router: Router,
    worker: Worker,
    now: Timestamp,
}

/// What takes messages.
#[derive(Debug)]
enum Worker {
    None,
    Provision(Consumer<Provision>),
    Notify(Consumer<Notify>),
}

impl Function {
    /// Answers a request.
    pub async fn ask(&self, ask: Ask) -> Answer {
        call(&self.router, ask).await
    }

    /// Answers a batch of messages or the sweep.
    pub async fn event(&self, event: &Value) -> Result<Value, Error> {
        let mut context = Context::default();
        context.request_id = "sweep".to_owned();
        context.deadline = (self.now + SignedDuration::from_secs(60)).as_millisecond().try_into()?;
        let event = LambdaEvent::new(to_raw_value(event)?, context);
        let answer = match &self.worker {
            Worker::Provision(consumer) => consumer.answer(Router::new(), event).await?,
            Worker::Notify(consumer) => consumer.answer(Router::new(), event).await?,
            Worker::None => panic!("it takes no messages"),
        };
        Ok(serde_json::from_str(answer.get())?)
    }
}

/// A test reads an answer as text; what is none, such as a captcha that is spoken, keeps its length alone.
async fn legible(response: Response) -> Response {
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    let text = String::from_utf8(bytes.to_vec()).unwrap_or_else(|_| "?".repeat(bytes.len()));
    Response::from_parts(parts, Body::from(text))
}

/// The configuration of a function's clients over this line.
pub(crate) fn aws(line: &Line, time: &Time) -> SdkConfig {
    let config = runtime::aws::config(&Env::of([("AWS_REGION", "ap-east-2")])).unwrap().into_builder();
    let keys = Credentials::new("test", "test", None, None, "test");
    let config = config.credentials_provider(SharedCredentialsProvider::new(keys));
    config.http_client(line.clone()).sleep_impl(time.clone()).build()
}

/// The table over this configuration, with nothing remembered.
pub(crate) fn store(aws: &SdkConfig, now: Timestamp) -> Store {
    let wrapping = WrappingKeys::new(Kms::new(aws, KMS_KEY), Clock::fixed(now));
    Store::new(aws_sdk_dynamodb::Client::new(aws), TABLE, wrapping)
}

impl<'a> Process<'a> {
    /// Starts one.
    pub fn start(town: &'a Town, line: &Line) -> Self {
        Process { town, aws: aws(line, &town.time), now: town.now() }
    }

    /// Answers a request; an error is a process that could not start, which the gateway answers with 500.
    pub async fn ask(&self, step: Step, ask: Ask) -> Result<Answer, Error> {
        Ok(self.function(step)?.ask(ask).await)
    }

    /// Answers a batch of messages or the sweep.
    pub async fn event(&self, step: Step, event: &Value) -> Result<Value, Error> {
        self.function(step)?.event(event).await
    }

    /// The function, with nothing remembered yet.
    pub fn function(&self, step: Step) -> Result<Function, Error> {
        let worker = match step {
            Step::Provision => Worker::Provision(self.consumer(self.provision()?)),
            Step::Notify => Worker::Notify(self.consumer(self.notify())),
            _ => Worker::None,
        };
        Ok(Function { router: self.router(step)?.layer(map_response(legible)), worker, now: self.now })
    }

    fn router(&self, step: Step) -> Result<Router, Error> {
        Ok(match step {
            Step::Login => {
                let pepper = self.kept(PEPPER_SECRET, Pepper::from_secret_json);
                let signing = self.kept(SIGNING_SECRET, Signer::from_secret_json);
                login::router(login::App::new(self.family_gate(), signing, pepper)?)
            }
            Step::ConfirmData => confirm_data::router(self.family_gate()),
            Step::Submit => submit::router(self.family_gate()),
            Step::Review => review::router(review::App { store: self.store(), gate: self.staff_gate() }),
            Step::Provision => {
                let Provision { store, .. } = self.provision()?;
                provision::router(provision::App { store, gate: self.staff_gate() })
            }
            Step::Notify => {
                let Notify { store, .. } = self.notify();
                notify::router(notify::App { store, gate: self.staff_gate() })
            }
        })
    }

    fn store(&self) -> Store {
        store(&self.aws, self.now)
    }

    fn secrets(&self) -> Secrets {
        Secrets::new(&self.aws)
    }

    fn kept<T: Send + Sync + 'static>(&self, name: &str, read: fn(&str) -> Result<T, KeyError>) -> KeptSecret<T> {
        KeptSecret::stored(self.secrets(), name.to_owned(), read)
    }

    fn family_gate(&self) -> FamilyGate {
        let keys = KeyRing::published(self.secrets(), KEYS_SECRET.to_owned());
        FamilyGate { store: self.store(), keys, clock: Clock::fixed(self.now), ..self.town.world.gate() }
    }

    fn staff_gate(&self) -> StaffGate {
        StaffGate { store: self.store(), clock: Clock::fixed(self.now), ..self.town.world.staff_gate() }
    }

    fn provision(&self) -> Result<Provision, Error> {
        let env = [
            ("TABLE_NAME", TABLE),
            ("KMS_KEY_ID", KMS_KEY),
            ("GUARDIAN_POOL_ID", GUARDIAN_POOL),
            ("PEPPER_SECRET", PEPPER_SECRET),
            ("ONE_TIME_PASSWORD_SECRET", ONE_TIME_SECRET),
            ("QUEUE_URL", QUEUE_URL),
            ("SWEEP_AFTER_SECONDS", "600"),
            ("RETRY_BASE_SECONDS", "30"),
            ("STAFF_CLIENT_ID", testkit::STAFF_CLIENT),
            ("LOG_LEVEL", "info"),
        ];
        let config = provision::Config::read(&Env::of(env))?;
        let keys = provision::Keys::stored(&config, self.secrets());
        let pool = Pool::new(aws_sdk_cognitoidentityprovider::Client::new(&self.aws), config.guardian_pool);
        Ok(Provision { store: self.store(), pool, keys, clock: Clock::fixed(self.now) })
    }

    fn notify(&self) -> Notify {
        let one_time = self.kept(ONE_TIME_SECRET, OneTimeSecret::from_secret_json);
        let (site, sign_in) = ("https://binding.example".to_owned(), "https://binding.example/account".to_owned());
        let composer = Composer { site, sign_in };
        let mailer = Mailer::new(Mailer::client(&self.aws), "no-reply@binding.example", Some("mails".to_owned()));
        Notify { store: self.store(), composer, one_time, mailer, clock: Clock::fixed(self.now) }
    }

    fn consumer<W: Work>(&self, work: W) -> Consumer<W> {
        Consumer {
            work,
            queue: Queue::new(aws_sdk_sqs::Client::new(&self.aws), QUEUE_URL),
            store: self.store(),
            clock: Clock::fixed(self.now),
            retry_base: SignedDuration::from_secs(30),
            sweep_after: SignedDuration::from_mins(10),
        }
    }
}
