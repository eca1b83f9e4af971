//! Every source file says in its first line what it is for, and stays short.
use super::is_rule;
use crate::shell;
use anyhow::Result;

/// Non-test lines of a source file.
const FILE: usize = 500;
/// Non-test lines of a rule, its messages in two languages not counted: they are data, like its page.
const RULE: usize = 80;

/// Files that are longer than they should be, with the length that they may not pass.
/// The list may only shrink: when a file gets shorter, its entry follows or goes.
const LONGER: &[(&str, usize)] = &[];

/// Files without an opening sentence, files over their cap, and entries of the list that are out of date.
pub fn breaches(files: &[String]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for file in files.iter().filter(|f| f.ends_with(".rs")) {
        let text = shell::read(file)?;
        if !text.starts_with("//! ") {
            found.push(format!("{file} does not open with a `//!` line saying what it is for"));
        }
        let found_here = match is_rule(file) {
            true => too_long(file, lines(file, &text) - messages(&text), RULE, LONGER),
            false => too_long(file, lines(file, &text), FILE, LONGER),
        };
        found.extend(found_here);
    }
    for (file, _) in LONGER.iter().filter(|(file, _)| !files.iter().any(|f| f == file)) {
        found.push(format!("{file} is gone: take it off the list of longer files"));
    }
    Ok(found)
}

fn too_long(file: &str, lines: usize, cap: usize, longer: &[(&str, usize)]) -> Option<String> {
    let entry = longer.iter().find(|(name, _)| *name == file).map(|(_, lines)| *lines);
    match entry {
        None if lines > cap => Some(format!("{file} has {lines} lines, the cap is {cap}")),
        Some(was) if lines > was => Some(format!("{file} grew from {was} to {lines} lines")),
        Some(was) if lines < was => {
            Some(format!("{file} shrank from {was} to {lines} lines: lower or drop its entry"))
        }
        _ => None,
    }
}

/// Lines of a rule's `messages: &[…],`.
fn messages(text: &str) -> usize {
    let from_messages = text.lines().skip_while(|line| !line.starts_with("    messages: &["));
    let inner = from_messages.skip(1).take_while(|line| line.starts_with("     "));
    match inner.count() {
        0 => 0,
        inner => inner + 2,
    }
}

/// Lines that are not tests: none of a test file, and those above the tests at the end of any other.
fn lines(file: &str, text: &str) -> usize {
    let in_tests = file.split('/').any(|part| matches!(part, "tests" | "tests.rs" | "benches"));
    if in_tests {
        return 0;
    }
    let lines: Vec<&str> = text.lines().collect();
    let tests = lines.windows(2).position(|pair| {
        pair[0] == "#[cfg(test)]" && pair[1].starts_with("mod ") && pair[1].ends_with('{')
    });
    tests.unwrap_or(lines.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_not_counted() {
        assert_eq!(lines("a.rs", "//! a\nfn a() {}\n#[cfg(test)]\nmod tests {\n}\n"), 2);
        assert_eq!(lines("a.rs", "//! a\n#[cfg(test)]\nmod tests;\nfn a() {}\n"), 4);
        assert_eq!(lines("crates/a/tests/a.rs", "//! a\n"), 0);
    }

    #[test]
    fn messages_are_not_counted() {
        let rule = "static RULE: Rule = Rule {\n    messages: &[Message {\n        key: \"a\",\n    }],\n    since: \"1\",\n};\n";
        assert_eq!(messages(rule), 3);
        assert_eq!(messages("    messages: &[],\n    since: \"1\",\n"), 0);
    }

    #[test]
    fn the_list_of_longer_files_may_only_shrink() {
        let list = [("a.rs", 600)];
        assert!(too_long("a.rs", 600, 500, &list).is_none());
        assert!(too_long("a.rs", 601, 500, &list).is_some_and(|s| s.contains("grew")));
        assert!(too_long("a.rs", 599, 500, &list).is_some_and(|s| s.contains("shrank")));
        assert!(too_long("b.rs", 501, 500, &list).is_some());
    }
}
