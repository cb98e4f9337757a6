//! The audit: one case, or all of them held against the heads that were kept.

use crate::cases::case;
use crate::cli::{Audit, Sealed};
use crate::run::{Outcome, aws, store};
use ::audit::{Heads, Vault, walk};
use aws_config::SdkConfig;
use std::error::Error;
use std::process::ExitCode;
use store::Store;

/// How many cases pass between two words about them.
const TOLD_EVERY: u64 = 10_000;

/// Walks chains; needs no key. Exit code 1 when something is broken, as when it could not be found out.
pub(crate) async fn audit(options: Audit) -> Outcome {
    let aws = aws()?;
    // No wrapping key is asked for, so that none need be named.
    let store = store(&aws, &Sealed { table: options.table, kms_key: String::new() });
    match options.case {
        Some(id) => one(&store, &id).await,
        None => all(&store, known(&aws, options.heads, options.against).await?).await,
    }
}

async fn one(store: &Store, id: &str) -> Outcome {
    let chain = store.walk_chain(case(id)?).await?.ok_or("there is no such case")?;
    let readable = if chain.erased { ", erased" } else { "" };
    println!("{} events, none changed or missing{readable}", chain.events);
    Ok(ExitCode::SUCCESS)
}

async fn known(aws: &SdkConfig, bucket: Option<String>, file: Option<String>) -> Result<Heads, Box<dyn Error>> {
    let Some(bucket) = bucket else {
        println!("no heads are compared: what was rewritten as a whole, cut off or taken away does not show");
        return Ok(Heads::default());
    };
    let vault = Vault::new(aws, bucket);
    let kept = match file {
        Some(file) => Some(vault.named(&file).await?),
        None => vault.newest().await?,
    };
    let (file, heads) = kept.ok_or("no heads were ever kept; the function keep-heads does so once a day")?;
    println!("{} heads kept in {file}", heads.0.len());
    Ok(heads)
}

async fn all(store: &Store, known: Heads) -> Outcome {
    let mut told = 0;
    let found = walk(store, &known, |walked| {
        if walked >= told + TOLD_EVERY {
            told = walked;
            println!("{walked} cases walked");
        }
    });
    let found = found.await?;
    for broken in &found.broken {
        eprintln!("broken: {broken}");
    }
    println!(
        "{} cases, {} of them erased, {} events, none changed or missing; {} of {} kept heads met again; {} cases broken",
        found.whole,
        found.erased,
        found.events,
        found.known,
        known.0.len(),
        found.broken.len()
    );
    Ok(if found.broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
