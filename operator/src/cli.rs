//! The commands and their options.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Loads a school's campaign and roster, makes keys, erases and audits cases.
///
/// AWS is reached by AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, another endpoint by
/// AWS_ENDPOINT_URL; `infra/at.py` sets them for a stage, from whoever is signed in.
#[derive(Parser)]
#[command(name = "operator", version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Checks a school's folder and brings the table to what it says; run twice, the second changes nothing.
    Load(Load),
    /// Makes the key pair behind sessions when there is none, and publishes its public part first.
    EnsureKeys(EnsureKeys),
    /// Does the next step towards another key behind sessions, if it is due, and says when the one after is: published,
    /// signing, the old one withdrawn. No session ends by it.
    RotateKeys(RotateKeys),
    /// Makes a key pair for hand-over tokens: the private part into a new file, the public JWK set printed.
    HandoverKey {
        /// The private file to make; must not be there yet.
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
    },
    /// Prints a signed hand-over token for one student, good for one use within a minute.
    Handover(Handover),
    /// Makes a newer key for a campaign: new cases are sealed under it, the older ones stay readable.
    RotateCampaignKey(RotateCampaignKey),
    /// Erases a case for good: nobody can read it again, while its history still proves that nothing was changed.
    Erase(OneCase),
    /// Checks without any key that nothing of any case's history was changed, dropped or put in.
    Audit(Audit),
}

#[derive(Args)]
pub(crate) struct Audit {
    /// The DynamoDB table.
    #[arg(long, value_name = "NAME")]
    pub(crate) table: String,
    /// One case's id; left out, all cases are walked.
    #[arg(long, value_name = "ID")]
    pub(crate) case: Option<String>,
    /// The bucket where heads are kept, to be held against: what was rewritten as a whole, cut off or taken away shows.
    #[arg(long, value_name = "NAME", conflicts_with = "case")]
    pub(crate) heads: Option<String>,
    /// The file of heads; left out, the newest.
    #[arg(long, value_name = "FILE", requires = "heads")]
    pub(crate) against: Option<String>,
}

/// The table and the key behind it.
#[derive(Args)]
pub(crate) struct Sealed {
    /// The DynamoDB table.
    #[arg(long, value_name = "NAME")]
    pub(crate) table: String,
    /// The KMS key behind all that is sealed: an ARN, an id or alias/….
    #[arg(long, value_name = "KEY")]
    pub(crate) kms_key: String,
}

#[derive(Args)]
pub(crate) struct RotateCampaignKey {
    #[command(flatten)]
    pub(crate) sealed: Sealed,
    /// The school's id.
    #[arg(long, value_name = "ID")]
    pub(crate) school: String,
    /// The campaign's id; left out, the key of the school's staff is meant.
    #[arg(long, value_name = "ID")]
    pub(crate) campaign: Option<String>,
}

#[derive(Args)]
pub(crate) struct OneCase {
    #[command(flatten)]
    pub(crate) sealed: Sealed,
    /// The case's id.
    #[arg(long, value_name = "ID")]
    pub(crate) case: String,
}

#[derive(Args)]
pub(crate) struct Load {
    /// The folder with campaign.toml, students.csv, staff.csv and assignments.csv.
    #[arg(long, value_name = "DIR")]
    pub(crate) dir: PathBuf,
    /// The DynamoDB table. May be left out with --check-only: then the files alone are checked.
    #[arg(long, value_name = "NAME", requires_all = ["pepper_secret", "kms_key"], required_unless_present = "check_only")]
    pub(crate) table: Option<String>,
    /// The secret that holds the pepper.
    #[arg(long, value_name = "NAME", requires = "table")]
    pub(crate) pepper_secret: Option<String>,
    /// The KMS key behind all that is sealed: an ARN, an id or alias/….
    #[arg(long, value_name = "KEY", requires = "table")]
    pub(crate) kms_key: Option<String>,
    /// Checks and says what would change, and writes nothing.
    #[arg(long)]
    pub(crate) check_only: bool,
    /// Public keys of the school's own system, a JWK set; in place of those in campaign.toml.
    #[arg(long, value_name = "FILE")]
    pub(crate) handover_keys: Option<PathBuf>,
    /// Writes the pupils' sign-ins as JSON; only for a campaign that says `synthetic = true`.
    #[arg(long, value_name = "FILE")]
    pub(crate) accounts: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct EnsureKeys {
    /// The secret that holds the private key; only `login` may read it.
    #[arg(long, value_name = "NAME")]
    pub(crate) signing_secret: String,
    /// The secret that holds the public JWK set.
    #[arg(long, value_name = "NAME")]
    pub(crate) keys_secret: String,
}

#[derive(Args)]
pub(crate) struct RotateKeys {
    #[command(flatten)]
    pub(crate) secrets: EnsureKeys,
    /// For a key that somebody has seen: does not wait, so sessions that it signed end when it is withdrawn.
    #[arg(long)]
    pub(crate) at_once: bool,
}

#[derive(Args)]
pub(crate) struct Handover {
    /// The school's id.
    #[arg(long, value_name = "ID")]
    pub(crate) school: String,
    /// The student's number, without the P.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) student: String,
    /// The private file that handover-key made.
    #[arg(long, value_name = "FILE")]
    pub(crate) key: PathBuf,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_options_fit_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn loading_needs_a_table_its_pepper_and_its_key_checking_does_not() {
        let parses =
            |options: &[&str]| Cli::try_parse_from([&["operator", "load", "--dir", "d"], options].concat()).is_ok();
        assert!(parses(&["--table", "t", "--pepper-secret", "p", "--kms-key", "alias/t"]));
        assert!(!parses(&["--table", "t", "--pepper-secret", "p"]));
        assert!(parses(&["--check-only"]));
        assert!(!parses(&[]) && !parses(&["--table", "t"]) && !parses(&["--check-only", "--pepper-secret", "p"]));
    }
}
