//! Lines of the contents beside names of projects: what is the same, what is alike.
use crate::cx::DocumentCx;
use crate::words;

/// More open names than this on one side are no misspellings.
const MANY: usize = 200;

/// Lines and projects (0-based) without a partner of the same name.
#[derive(Default)]
pub(super) struct Open {
    /// Lines of the contents.
    pub lines: Vec<usize>,
    /// Projects.
    pub projects: Vec<usize>,
}

/// What is left of contents and projects, and the pairs among it that read alike.
pub(super) fn compared(cx: &DocumentCx<'_>) -> (Open, Vec<(usize, usize)>) {
    let document = cx.document;
    let lines: Vec<String> = document.contents.iter().map(|entry| bare(&entry.name)).collect();
    let names = document.projects.iter().map(|project| {
        let names = [&project.title, &project.name].into_iter().flatten();
        names.map(|name| bare(name)).collect::<Vec<_>>()
    });
    let names: Vec<Vec<String>> = names.collect();
    let mut open = Open::default();
    open.lines.extend((0..lines.len()).filter(|l| !names.iter().any(|n| n.contains(&lines[*l]))));
    open.projects.extend((0..names.len()).filter(|n| !names[*n].iter().any(|n| lines.contains(n))));
    let mut pairs = Vec::new();
    if open.lines.len().max(open.projects.len()) <= MANY {
        for (line, at) in open.lines.iter().flat_map(|l| open.projects.iter().map(|n| (*l, *n))) {
            let alike = names[at].iter().map(|name| words::likeness(&lines[line], name)).max();
            pairs.extend(alike.filter(|alike| *alike >= 50).map(|alike| (alike, line, at)));
        }
    }
    // The most alike first; each line and each project once.
    pairs.sort_by_key(|(alike, line, at)| (std::cmp::Reverse(*alike), *line, *at));
    let mut renamed = Vec::new();
    for (_, line, at) in pairs {
        if open.lines.contains(&line) && open.projects.contains(&at) {
            open.lines.retain(|l| *l != line);
            open.projects.retain(|n| *n != at);
            renamed.push((line, at));
        }
    }
    (open, renamed)
}

/// A name without white space, punctuation and the words that headings add.
fn bare(name: &str) -> String {
    let name = words::normal(name);
    let name = name.trim_end_matches("绩效目标表").trim_end_matches("项目");
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}
