//! The events in `events/`: every one of them is answered by its function through `cargo lambda invoke`.

use e2e::Stack;
use serde_json::Value;
use std::path::{Path, PathBuf};
use tokio::process::Command;

/// The repository's root.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The event files with the step that answers each: `<step>-<case>.json`.
fn files() -> Vec<(&'static str, PathBuf)> {
    let steps = Stack::get().functions.keys();
    let mut steps: Vec<&'static str> = steps.map(String::as_str).collect();
    steps.sort_by_key(|step| std::cmp::Reverse(step.len()));
    let files = std::fs::read_dir(root().join("events")).unwrap().map(|entry| entry.unwrap().path());
    files
        .map(|file| {
            let name = file.file_stem().unwrap().to_str().unwrap();
            let step = steps.iter().find(|step| name.starts_with(&format!("{step}-")));
            (*step.unwrap_or_else(|| panic!("{name} names no function")), file)
        })
        .collect()
}

async fn invoke(step: &str, file: &Path) -> Value {
    let stack = Stack::get();
    let done = Command::new(root().join(".local/lambda/bin/cargo-lambda"))
        .args(["lambda", "invoke", &stack.functions[step], "--remote", "--region", "us-east-1"])
        .args(["--endpoint-url", &stack.aws_endpoint, "--output-format", "json", "--data-file"])
        .arg(file)
        .env("AWS_ACCESS_KEY_ID", "test")
        .env("AWS_SECRET_ACCESS_KEY", "test")
        .output()
        .await
        .expect("cargo-lambda, which `make e2e` installs");
    assert!(done.status.success(), "{}: {}", file.display(), String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).unwrap_or_else(|_| panic!("{} answered no JSON", file.display()))
}

#[tokio::test]
async fn every_event_is_answered_by_its_function() {
    for (step, file) in files() {
        let event: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        let answer = invoke(step, &file).await;
        if event["requestContext"].is_object() {
            let status = answer["statusCode"].as_u64();
            assert!(status.is_some_and(|status| (200..500).contains(&status)), "{}: {answer}", file.display());
            assert!(!answer.to_string().contains("not-through-edge"), "{} lacks the edge's key", file.display());
        } else if event["Records"].is_array() {
            assert!(answer["batchItemFailures"].is_array(), "{}: {answer}", file.display());
        }
    }
}

#[tokio::test]
async fn every_function_has_events() {
    let answered: Vec<_> = files().into_iter().map(|(step, _)| step).collect();
    // What `keep-heads` answers depends on what the audit's tests did to the table; they call it themselves.
    for step in Stack::get().functions.keys().filter(|step| *step != "keep-heads") {
        assert!(answered.contains(&step.as_str()), "no event for {step}");
    }
}
