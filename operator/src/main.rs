//! The command line of the operator's tool. Exit code 2 means wrong input, of which nothing was written.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line speaks on its two streams")]

mod audit;
mod cases;
mod cli;
mod run;

use clap::Parser;
use std::error::Error;
use std::process::ExitCode;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run::run(cli::Cli::parse()).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("operator: {}", chain(&*error));
            ExitCode::FAILURE
        }
    }
}

/// An error and what caused it, in one line; a cause that its error repeats is told once.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.ends_with(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        source = cause.source();
    }
    text
}
