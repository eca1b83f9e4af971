//! `demo`: builds the program and reads the example documents with it.
use anyhow::{Result, bail};

pub fn run() -> Result<()> {
    bail!("nothing to show yet")
}
