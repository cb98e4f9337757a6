//! The deployed stack, as its descriptor says; hands every test a pupil of its own.

use serde::Deserialize;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex};

/// `stack.json`, as `make up` writes it.
#[derive(Debug, Deserialize)]
pub struct Stack {
    /// The site's origin.
    pub web: String,
    /// The API's base; paths begin with `/api`.
    pub api: String,
    /// The gateway behind the edge.
    pub gateway: String,
    /// The cloud.
    pub aws_endpoint: String,
    /// Where every mail is read that was handed to the mail service.
    pub mails: String,
    /// Where the queues' messages are read without taking any.
    pub messages: String,
    /// The stack's name.
    pub stack: String,
    /// The table.
    pub table: String,
    /// The bucket where heads are kept.
    pub heads_bucket: String,
    /// The topic of case events.
    pub topic: String,
    /// Where staff sign in.
    pub staff_pool: Pool,
    /// Where guardians sign in.
    pub guardian_pool: Pool,
    /// Entries of pupils.
    pub parents: Vec<Entry>,
    /// Class teachers.
    pub teachers: Vec<Teacher>,
    /// The registrar.
    pub registrar: Teacher,
    /// Queue URLs by consumer.
    pub queues: HashMap<String, String>,
    /// Dead-letter queue URLs by consumer.
    pub dlqs: HashMap<String, String>,
    /// Function names by step.
    pub functions: HashMap<String, String>,
    /// The operator's tool, as built for this stack.
    pub operator: String,
    /// The name of the pepper's secret.
    pub pepper_secret: String,
    /// The KMS key behind all that is sealed.
    pub kms_key: String,
}

/// A user pool.
#[derive(Debug, Deserialize)]
pub struct Pool {
    /// The pool's id.
    pub id: String,
    /// The web client's id.
    pub client_id: String,
}

/// What a pupil's form says.
#[derive(Clone, Debug, Deserialize)]
pub struct Entry {
    /// The school's id.
    pub school: String,
    /// `P` + student number.
    pub account: String,
    /// The child's national ID, or the printed code.
    pub password: String,
    /// The class.
    #[serde(default)]
    pub class: String,
}

/// A member of staff.
#[derive(Clone, Debug, Deserialize)]
pub struct Teacher {
    /// The user name in the staff pool.
    pub username: String,
    /// The password.
    pub password: String,
    /// The classes; a registrar has none.
    #[serde(default)]
    pub classes: Vec<String>,
}

static STACK: LazyLock<Stack> = LazyLock::new(|| {
    let path =
        std::env::var("STACK_JSON").expect("STACK_JSON names the deployed stack's descriptor; `make e2e` sets it");
    let text = std::fs::read_to_string(&path).expect("a readable descriptor");
    serde_json::from_str(&text).expect("a whole descriptor")
});

static NEXT: LazyLock<Mutex<HashMap<String, usize>>> = LazyLock::new(Mutex::default);
static PERSON: AtomicUsize = AtomicUsize::new(0);

impl Stack {
    /// The stack under test.
    pub fn get() -> &'static Stack {
        &STACK
    }

    /// A pupil of this class, with an ID number, that no other test uses.
    pub fn pupil(&self, class: &str) -> Entry {
        let mut next = NEXT.lock().unwrap();
        let at = next.entry(class.to_owned()).or_default();
        let has_id = |entry: &&Entry| entry.password.starts_with(|c: char| c.is_ascii_uppercase());
        let entry = self.parents.iter().filter(|entry| entry.class == class).filter(has_id).nth(*at);
        *at += 1;
        entry.expect("a pupil left for this test").clone()
    }

    /// A number that no other person of this run has; IDs and mailboxes are made of it.
    pub fn person() -> u64 {
        1_000_000 + PERSON.fetch_add(1, Ordering::Relaxed) as u64
    }
}
