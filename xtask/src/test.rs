//! `test`: documentation examples and the API's own description first, then all tests; the runner's own
//! count is the last line.
#[path = "../../crates/zs-store/tests/support/postgres.rs"]
mod postgres;

use crate::{schemathesis, shell};
use anyhow::Result;
use postgres::{Cluster, RUNNING};
use std::process::Command;

#[derive(clap::Args)]
pub struct Args {
    /// Only tests whose name contains this; `schemathesis` tries the API against its description
    filter: Option<String>,
}

/// With a filter only the matching tests run, and no documentation examples.
pub fn run(args: &Args) -> Result<()> {
    install_postgres();
    // One server for all test programs; each would start its own otherwise. It ends when we do.
    let server = Cluster::start();
    let cargo = |args: &[&str]| {
        let mut command = shell::command("cargo");
        if let Some(server) = &server {
            command.env(RUNNING, &server.folder);
        }
        shell::checked("cargo", command, args)
    };
    if args.filter.as_deref() == Some("schemathesis") {
        return schemathesis::run();
    }
    let Some(filter) = &args.filter else {
        cargo(&["test", "--quiet", "--workspace", "--doc"])?;
        schemathesis::run()?;
        return match has_nextest() {
            true => cargo(&["nextest", "run", "--workspace"]),
            false => cargo(&["test", "--workspace", "--lib", "--bins", "--tests"]),
        };
    };
    match has_nextest() {
        true => cargo(&["nextest", "run", "--workspace", filter]),
        false => cargo(&["test", "--workspace", "--lib", "--bins", "--tests", filter]),
    }
}

fn has_nextest() -> bool {
    shell::works("cargo", &["nextest", "--version"])
}

/// On a fresh Debian machine that is ours to fill (we are root there); elsewhere the tests that need
/// the server say what is missing.
fn install_postgres() {
    let root = || Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
    if postgres::is_installed() || !root() || !shell::works("apt-get", &["--version"]) {
        return;
    }
    let steps: [&[&str]; 2] =
        [&["update", "-qq"], &["install", "-qq", "-y", "--no-install-recommends", "postgresql"]];
    for args in steps {
        let mut command = shell::command("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        if let Err(error) = shell::checked("apt-get", command, args) {
            println!("PostgreSQL could not be installed: {error:#}");
            return;
        }
    }
}
