//! The web application for the other verbs: its packages, its pages.
use crate::shell;
use anyhow::{Context as _, Result};
use std::fs;

/// Installs the packages of the lock file where they are not there or another lock was installed.
pub fn packages() -> Result<()> {
    let lock = shell::read("web/package-lock.json")?;
    let mark = shell::root().join("web/node_modules/.zhunsheng-lock");
    if fs::read_to_string(&mark).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    npm(&["ci", "--no-audit", "--no-fund", "--loglevel=error"])?;
    fs::write(&mark, lock).context("cannot note which packages are installed")
}

/// Builds the pages into web/dist, which the server embeds.
pub fn build() -> Result<()> {
    packages()?;
    npm(&["run", "--silent", "build"])
}

/// Types and texts of the pages.
pub fn lint() -> Result<()> {
    packages()?;
    npm(&["run", "--silent", "lint"])
}

fn npm(args: &[&str]) -> Result<()> {
    let prefix = [&["--prefix", "web"], args].concat();
    shell::run("npm", &prefix)
}
