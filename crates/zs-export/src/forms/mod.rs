//! The official forms of the year: plain figures in, one laid-out form out. Nothing is computed here.
mod cells;
pub mod evaluation;
pub mod monitoring;
pub mod report;
pub mod rescoring;
pub mod review;
pub mod summary;

use crate::Laid;
use crate::sheet::Block;

pub use evaluation::Evaluation;
pub use monitoring::Monitoring;
pub use report::Report;
pub use rescoring::Rescoring;
pub use review::Review;
pub use summary::Summary;

/// What every form bears.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// 年度.
    pub year: Option<u16>,
    /// SM3 of the version in the record that is printed, in hexadecimal: its beginning stands on every page.
    pub digest: String,
    /// What the form is until it is closed: 草稿.
    pub state: Option<String>,
}

/// Who answers for a form; a line to write on where the name is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// 填报人, 单位负责人 ….
    pub role: String,
    /// Who.
    pub name: Option<String>,
    /// On which day.
    pub day: Option<String>,
}

/// How points come about: an annex to a scored form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explained {
    /// What was scored.
    pub item: String,
    /// 分值 and 得分.
    pub weight: Option<zs_model::Decimal>,
    /// `None` where there is no score.
    pub score: Option<zs_model::Decimal>,
    /// The sentences.
    pub lines: Vec<String>,
}

/// Several forms as one file, each beginning on a page of its own; `None` where there is none. The file bears the
/// year, the paper and the mark of the first.
#[must_use]
pub fn bound(title: String, forms: Vec<Laid>) -> Option<Laid> {
    let mut forms = forms.into_iter();
    let mut all = forms.next()?;
    all.title = title;
    for form in forms {
        all.blocks.push(Block::Page);
        all.blocks.extend(form.blocks);
    }
    Some(all)
}

impl Stamp {
    /// Blocks under this stamp.
    fn laid(&self, title: String, landscape: bool, blocks: Vec<Block>) -> Laid {
        Laid { title, year: self.year, landscape, digest: self.digest.clone(), blocks }
    }

    /// The line above the form with what it still is.
    fn above(&self, left: Option<String>) -> Option<String> {
        match (left, &self.state) {
            (left, None) => left,
            (None, Some(state)) => Some(format!("（{state}）")),
            (Some(left), Some(state)) => Some(format!("{left}（{state}）")),
        }
    }

    /// `项目支出绩效自评表（2025年度）`.
    fn titled(&self, name: &str) -> String {
        match self.year {
            Some(year) => format!("{name}（{year}年度）"),
            None => name.to_owned(),
        }
    }
}

impl Signature {
    /// A place for a name that nobody gave yet.
    #[must_use]
    pub fn blank(role: &str) -> Self {
        Self { role: role.to_owned(), ..Self::default() }
    }

    fn printed(&self) -> String {
        let name = self.name.as_deref().unwrap_or_default();
        match &self.day {
            Some(day) => format!("{}：{name}（{day}）", self.role),
            None => format!("{}：{name}", self.role),
        }
    }
}

/// Signatures in lines of so many.
fn signs(signatures: &[Signature], at_once: usize) -> impl Iterator<Item = Block> {
    let lines = signatures.chunks(at_once.max(1));
    lines.map(|line| Block::Signs(line.iter().map(Signature::printed).collect()))
}
