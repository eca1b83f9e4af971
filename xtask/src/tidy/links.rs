//! Links between the pages of the repository lead somewhere.
use crate::shell;
use anyhow::Result;
use std::path::{Component, Path, PathBuf};

/// Relative links of docs/, READMEs and other pages at the root to files that are not there.
pub fn breaches(files: &[String]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for file in files.iter().filter(|f| is_page(f)) {
        for link in links(&shell::read(file)?) {
            if let Some(target) = local(file, &link)
                && !shell::root().join(&target).exists()
            {
                found.push(format!("{file} links to {link}, which is not there"));
            }
        }
    }
    Ok(found)
}

fn is_page(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    file.ends_with(".md")
        && (file.starts_with("docs/") || name.starts_with("README") || !file.contains('/'))
}

/// The targets of `[text](target)` outside code.
fn links(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut fenced = false;
    for line in page.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if fenced {
            continue;
        }
        let plain: String = line.split('`').step_by(2).collect::<Vec<_>>().join("`");
        for rest in plain.split("](").skip(1) {
            if let Some((target, _)) = rest.split_once(')') {
                found.push(target.to_owned());
            }
        }
    }
    found
}

/// Where a link leads inside the checkout; `None` for the outside world and for places on the same page.
fn local(page: &str, link: &str) -> Option<PathBuf> {
    let target = link.split('#').next().unwrap_or("");
    if target.is_empty() || target.contains("://") || target.starts_with("mailto:") {
        return None;
    }
    let mut path = PathBuf::new();
    for part in Path::new(page).parent()?.join(target).components() {
        match part {
            Component::ParentDir => {
                path.pop();
            }
            Component::Normal(name) => path.push(name),
            _ => {}
        }
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_links_outside_code_and_resolves_them() {
        let page = "[a](x.md) `[b](y.md)` and ![c](../z.png#top)\n```\n[d](w.md)\n```\n";
        assert_eq!(links(page), ["x.md", "../z.png#top"]);
        let target = |link| local("docs/how-to/a.md", link);
        assert_eq!(target("../z.png#top"), Some(PathBuf::from("docs/z.png")));
        assert_eq!(target("#here"), None);
        assert_eq!(target("https://example.org/a"), None);
    }
}
