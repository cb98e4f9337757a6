//! A school of one pupil with a campaign of its own, loaded by the operator's tool, for what the demo school's campaign
//! cannot show.

use crate::{Cloud, Entry, Stack, Staff, Teacher, eventually, operate};
use domain::synthetic;
use jiff::Timestamp;
use std::path::PathBuf;
use std::sync::Mutex;
use tokio::fs;
use tokio::sync::OnceCell;

/// The school.
#[derive(Debug)]
pub struct TemporarySchool {
    /// Its only pupil's entry.
    pub entry: Entry,
    person: u64,
}

impl TemporarySchool {
    /// A campaign that is open for longer than any test.
    pub async fn open() -> TemporarySchool {
        TemporarySchool::load(times(closes_in(86_400))).await
    }

    /// A campaign that is over and keeps nothing of what nobody was approved in.
    pub async fn long_over() -> TemporarySchool {
        TemporarySchool::load(["2020-08-01T00:00Z", "2020-09-01T00:00Z", "2020-12-01T00:00Z"].map(time)).await
    }

    async fn load(times: [Timestamp; 3]) -> TemporarySchool {
        let (entry, person) = TemporarySchool::enter(times, 1).await.remove(0);
        TemporarySchool { entry, person }
    }

    /// Loads it again with a deadline that comes at once, as a registrar may, and waits for that.
    #[allow(clippy::disallowed_methods, reason = "the deployed stack goes by the machine's clock")]
    pub async fn close(&self) {
        // Later than the last session's beginning, which is known to the second.
        let closes = closes_in(2);
        Files { school: &self.entry.school, times: times(closes), people: &[self.person] }.load().await;
        eventually("the campaign closes", async || (Timestamp::now() > closes).then_some(())).await;
    }

    /// The entries of a school with so many pupils, all of class 301.
    async fn enter(times: [Timestamp; 3], size: usize) -> Vec<(Entry, u64)> {
        let people: Vec<u64> = (0..size).map(|_| Stack::person()).collect();
        let school = format!("school-{}", people[0]);
        Files { school: &school, times, people: &people }.load().await;
        let entry = |person: &u64| Entry {
            school: school.clone(),
            account: format!("P{}", number(*person)),
            password: synthetic::national_id(*person).reveal().to_owned(),
            class: "301".to_owned(),
        };
        people.iter().map(|person| (entry(person), *person)).collect()
    }

    /// Its registrar, with an account of the staff pool.
    pub async fn registrar(&self) -> Staff {
        let person = Teacher {
            username: registrar(&self.entry.school),
            password: format!("Aa1!-{}", Stack::person()),
            classes: Vec::new(),
        };
        Cloud::get().await.enter(&Stack::get().staff_pool, &person.username, &person.password).await;
        Staff::sign_in(&person).await
    }
}

/// A pupil whom no other test uses, where neither class nor staff matter: of a school that is loaded once a run.
pub async fn anyone() -> Entry {
    static CROWD: OnceCell<Mutex<Vec<Entry>>> = OnceCell::const_new();
    let load = async || {
        let entries = TemporarySchool::enter(times(time("2030-07-31T00:00Z")), 40).await;
        Mutex::new(entries.into_iter().map(|(entry, _)| entry).collect())
    };
    CROWD.get_or_init(load).await.lock().expect("no test panics here").pop().expect("a pupil left for this test")
}

fn number(person: u64) -> u64 {
    person % 10_000_000
}

fn registrar(school: &str) -> String {
    format!("registrar-{school}")
}

/// A campaign of this autumn that closes then.
fn times(closes: Timestamp) -> [Timestamp; 3] {
    [time("2026-08-01T00:00Z"), closes, time("2030-08-31T00:00Z")]
}

/// In so many seconds; a whole one, as sessions know their beginning.
#[allow(clippy::disallowed_methods, reason = "the deployed stack goes by the machine's clock")]
fn closes_in(seconds: i64) -> Timestamp {
    Timestamp::from_second(Timestamp::now().as_second() + seconds).expect("a time")
}

fn time(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

struct Files<'a> {
    school: &'a str,
    times: [Timestamp; 3],
    people: &'a [u64],
}

impl Files<'_> {
    /// By the operator's tool.
    async fn load(&self) {
        let folder = std::env::temp_dir().join(format!("{}-{}", self.school, std::process::id()));
        self.write(&folder).await;
        let stack = Stack::get();
        let secrets = ["--pepper-secret", &stack.pepper_secret, "--kms-key", &stack.kms_key];
        let dir = ["--dir", folder.to_str().expect("a folder's name")];
        operate(&[&["load", "--table", &stack.table][..], &secrets, &dir].concat()).await;
        fs::remove_dir_all(&folder).await.expect("the folder just written");
    }

    async fn write(&self, folder: &PathBuf) {
        fs::create_dir_all(folder).await.expect("a temporary folder");
        for (name, text) in [
            ("campaign.toml", self.campaign()),
            ("students.csv", self.students()),
            ("staff.csv", format!("username,name,role\n{},測試註冊,registrar\n", registrar(self.school))),
            ("assignments.csv", "username,class,from,until\n".to_owned()),
        ] {
            fs::write(folder.join(name), text).await.expect("a temporary file");
        }
    }

    fn campaign(&self) -> String {
        let Files { school, times: [opens, closes, readable_until], .. } = self;
        format!(
            include_str!("campaign.toml.txt"),
            school = school,
            opens = opens,
            closes = closes,
            readable_until = readable_until
        )
    }

    fn students(&self) -> String {
        let head = "student_number,class,seat,name,national_id,entry_code,birth_date,indigenous_status,protected,\
                    household_address,mailing_address,home_phone,emergency_contact_name,emergency_contact_mobile\n";
        let row = |(at, person): (usize, &u64)| {
            let id = synthetic::national_id(*person);
            format!("{},301,{:02},測試學生,{},,2012-03-04,無,no,,,,,\n", number(*person), at + 1, id.reveal())
        };
        head.to_owned() + &self.people.iter().enumerate().map(row).collect::<String>()
    }
}
