//! Which project a text means: names that differ in years, 经费, 项目 and small words are one.
use crate::cx::{DocumentCx, ProjectCx};
use crate::words::{self, Shingle};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Endings and words that tell two projects apart for nobody.
const FILLERS: &[&str] = &[
    "绩效目标表",
    "项目支出",
    "专项资金",
    "专项经费",
    "补助资金",
    "项目经费",
    "项目资金",
    "年度",
    "专项",
    "项目",
    "经费",
    "资金",
    "费用",
    "支出",
    "预算",
];

/// The part of a project's name that tells it from others.
#[must_use]
pub fn core(name: &str) -> String {
    let bare = words::without_brackets(&words::normal_form(name));
    let core = words::without_words(bare, FILLERS);
    let core: String = core.chars().filter(|c| !c.is_ascii_digit() && *c != '-').collect();
    core.trim_start_matches('年').trim_end_matches('费').to_owned()
}

/// A project's name, ready to be looked for.
#[derive(Clone, Debug, Default)]
pub struct Name {
    /// The part that tells it from others.
    pub core: String,
    /// Of that part.
    pub shingles: Vec<Shingle>,
}

/// A text, ready to be looked through.
struct Prose {
    normal: String,
    core: String,
    /// Whether the core is long enough to be a name.
    is_named: bool,
    shingles: Vec<Shingle>,
}

impl Name {
    /// Of a name as printed.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let core = core(name);
        Self { shingles: words::shingles(&core), core }
    }

    /// How well a text names it that shares so many pairs with it, in percent of its pairs; 100 when it
    /// holds the name, 90 when the text is itself a shorter form of it.
    fn in_prose(&self, text: &Prose, shared: usize) -> u32 {
        // A text that holds the name holds all of its pairs: most names need not be looked for.
        let all = shared == self.shingles.len();
        if all && self.core.chars().nth(1).is_some() && text.normal.contains(&self.core) {
            return 100;
        }
        if text.is_named && self.core.contains(&text.core) {
            return 90;
        }
        words::percent(shared, self.shingles.len())
    }
}

impl Prose {
    fn new(text: &str) -> Self {
        let core = core(text);
        let is_named = core.chars().nth(2).is_some();
        Self { normal: words::normal(text), is_named, core, shingles: words::shingles(text) }
    }
}

/// Score and length of a project's best name, and the project's position.
type Ranked = (u32, usize, Reverse<usize>);

/// Which names hold a pair of characters.
#[derive(Debug, Default)]
pub(crate) struct Index {
    holders: BTreeMap<Shingle, Vec<usize>>,
    /// Table and position of each name, and how many pairs it has.
    names: Vec<(usize, usize, usize)>,
}

impl Index {
    fn new(cx: &DocumentCx<'_>) -> Self {
        let mut index = Self::default();
        for (table, facts) in cx.facts.tables.iter().enumerate() {
            for (at, name) in facts.names.iter().enumerate() {
                for shingle in &name.shingles {
                    index.holders.entry(*shingle).or_default().push(index.names.len());
                }
                index.names.push((table, at, name.shingles.len()));
            }
        }
        index
    }

    /// The names that may score half or more, others cannot be in doubt with one that is meant: table,
    /// position and shared pairs, in order.
    fn candidates(&self, prose: &Prose) -> Vec<(usize, usize, usize)> {
        let mut shared = vec![0_usize; self.names.len()];
        for holders in prose.shingles.iter().filter_map(|shingle| self.holders.get(shingle)) {
            holders.iter().for_each(|at| shared[*at] += 1);
        }
        // A text may be itself a shorter form of a name: then the project's names hold all of its pairs.
        let core = if prose.is_named { words::shingles(&prose.core).len() } else { usize::MAX };
        let mut found = Vec::new();
        let mut from = 0;
        for names in self.names.chunk_by(|a, b| a.0 == b.0) {
            let shared = &shared[from..from + names.len()];
            from += names.len();
            let whole = shared.iter().sum::<usize>() >= core;
            let may = names.iter().zip(shared).filter(|(name, both)| whole || *both * 2 >= name.2);
            found.extend(may.map(|(name, both)| (name.0, name.1, *both)));
        }
        found
    }
}

/// The one project that a text names: at least 70 %, and clearly better than any other.
#[must_use]
pub fn meant<'a>(cx: &'a DocumentCx<'a>, text: &str) -> Option<ProjectCx<'a>> {
    let prose = Prose::new(text);
    let index = cx.facts.index.get_or_init(|| Index::new(cx));
    // Of two names that both stand in the text the longer one is meant.
    let (mut first, mut second): (Option<Ranked>, Option<Ranked>) = (None, None);
    for names in index.candidates(&prose).chunk_by(|a, b| a.0 == b.0) {
        let scores = names.iter().filter_map(|(table, at, shared)| {
            let name = cx.facts.tables.get(*table)?.names.get(*at)?;
            Some((name.in_prose(&prose, *shared), name.core.len(), Reverse(*table)))
        });
        let ranked = scores.max();
        if ranked > first {
            second = std::mem::replace(&mut first, ranked);
        } else {
            second = second.max(ranked);
        }
    }
    let (best, length, Reverse(at)) = first?;
    let clear =
        second.is_none_or(|(score, len, _)| score + 20 <= best || (score == best && len < length));
    let table = cx.table(at).filter(|_| best >= 70 && clear)?;
    Some(ProjectCx { project: table.project?, table })
}

#[cfg(test)]
mod tests {
    use super::{Name, Prose, core};
    use crate::words;

    #[test]
    fn a_core_is_free_of_years_and_fillers() {
        assert_eq!(core("2026年电梯维保专项经费"), "电梯维保");
        assert_eq!(core("水电费（二期）"), "水电");
    }

    #[test]
    fn a_text_names_a_project() {
        let named = |text: &str, name: &str| {
            let (name, prose) = (Name::new(name), Prose::new(text));
            name.in_prose(&prose, words::shared(&name.shingles, &prose.shingles))
        };
        assert_eq!(named("完成电梯维保项目，保证安全", "2026年电梯维保费"), 100);
        assert_eq!(named("电梯维保经费", "电梯维保和年检"), 90);
        assert!(named("完成会议服务", "2026年电梯维保费") < 30);
    }
}
