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
    let mut core = words::without_brackets(&words::normal(name));
    for filler in FILLERS {
        core = core.replace(filler, "");
    }
    let core: String = core.chars().filter(|c| !c.is_ascii_digit() && *c != '-').collect();
    core.trim_start_matches('年').trim_end_matches('费').to_owned()
}

/// A project's name, ready to be looked for.
#[derive(Clone, Debug, Default)]
pub struct Name {
    /// The part that tells it from others.
    pub core: String,
    shingles: Vec<Shingle>,
}

/// A text, ready to be looked through.
struct Prose {
    normal: String,
    core: String,
    shingles: Vec<Shingle>,
}

impl Name {
    /// Of a name as printed.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let core = core(name);
        Self { shingles: words::shingles(&core), core }
    }

    /// How well a text names it, in percent of its shingles; 100 when it holds the name, 90 when the
    /// text is itself a shorter form of it.
    fn in_prose(&self, text: &Prose) -> u32 {
        if self.core.chars().count() >= 2 && text.normal.contains(&self.core) {
            return 100;
        }
        if text.core.chars().count() >= 3 && self.core.contains(&text.core) {
            return 90;
        }
        words::percent(words::shared(&self.shingles, &text.shingles), self.shingles.len())
    }
}

impl Prose {
    fn new(text: &str) -> Self {
        Self { normal: words::normal(text), core: core(text), shingles: words::shingles(text) }
    }
}

/// Score and length of a project's best name, and the project's position.
type Ranked = (u32, usize, Reverse<usize>);

/// Which projects' names hold a pair of characters.
#[derive(Debug, Default)]
pub(crate) struct Index {
    holders: BTreeMap<Shingle, Vec<usize>>,
    /// Pairs of each project's shortest name.
    least: Vec<usize>,
}

impl Index {
    fn new(cx: &DocumentCx<'_>) -> Self {
        let mut index = Self::default();
        for (at, table) in cx.facts.tables.iter().enumerate() {
            for name in &table.names {
                for shingle in &name.shingles {
                    index.holders.entry(*shingle).or_default().push(at);
                }
            }
            let sizes = table.names.iter().map(|name| name.shingles.len());
            index.least.push(sizes.min().unwrap_or(usize::MAX));
        }
        index
    }

    /// The projects that may score half or more; others cannot be in doubt with one that is meant.
    fn candidates(&self, prose: &Prose) -> Vec<usize> {
        // A text may be itself a shorter form of a name: then the name holds all of its pairs.
        let short = prose.core.chars().count() >= 3;
        let core = if short { words::shingles(&prose.core).len() } else { usize::MAX };
        let mut shared = vec![0_usize; self.least.len()];
        for holders in prose.shingles.iter().filter_map(|shingle| self.holders.get(shingle)) {
            holders.iter().for_each(|at| shared[*at] += 1);
        }
        let may = |(least, shared): (&usize, &usize)| {
            *shared >= core || shared.saturating_mul(2) >= *least
        };
        let each = self.least.iter().zip(&shared).enumerate();
        each.filter(|(_, both)| may(*both)).map(|(at, _)| at).collect()
    }
}

/// The one project that a text names: at least 70 %, and clearly better than any other.
#[must_use]
pub fn meant<'a>(cx: &'a DocumentCx<'a>, text: &str) -> Option<ProjectCx<'a>> {
    let prose = Prose::new(text);
    let index = cx.facts.index.get_or_init(|| Index::new(cx));
    // Of two names that both stand in the text the longer one is meant.
    let (mut first, mut second): (Option<Ranked>, Option<Ranked>) = (None, None);
    for at in index.candidates(&prose) {
        let names = cx.facts.tables.get(at)?.names.iter();
        let best = names.map(|name| (name.in_prose(&prose), name.core.len())).max();
        let ranked = best.map(|(score, length)| (score, length, Reverse(at)));
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

    #[test]
    fn a_core_is_free_of_years_and_fillers() {
        assert_eq!(core("2026年电梯维保专项经费"), "电梯维保");
        assert_eq!(core("水电费（二期）"), "水电");
    }

    #[test]
    fn a_text_names_a_project() {
        let named = |text: &str, name: &str| Name::new(name).in_prose(&Prose::new(text));
        assert_eq!(named("完成电梯维保项目，保证安全", "2026年电梯维保费"), 100);
        assert_eq!(named("电梯维保经费", "电梯维保和年检"), 90);
        assert!(named("完成会议服务", "2026年电梯维保费") < 30);
    }
}
