//! `tidy`: the house rules that no compiler knows; an ordinary test as well.
mod imports;
mod links;
mod rules;
mod sizes;
mod snapshots;
mod words;

use crate::shell;
use anyhow::{Result, bail};

pub use rules::is_rule;

/// One house rule: its name and what finds breaches of it, each a line for the reader.
type Check = (&'static str, fn(&[String]) -> Result<Vec<String>>);

const CHECKS: [Check; 6] = [
    ("imports", imports::breaches),
    ("sizes", sizes::breaches),
    ("links", links::breaches),
    ("words", words::breaches),
    ("rules", rules::breaches),
    ("snapshots", snapshots::breaches),
];

/// Runs every check over every file of the checkout.
pub fn run() -> Result<()> {
    let found = breaches()?;
    for line in &found {
        eprintln!("{line}");
    }
    if !found.is_empty() {
        bail!("tidy: {} breaches of the house rules", found.len());
    }
    println!("tidy: all house rules hold");
    Ok(())
}

fn breaches() -> Result<Vec<String>> {
    let files = shell::files()?;
    let mut found = Vec::new();
    for (name, check) in CHECKS {
        found.extend(check(&files)?.into_iter().map(|line| format!("{name}: {line}")));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_house_is_tidy() {
        let found = super::breaches().unwrap();
        assert!(found.is_empty(), "\n{}", found.join("\n"));
    }
}
