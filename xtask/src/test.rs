//! `test`: documentation examples, the API's own description and the journeys through the
//! pages first, then all tests; the runner's own count is the last line.
#[path = "../../crates/zs-store/tests/support/postgres.rs"]
mod postgres;

use crate::{schemathesis, shell, web};
use anyhow::Result;
use postgres::{Cluster, RUNNING};

#[derive(clap::Args)]
pub struct Args {
    /// Only tests whose name contains this; `schemathesis` tries the API against its description
    filter: Option<String>,
}

/// With a filter only the matching tests run, and neither documentation examples nor journeys.
pub fn run(args: &Args) -> Result<()> {
    install_postgres();
    install_poppler();
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
        web::test()?;
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

/// On a fresh Debian machine it is installed; elsewhere the tests that need the server say what is missing.
fn install_postgres() {
    if !postgres::is_installed()
        && let Err(error) = shell::install("postgresql")
    {
        println!("PostgreSQL could not be installed: {error:#}");
    }
}

/// Reads our PDF files back; without it those tests say what is missing.
fn install_poppler() {
    if !shell::works("pdftotext", &["-v"])
        && let Err(error) = shell::install("poppler-utils")
    {
        println!("poppler-utils could not be installed: {error:#}");
    }
}
