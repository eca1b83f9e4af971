//! The web application for the other verbs: its packages, its pages.
use crate::shell;
use anyhow::{Context as _, Result, bail};
use std::{fs, path::Path};

/// Debian's own; `CHROMIUM` names another.
const BROWSER: &str = "/usr/bin/chromium";

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

/// The journeys through the pages, in a real browser on the real program.
pub fn test() -> Result<()> {
    if let Err(missing) = ready() {
        if std::env::var_os("CI").is_some() {
            return Err(missing);
        }
        println!("skipped: the journeys through the pages ({missing:#})");
        return Ok(());
    }
    build()?;
    shell::build_all()?;
    let mut command = shell::command("npm");
    command.env("ZHUNSHENG_PROGRAM", shell::program_path());
    shell::checked("npm", command, &["--prefix", "web", "run", "--silent", "test"])
}

/// npm and a browser, which is installed where the machine is ours to fill.
fn ready() -> Result<()> {
    if !shell::works("npm", &["--version"]) {
        bail!("they need npm");
    }
    if std::env::var_os("CHROMIUM").is_none() && !Path::new(BROWSER).exists() {
        shell::install("chromium")?;
    }
    Ok(())
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
