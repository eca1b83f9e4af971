//! `new`: the files that a new rule, form or export needs, ready to be filled.
use anyhow::{Result, bail};

#[derive(clap::Subcommand)]
pub enum Kind {}

/// Writes the files and says what to do next.
pub fn run(_kind: &Kind) -> Result<()> {
    bail!("nothing to prepare yet")
}
