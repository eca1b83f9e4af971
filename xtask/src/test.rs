//! `test`: documentation examples first, then all tests; the runner's own count is the last line.
use crate::shell;
use anyhow::Result;

#[derive(clap::Args)]
pub struct Args {
    /// Only tests whose name contains this
    filter: Option<String>,
}

/// With a filter only the matching tests run, and no documentation examples.
pub fn run(args: &Args) -> Result<()> {
    let nextest = shell::works("cargo", &["nextest", "--version"]);
    match (&args.filter, nextest) {
        (Some(filter), true) => shell::run("cargo", &["nextest", "run", "--workspace", filter]),
        (Some(filter), false) => {
            shell::run("cargo", &["test", "--workspace", "--lib", "--bins", "--tests", filter])
        }
        (None, nextest) => {
            shell::run("cargo", &["test", "--quiet", "--workspace", "--doc"])?;
            match nextest {
                true => shell::run("cargo", &["nextest", "run", "--workspace"]),
                false => {
                    shell::run("cargo", &["test", "--workspace", "--lib", "--bins", "--tests"])
                }
            }
        }
    }
}
