//! Writes the merged contract to standard output: `make openapi` keeps it in docs/openapi.json.

use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    std::io::stdout().write_all(contract::text()?.as_bytes())?;
    Ok(())
}
