//! The operator's tool on the deployed stack.

use crate::Stack;
use std::ffi::OsStr;
use tokio::process::Command;

/// Runs the tool, which must succeed, and answers with what it printed.
pub async fn operate(arguments: &[impl AsRef<OsStr>]) -> String {
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
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).trim().to_owned()
}
