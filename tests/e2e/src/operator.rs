//! The operator's tool on the deployed stack.

use crate::Stack;
use std::ffi::OsStr;
use tokio::process::Command;

/// Runs the tool, which must succeed, and answers with what it printed.
pub async fn operate(arguments: &[impl AsRef<OsStr>]) -> String {
    let (code, printed) = try_to_operate(arguments).await;
    assert_eq!(code, Some(0), "{printed}");
    printed
}

/// Puts what was given up back into its queue, as `make redrive STAGE=local` does.
pub async fn redrive() -> String {
    let (code, printed) = script("redrive.py").await;
    assert_eq!(code, Some(0), "{printed}");
    printed
}

/// What `make doctor STAGE=local` finds wrong, its mends beside it; nothing when all is well.
pub async fn doctor() -> Vec<String> {
    let (code, printed) = script("doctor/main.py").await;
    let findings = printed.replace("\n                → ", " → ");
    let wrong: Vec<_> = findings.lines().filter_map(|line| line.strip_prefix("wrong ")).map(str::to_owned).collect();
    assert_eq!(code, Some(i32::from(!wrong.is_empty())), "{printed}");
    wrong
}

/// Runs a script of `infra` for the local stage, and answers with its exit code and what it printed, errors first.
async fn script(name: &str) -> (Option<i32>, String) {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let done = Command::new(format!("{root}/.local/cloud/bin/python"))
        .args([&format!("{root}/infra/{name}"), "local"])
        .env("AWS_ENDPOINT_URL", &Stack::get().aws_endpoint)
        .env("AWS_ACCESS_KEY_ID", "test")
        .env("AWS_SECRET_ACCESS_KEY", "test")
        .output()
        .await
        .expect("the local tools");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (done.status.code(), text(&done.stderr) + &text(&done.stdout))
}

/// Runs the tool, and answers with its exit code and what it printed, errors first when there are any.
pub async fn try_to_operate(arguments: &[impl AsRef<OsStr>]) -> (Option<i32>, String) {
    let stack = Stack::get();
    let done = Command::new(&stack.operator)
        .args(arguments)
        .env("AWS_ENDPOINT_URL", &stack.aws_endpoint)
        .env("AWS_REGION", "us-east-1")
        .env("AWS_ACCESS_KEY_ID", "test")
        .env("AWS_SECRET_ACCESS_KEY", "test")
        .output()
        .await
        .expect("the operator's tool");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (done.status.code(), (text(&done.stderr) + &text(&done.stdout)).trim().to_owned())
}
