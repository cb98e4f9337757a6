//! The README's flow by curl is run as it stands there.

use e2e::{Stack, eventually};
use std::path::Path;
use tokio::process::Command;

/// The README's block, for another pupil than its own, whom no other test uses; the registrar stands in for the teacher.
fn script() -> String {
    let readme = include_str!("../../../../README.md");
    let section = readme.split("## The whole flow by curl").nth(1).expect("the section");
    let block = section.split("```sh\n").nth(1).and_then(|rest| rest.split("```").next()).expect("its block");
    let descriptor = std::env::var("STACK_JSON").expect("the descriptor");
    block
        .replace(".local/stack.json", &descriptor)
        .replace(".parents[0]", ".parents[-1]")
        .replace(".teachers[0]", ".registrar")
        .replace("A123456789", domain::synthetic::national_id(Stack::person()).reveal())
}

#[tokio::test]
async fn the_flow_of_the_readme_works_as_written() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let run =
        Command::new("bash").args(["-euo", "pipefail", "-c", &script()]).current_dir(root).output().await.unwrap();
    let told = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(run.status.success(), "{told}{}", String::from_utf8_lossy(&run.stderr));
    for milestone in ["\"not_sent\"", "\"agreed\"", "\"sent\"", "\"ok\": true", "\"creating\""] {
        assert!(told.contains(milestone), "{milestone} in {told}");
    }
    eventually("the mail about the account", async || {
        let mails = e2e::Mail::to("parent@example.com").await;
        mails.iter().any(|mail| mail.subject.contains("帳號")).then_some(())
    })
    .await;
}
