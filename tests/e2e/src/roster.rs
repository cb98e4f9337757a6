//! A school of one pupil with a campaign of its own, loaded by the operator's tool, for what the demo school's campaign
//! cannot show.

use crate::{Entry, Stack, eventually};
use domain::synthetic;
use jiff::Timestamp;
use std::path::PathBuf;
use tokio::fs;
use tokio::process::Command;

/// The school.
#[derive(Debug)]
pub struct TemporarySchool {
    /// Its only pupil's entry.
    pub entry: Entry,
    closes: Timestamp,
}

impl TemporarySchool {
    /// A campaign that closes in a few seconds.
    #[allow(clippy::disallowed_methods, reason = "the deployed stack goes by the machine's clock")]
    pub async fn closing_soon() -> TemporarySchool {
        // A session's beginning is known to the second, so the deadline is a whole one.
        let closes = Timestamp::from_second(Timestamp::now().as_second() + 8).expect("a time");
        let person = Stack::person();
        let school = format!("closing-{person}");
        let id = synthetic::national_id(person);
        let folder = std::env::temp_dir().join(format!("{school}-{}", std::process::id()));
        let files = Files { school: &school, closes, number: person % 10_000_000, national_id: id.reveal() };
        files.write(&folder).await;
        load(&folder).await;
        fs::remove_dir_all(&folder).await.expect("the folder just written");
        let account = format!("P{}", files.number);
        let entry = Entry { school, account, password: id.reveal().to_owned(), class: "301".to_owned() };
        TemporarySchool { entry, closes }
    }

    /// Waits for the deadline.
    #[allow(clippy::disallowed_methods, reason = "the deployed stack goes by the machine's clock")]
    pub async fn closed(&self) {
        eventually("the campaign closes", async || (Timestamp::now() > self.closes).then_some(())).await;
    }
}

struct Files<'a> {
    school: &'a str,
    closes: Timestamp,
    number: u64,
    national_id: &'a str,
}

impl Files<'_> {
    async fn write(&self, folder: &PathBuf) {
        fs::create_dir_all(folder).await.expect("a temporary folder");
        for (name, text) in [
            ("campaign.toml", self.campaign()),
            ("students.csv", self.students()),
            ("staff.csv", "username,name,role\n".to_owned()),
            ("assignments.csv", "username,class,from,until\n".to_owned()),
        ] {
            fs::write(folder.join(name), text).await.expect("a temporary file");
        }
    }

    fn campaign(&self) -> String {
        let Files { school, closes, .. } = self;
        format!(include_str!("campaign.toml.txt"), school = school, closes = closes)
    }

    fn students(&self) -> String {
        format!(
            "student_number,class,seat,name,national_id,entry_code,birth_date,indigenous_status,protected,\
             household_address,mailing_address,home_phone,emergency_contact_name,emergency_contact_mobile\n\
             {},301,01,測試學生,{},,2012-03-04,無,no,,,,,\n",
            self.number, self.national_id
        )
    }
}

async fn load(folder: &PathBuf) {
    let stack = Stack::get();
    let done = Command::new(&stack.operator)
        .args(["load", "--table", &stack.table, "--pepper-secret", &stack.pepper_secret, "--dir"])
        .arg(folder)
        .env("AWS_ENDPOINT_URL", &stack.aws_endpoint)
        .env("AWS_REGION", "us-east-1")
        .env("AWS_ACCESS_KEY_ID", "test")
        .env("AWS_SECRET_ACCESS_KEY", "test")
        .output()
        .await
        .expect("the operator's tool");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}
