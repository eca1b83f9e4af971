//! Every snapshot is short and belongs to something that still exists.
use crate::shell;
use anyhow::Result;
use std::path::Path;

/// Longest snapshot of a test in lines.
const LINES: usize = 100;
/// Longest snapshot of a sample, which is a whole document.
const SAMPLE: usize = 250;

/// Snapshots whose test is gone, whose sample is gone, or which nobody can review.
pub fn breaches(files: &[String]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for file in files.iter().filter(|f| f.ends_with(".snap") || f.ends_with(".snap.new")) {
        let text = shell::read(file)?;
        if file.ends_with(".new") {
            found.push(format!("{file} waits for review (`cargo insta review`)"));
        }
        let cap = if file.contains("/snapshots/") { LINES } else { SAMPLE };
        if text.lines().count() > cap {
            found.push(format!("{file} has more than {cap} lines"));
        }
        if !is_referenced(file, &text, files) {
            found.push(format!("{file} belongs to no test"));
        }
    }
    Ok(found)
}

/// A snapshot in `snapshots/` names its test file, which names it; one beside a sample belongs to the sample.
fn is_referenced(file: &str, text: &str, files: &[String]) -> bool {
    let stem = Path::new(file).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let folder = Path::new(file).parent().unwrap_or(Path::new(""));
    if !folder.ends_with("snapshots") {
        let sibling = |f: &&String| {
            let path = Path::new(f.as_str());
            path.parent() == Some(folder)
                && path.file_stem().is_some_and(|s| s.to_string_lossy() == stem)
                && !f.ends_with(".snap")
        };
        return files.iter().any(|f| sibling(&f));
    }
    let source = text.lines().find_map(|line| line.strip_prefix("source: ")).map(unquoted);
    let Some(Ok(source)) = source.map(shell::read) else { return false };
    let name = stem.rsplit("__").next().unwrap_or(&stem);
    // `name-2` is the second unnamed snapshot of a test, `name@word` one of a test over many inputs.
    let name = name.split('@').next().unwrap_or(name);
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('-');
    source.contains(name) || source.contains(bare) || files.iter().any(|f| f.contains(name))
}

fn unquoted(value: &str) -> &str {
    value.trim().trim_matches('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snapshot_needs_its_test() {
        let here = "---\nsource: xtask/src/tidy/snapshots.rs\n---\n";
        let file = "xtask/src/tidy/snapshots/xtask__tidy__a_snapshot_needs_its_test-2.snap";
        assert!(is_referenced(file, here, &[]));
        let gone = ["a_test", "_of_yesterday"].concat();
        assert!(!is_referenced(&format!("xtask/src/tidy/snapshots/xtask__{gone}.snap"), here, &[]));
    }

    #[test]
    fn a_snapshot_beside_its_sample() {
        let files = ["catalog/forms/a/sample.md".to_owned()];
        assert!(is_referenced("catalog/forms/a/sample.snap", "", &files));
        assert!(!is_referenced("catalog/forms/b/sample.snap", "", &files));
    }
}
