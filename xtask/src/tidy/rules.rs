//! Every rule has its code, its page and its line in the list; every page shows what is flagged and what is not.
use crate::shell;
use anyhow::Result;
use std::collections::BTreeMap;

const RULES: &str = "crates/zs-check/src/rules/";
/// Fewest examples of each kind on a page.
const EXAMPLES: usize = 2;

/// Whether a file is a rule: `crates/zs-check/src/rules/<family>/<code>_<name>.rs`.
pub fn is_rule(file: &str) -> bool {
    let path = file.strip_prefix(RULES).and_then(|rest| rest.strip_suffix(".rs"));
    let stem = path.and_then(|path| path.split_once('/')).map(|(_, stem)| stem);
    stem.and_then(|stem| stem.split_once('_')).is_some_and(|(code, _)| is_code(code))
}

/// Letters, then digits: `a002`, `jx207`.
fn is_code(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_lowercase());
    digits.len() < word.len() && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Rules without page or list entry, codes used twice, thin pages.
pub fn breaches(files: &[String]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let list = shell::read(&format!("{RULES}mod.rs")).unwrap_or_default();
    let mut codes: BTreeMap<String, &str> = BTreeMap::new();
    for file in files.iter().filter(|f| is_rule(f)) {
        let stem = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".rs");
        let code = stem.split('_').next().unwrap_or(stem).to_uppercase();
        let source = shell::read(file)?;
        if !source.contains(&format!("\"{code}\"")) {
            found.push(format!("{file} does not state its code \"{code}\""));
        }
        if let Some(other) = codes.insert(code.clone(), file) {
            found.push(format!("{file} and {other} share the code {code}"));
        }
        if list.matches(stem).count() < 2 {
            found.push(format!("{RULES}mod.rs lacks the two lines of {stem}"));
        }
        match shell::read(&file.replace(".rs", ".md")) {
            Err(_) => found.push(format!("{file} has no page")),
            // What the reader or the runner reports cannot be shown in a form.
            Ok(_) if source.contains("Check::Reader") => {}
            Ok(page) => found.extend(thin(&page).map(|what| format!("{stem}.md {what}"))),
        }
    }
    Ok(found)
}

/// What a page lacks. Examples are fenced blocks below a heading that says 会报 or 不报;
/// the `findings` blocks that go with flagged examples are not counted.
fn thin(page: &str) -> Option<String> {
    let mut counts = [0, 0];
    let mut section = None;
    let mut fenced = false;
    for line in page.lines() {
        if let Some(info) = line.strip_prefix("```") {
            fenced = !fenced;
            if let Some(section) = section
                && fenced
                && !info.starts_with("findings")
            {
                counts[section] += 1;
            }
        } else if !fenced && line.starts_with("## ") {
            section = match line {
                _ if line.contains("不报") => Some(1),
                _ if line.contains("会报") => Some(0),
                _ => None,
            };
        }
    }
    let lacks = counts.iter().any(|count| *count < EXAMPLES);
    lacks.then(|| {
        let [flagged, clean] = counts;
        format!(
            "shows {flagged} flagged and {clean} clean examples, at least {EXAMPLES} each are due"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_a_rule_by_its_name() {
        assert!(is_rule("crates/zs-check/src/rules/a/a002_cost_above_budget.rs"));
        assert!(!is_rule("crates/zs-check/src/rules/mod.rs"));
        assert!(!is_rule("crates/zs-check/src/rules/a/a_word_list.rs"));
        assert!(!is_rule("crates/zs-check/src/runner.rs"));
    }

    #[test]
    fn counts_examples() {
        let flagged = "```form\nx\n```\n```findings\ny\n```\n";
        let page = |clean: &str| format!("why\n\n## 会报\n{flagged}{flagged}\n## 不报\n{clean}");
        assert_eq!(thin(&page("```form\nx\n```\n```form\nz\n```\n")), None);
        assert!(
            thin(&page("```form\nx\n```\n")).is_some_and(|s| s.contains("2 flagged and 1 clean"))
        );
    }
}
