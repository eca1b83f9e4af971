//! `lint`: everything that can be judged without running the program's tests.
use crate::{r#gen, shell, tidy, web};
use anyhow::{Result, bail};

/// One step: its name and what runs it.
type Step = (&'static str, fn() -> Result<()>);

/// Runs every step, so that one run shows everything that is wrong.
pub fn run() -> Result<()> {
    let steps: [Step; 6] = [
        ("format", || shell::run("cargo", &["fmt", "--all", "--check"])),
        ("clippy", clippy),
        ("printed pages", || r#gen::run(&r#gen::Args { check: true })),
        ("tidy", tidy::run),
        ("web", web::lint),
        ("dependencies", deny),
    ];
    let mut failed = Vec::new();
    for (name, step) in steps {
        if let Err(error) = step() {
            eprintln!("{error:#}");
            failed.push(name);
        }
    }
    if !failed.is_empty() {
        bail!("lint: {} failed", failed.join(", "));
    }
    eprintln!("lint: all is well");
    Ok(())
}

fn clippy() -> Result<()> {
    let args = ["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"];
    shell::run("cargo", &args)
}

/// Licences, bans and sources need no network; advisories only when their database is already here.
fn deny() -> Result<()> {
    if !shell::works("cargo", &["deny", "--version"]) {
        println!("skipped: dependency licences (get it with `cargo install cargo-deny --locked`)");
        return Ok(());
    }
    shell::run("cargo", &["deny", "--offline", "check", "licenses", "bans", "sources"])?;
    if advisories_are_here() {
        shell::run("cargo", &["deny", "--offline", "check", "advisories"])?;
    } else {
        println!("skipped: advisories (get their database with `cargo deny fetch`)");
    }
    Ok(())
}

fn advisories_are_here() -> bool {
    let home = std::env::var_os("CARGO_HOME").map(std::path::PathBuf::from).or_else(|| {
        std::env::var_os("HOME").map(|home| std::path::PathBuf::from(home).join(".cargo"))
    });
    let databases = home.and_then(|home| std::fs::read_dir(home.join("advisory-dbs")).ok());
    // A fetch that failed leaves a lock behind; a database is a folder.
    databases.is_some_and(|entries| entries.flatten().any(|entry| entry.path().is_dir()))
}
