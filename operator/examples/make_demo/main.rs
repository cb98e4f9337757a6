//! Writes the demo school's CSV files: `cargo run --profile local -p operator --example make_demo -- infra/demo`.

mod roster;

use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let dir = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "infra/demo".into()));
    for (name, text) in roster::files() {
        std::fs::write(dir.join(name), text)?;
    }
    Ok(())
}
