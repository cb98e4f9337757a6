//! Runs a command: reads files and clock, calls the library, prints what a person needs to know.

use crate::cli::{Cli, Command, EnsureKeys, Handover, Load, RotateKeys, Sealed};
use crate::{audit, cases};
use aws_config::SdkConfig;
use domain::{Cause, TAIPEI, taipei_day};
use identity::{KeySet, Pepper, Step};
use jiff::Timestamp;
use operator::load::{Counts, plan};
use operator::roster::{self, Roster};
use operator::{AccountsError, Ensured, Findings, Rotation, accounts};
use runtime::{Clock, Env, Secrets, aws, ids};
use std::error::Error;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use store::{Kms, Store, WrappingKeys};

pub(crate) type Outcome = Result<ExitCode, Box<dyn Error>>;

const WRONG_INPUT: u8 = 2;

pub(crate) async fn run(cli: Cli) -> Outcome {
    let now = Clock::system().now();
    match cli.command {
        Command::Load(options) => load(&options, now).await,
        Command::EnsureKeys(options) => ensure_keys(&options).await,
        Command::RotateKeys(options) => rotate_keys(&options, now).await,
        Command::HandoverKey { key } => handover_key(&key),
        Command::Handover(options) => handover(&options, now),
        Command::RotateCampaignKey(options) => cases::rotate_key(&options).await,
        Command::Erase(options) => cases::erase(&options, now).await,
        Command::Audit(options) => audit::audit(options).await,
    }
}

async fn load(options: &Load, now: Timestamp) -> Outcome {
    let (roster, found) = roster::read(&options.dir, taipei_day(now));
    print(&found);
    let Some(mut roster) = roster else { return Ok(refused(&found)) };
    println!(
        "checked: {} pupils, {} staff, {} assignments",
        roster.students.len(),
        roster.staff.len(),
        roster.assignments.len()
    );
    take_handover_keys(&mut roster, options)?;
    let accounts =
        options.accounts.as_ref().map(|file| Ok::<_, AccountsError>((file, accounts(&roster)?))).transpose()?;
    let outcome = match (&options.table, &options.pepper_secret, &options.kms_key) {
        (Some(table), Some(pepper), Some(kms_key)) => {
            let sealed = Sealed { table: table.clone(), kms_key: kms_key.clone() };
            compare_and_write(&roster, &sealed, pepper, options.check_only, now).await?
        }
        _ => ExitCode::SUCCESS,
    };
    if let Some((file, accounts)) = accounts.filter(|_| outcome == ExitCode::SUCCESS) {
        write_private(file, &accounts.to_string(), OpenOptions::new().create(true).truncate(true))?;
    }
    Ok(outcome)
}

async fn compare_and_write(
    roster: &Roster,
    sealed: &Sealed,
    pepper: &str,
    check_only: bool,
    now: Timestamp,
) -> Outcome {
    let aws = aws()?;
    let pepper = Pepper::from_secret_json(Secrets::new(&aws).text(pepper).await?.reveal())?;
    let store = store(&aws, sealed);
    let (plan, found) = plan(&store, &pepper, roster, now).await?;
    print(&found);
    if !found.errors.is_empty() {
        return Ok(refused(&found));
    }
    let counts = plan.counts();
    if !check_only {
        plan.carry_out(&store, Cause::itself(format!("load-{}", ids::new_id())), now).await?;
    }
    println!("{}", summary(&counts, check_only));
    Ok(ExitCode::SUCCESS)
}

fn summary(counts: &Counts, check_only: bool) -> String {
    let Counts { campaign, classes, opened, changed, staff } = counts;
    let total = counts.total();
    let would = if check_only { " would be made" } else { "" };
    format!(
        "{total} changes{would}: campaign {campaign}, classes {classes}, new pupils {opened}, changed pupils {changed}, \
         staff {staff}"
    )
}

fn take_handover_keys(roster: &mut Roster, options: &Load) -> Result<(), Box<dyn Error>> {
    if let Some(file) = &options.handover_keys {
        let text = read(file)?;
        KeySet::from_json(&text)?;
        roster.campaign.handover_keys = Some(text);
    }
    Ok(())
}

async fn ensure_keys(options: &EnsureKeys) -> Outcome {
    let done = operator::ensure_keys(&aws()?, &options.signing_secret, &options.keys_secret, ids::random()).await?;
    println!(
        "{}",
        match done {
            Ensured::Made => "a key was made and published",
            Ensured::Published => "the public key was published again",
            Ensured::Nothing => "0 changes",
        }
    );
    Ok(ExitCode::SUCCESS)
}

async fn rotate_keys(options: &RotateKeys, now: Timestamp) -> Outcome {
    let RotateKeys { secrets: EnsureKeys { signing_secret, keys_secret }, at_once } = options;
    let done = operator::rotate_keys(&aws()?, signing_secret, keys_secret, ids::random(), now, *at_once).await?;
    println!(
        "{}",
        match done {
            Rotation::Done(Step::Publish, next) => format!("the next key is published; {}", again(next)),
            Rotation::Done(Step::Sign, next) => format!("the next key signs; {}", again(next)),
            Rotation::Done(Step::Withdraw, _) => "the old key is withdrawn; the rotation is done".to_owned(),
            Rotation::Published(next) => format!("the public keys were published again; {}", again(Some(next))),
            Rotation::Early(Step::Publish, due) =>
                format!("0 changes; the next rotation may begin at {}", TAIPEI.to_datetime(due)),
            Rotation::Early(_, due) => format!("0 changes; {}", again(Some(due))),
        }
    );
    Ok(ExitCode::SUCCESS)
}

fn again(next: Option<Timestamp>) -> String {
    next.map_or_else(String::new, |at| format!("run this again after {}", TAIPEI.to_datetime(at)))
}

fn handover_key(file: &Path) -> Outcome {
    let (private, public) = operator::make_key()?;
    write_private(file, &private, OpenOptions::new().create_new(true))?;
    println!("{public}");
    Ok(ExitCode::SUCCESS)
}

fn handover(options: &Handover, now: Timestamp) -> Outcome {
    println!("{}", operator::sign(&read(&options.key)?, &options.school, &options.student, now)?);
    Ok(ExitCode::SUCCESS)
}

/// The table with the key behind it.
pub(crate) fn store(aws: &SdkConfig, sealed: &Sealed) -> Store {
    let wrapping = WrappingKeys::new(Kms::new(aws, &sealed.kms_key), Clock::system());
    Store::new(aws_sdk_dynamodb::Client::new(aws), &*sealed.table, wrapping)
}

pub(crate) fn aws() -> Result<SdkConfig, Box<dyn Error>> {
    Ok(aws::config(&Env::process())?)
}

fn print(found: &Findings) {
    for note in &found.notes {
        println!("note: {note}");
    }
    for error in &found.errors {
        eprintln!("error: {error}");
    }
}

fn refused(found: &Findings) -> ExitCode {
    eprintln!("{} errors; nothing was written", found.errors.len());
    ExitCode::from(WRONG_INPUT)
}

fn read(file: &Path) -> Result<String, Box<dyn Error>> {
    std::fs::read_to_string(file).map_err(|error| format!("{} cannot be read: {error}", file.display()).into())
}

/// Writes a file that only its owner can read.
fn write_private(file: &Path, text: &str, how: &mut OpenOptions) -> Result<(), Box<dyn Error>> {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(how, 0o600);
    let written = how.write(true).open(file).and_then(|mut open| open.write_all(text.as_bytes()));
    written.map_err(|error| format!("{} cannot be written: {error}", file.display()).into())
}
