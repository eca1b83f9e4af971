//! Words that must not stand in the repository: paths of one machine, hosts of package registries.
use crate::shell;
use anyhow::Result;

/// Put together here so that this file does not hold them.
const FORBIDDEN: [&str; 8] = [
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/Use", "rs/"),
    concat!("crates", ".io"),
    concat!("pypi", ".org"),
    concat!("registry.npmjs", ".org"),
    concat!("deb.debian", ".org"),
];

/// Lock files name their registries by nature.
const FREE: [&str; 2] = ["Cargo.lock", "package-lock.json"];

/// Every text file that holds one of the words.
pub fn breaches(files: &[String]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for file in files {
        if FREE.contains(&file.rsplit('/').next().unwrap_or(file)) {
            continue;
        }
        let Ok(text) = shell::read(file) else { continue };
        for (number, line) in text.lines().enumerate() {
            for word in FORBIDDEN.iter().filter(|word| line.contains(**word)) {
                found.push(format!("{file}:{} holds `{word}`", number + 1));
            }
        }
    }
    Ok(found)
}
