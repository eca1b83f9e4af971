//! The cover: department and year; and what the document says of both elsewhere.
use super::caption::year_in;
use super::state::State;
use std::collections::BTreeMap;
use zs_model::{Document, Place, text};

impl State<'_> {
    /// Reads department and year from the lines in front of everything else.
    pub fn cover(&mut self) {
        let cover = std::mem::take(&mut self.narrative.cover);
        let mut department = None;
        let mut year = None;
        let mut rest: Vec<(String, Place)> = Vec::new();
        for (line, place) in cover {
            if let Some(editor) = line.strip_suffix("编制").or_else(|| line.strip_suffix("编")) {
                department = Some(editor.trim_end_matches(['：', ':']).to_owned());
            } else if is_title(&line) {
                year = year.or_else(|| year_in(&line));
                department = department.or_else(|| in_front_of_title(&line));
                if department.is_none() {
                    department = rest.pop().map(|(name, _)| name);
                }
            } else if !is_cover_layout(&line) {
                rest.push((line, place));
            }
        }
        rest.retain(|(line, _)| Some(line) != department.as_ref());
        for (line, place) in rest {
            self.unplaced(&line, &place);
        }
        if let Some(department) = department.filter(|name| name.chars().count() >= 3) {
            self.document.department = Some(without_self(&department));
        }
        if year.is_some() {
            self.document.fiscal_year = year;
        }
    }
}

/// `2026年部门预算绩效文本`, with the department in front or not.
fn is_title(line: &str) -> bool {
    let about = ["绩效文本", "绩效目标文本", "预算绩效", "绩效目标", "部门预算"];
    let words = line.chars().count() <= 60;
    words && about.iter().any(|word| line.contains(word)) && !line.contains(['。', '，'])
}

pub(super) fn in_front_of_title(line: &str) -> Option<String> {
    let flat = text::half_width(line);
    let digits = |c: char| c.is_ascii_digit();
    let end =
        flat.find(digits).or_else(|| line.find("部门预算")).or_else(|| line.find("预算绩效"))?;
    let name = flat.get(..end)?.trim_start_matches(['《', '附', '件', '：']);
    (name.chars().count() >= 3).then(|| name.to_owned())
}

/// Stamps, drafts, dates, the reviewing office.
fn is_cover_layout(line: &str) -> bool {
    let bare = line.trim_matches(['（', '）', '(', ')', '【', '】']);
    let date = year_in(line).is_some() && line.chars().count() <= 12
        || line.starts_with("二〇")
        || line.starts_with("二○");
    line.ends_with("审核")
        || ["草案", "征求意见稿", "公开稿", "送审稿", "报批稿"].contains(&bare)
        || date
}

/// The common unit name without 本级.
pub(super) fn without_self(name: &str) -> String {
    let bare = name.trim_end_matches(['（', '(', '）', ')']);
    let bare = bare
        .strip_suffix("本级")
        .or_else(|| name.strip_suffix("（本级）"))
        .or_else(|| name.strip_suffix("(本级)"))
        .unwrap_or(name);
    bare.trim_end_matches(['（', '(', '-', '—']).to_owned()
}

/// The unit that most projects name, the first of equals.
pub(super) fn common_unit(document: &Document) -> Option<String> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (index, project) in document.projects.iter().enumerate() {
        if let Some(name) = &project.unit_name {
            counts.entry(name).or_insert((0, usize::MAX - index)).0 += 1;
        }
    }
    let most = counts.iter().max_by_key(|(_, count)| **count)?;
    let own = counts.keys().find(|name| name.ends_with("本级")).unwrap_or(most.0);
    Some(without_self(own))
}

/// The year that titles of forms or the opening of the overall goal state.
pub(super) fn stated_year(document: &Document, titles: &[u16]) -> Option<u16> {
    let opening = document.overall.goal.as_deref().and_then(|goal| {
        let head: String = text::half_width(goal).chars().take(5).collect();
        head.ends_with('年').then(|| year_in(&head)).flatten()
    });
    titles.first().copied().or(opening).or_else(|| year_of_projects(document))
}

/// Project titles that all begin with one year state it; a single carried-over one does not.
fn year_of_projects(document: &Document) -> Option<u16> {
    let years = document.projects.iter().map(|project| {
        let title = project.title.as_deref()?;
        let flat = text::half_width(title);
        let head: String = flat.chars().take(5).collect();
        head.ends_with('年').then(|| year_in(&head)).flatten()
    });
    let mut years = years.collect::<Option<Vec<_>>>()?;
    years.dedup();
    (years.len() == 1).then(|| years[0])
}
