//! `new`: the files that a new rule, form or export needs, ready to be filled.
mod export;
mod form;
mod rule;

use crate::shell;
use anyhow::{Result, bail};

#[derive(clap::Subcommand)]
pub enum Kind {
    /// A check rule: docs/how-to/add-a-rule.md
    Rule(rule::Args),
    /// A form family: docs/how-to/add-a-form.md
    Form(form::Args),
    /// An export format: docs/how-to/add-an-export.md
    Export(export::Args),
}

/// Writes the files and says what to do next.
pub fn run(kind: &Kind) -> Result<()> {
    match kind {
        Kind::Rule(args) => rule::run(args),
        Kind::Form(args) => form::run(args),
        Kind::Export(args) => export::run(args),
    }
}

/// Writes a new file; a file that is there already is never touched.
fn create(file: &str, text: &str) -> Result<()> {
    if shell::root().join(file).exists() {
        bail!("{file} is there already");
    }
    shell::write(file, text)?;
    println!("new     {file}");
    Ok(())
}

/// Changes a file that is there.
fn edit(file: &str, change: impl FnOnce(&str) -> Result<String>) -> Result<()> {
    shell::write(file, &change(&shell::read(file)?)?)?;
    println!("edited  {file}");
    Ok(())
}

/// Fails unless the name is lower case words of letters and digits, joined by the given sign.
fn named(name: &str, joined_by: char) -> Result<()> {
    let word = |part: &str| {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        !part.is_empty() && part.chars().all(plain)
    };
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) || !name.split(joined_by).all(word) {
        bail!("\"{name}\": lower case words joined by \"{joined_by}\", please");
    }
    Ok(())
}

/// The text with `line` put before the first of the lines from `start` to `end` (both as they begin, without
/// indentation) for which `after` holds, or before `end`; `None` where there is no such block.
fn insert(
    text: &str,
    start: &str,
    end: &str,
    line: &str,
    after: impl Fn(&str) -> bool,
) -> Option<String> {
    let mut lines: Vec<&str> = text.lines().collect();
    let first = lines.iter().position(|l| l.trim_start().starts_with(start))? + 1;
    let length = lines[first..].iter().position(|l| {
        let l = l.trim_start();
        l.starts_with(end) || after(l)
    })?;
    lines.insert(first + length, line);
    Some(lines.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_checked() {
        assert!(named("cost-cap-missing", '-').is_ok() && named("jiangsu-2025", '-').is_ok());
        for bad in ["", "-a", "a--b", "A", "a_b", "../x", "1a"] {
            assert!(named(bad, '-').is_err(), "{bad}");
        }
    }

    #[test]
    fn lines_are_put_in_order_or_last() {
        let text = "list [\n    b,\n    d,\n]\n";
        let with = |line: &str| insert(text, "list", "]", line, |l| l > line.trim_start()).unwrap();
        assert_eq!(with("    c,"), "list [\n    b,\n    c,\n    d,\n]\n");
        assert_eq!(with("    e,"), "list [\n    b,\n    d,\n    e,\n]\n");
        assert!(insert(text, "other", "]", "x", |_| false).is_none());
    }
}
