//! `bench`: how fast and how large, side by side with other tools. Never a timed test.
use anyhow::{Result, bail};

#[derive(clap::Subcommand)]
pub enum What {}

pub fn run(_what: &What) -> Result<()> {
    bail!("nothing to measure yet")
}
