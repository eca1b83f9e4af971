//! The written self-evaluation report: a cover, chapters, sentences and tables.
use super::{Signature, Stamp, signs};
use crate::Laid;
use crate::sheet::{Block, Cell, Table};

/// What stands in the report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Year and version.
    pub stamp: Stamp,
    /// The whole title: 青禾县机关事务服务中心2025年度项目支出绩效自评报告.
    pub title: String,
    /// Chapters in order.
    pub parts: Vec<Part>,
    /// Who answers for it.
    pub signatures: Vec<Signature>,
}

/// One part of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A chapter: 一、基本情况.
    Heading(String),
    /// One or several paragraphs, parted by line breaks. A numbered lead （一）… is set apart.
    Text(String),
    /// A table with a head that repeats on every page.
    Table(ReportTable),
}

/// A table of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportTable {
    /// The line above: 单位：万元.
    pub caption: Option<String>,
    /// Each column: its name, and how much of the width it takes.
    pub columns: Vec<(String, u16)>,
    /// As many texts as columns in every row; what is missing is blank.
    pub rows: Vec<Vec<String>>,
}

impl Report {
    /// Lays the report out.
    #[must_use]
    pub fn laid(&self) -> Laid {
        let mut blocks = vec![Block::Title(self.title.clone()), Block::Page];
        for part in &self.parts {
            match part {
                Part::Heading(text) => blocks.push(Block::Heading(4, text.clone())),
                Part::Text(text) => {
                    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
                    blocks.extend(lines.map(|line| Block::Paragraph(line.to_owned())));
                }
                Part::Table(table) => blocks.extend(table.blocks()),
            }
        }
        blocks.extend(signs(&self.signatures, 3));
        self.stamp.laid(self.title.clone(), false, blocks)
    }
}

impl ReportTable {
    fn blocks(&self) -> Vec<Block> {
        let right = self.caption.clone();
        let mut blocks: Vec<Block> = right
            .into_iter()
            .map(|right| Block::Caption { left: None, right: Some(right) })
            .collect();
        if self.columns.is_empty() {
            return blocks;
        }
        let head = self.columns.iter().map(|(name, _)| Cell::column(name)).collect();
        let cell = |text: Option<&String>| {
            let text = text.cloned().unwrap_or_default();
            if text.chars().count() > SENTENCE { Cell::long(text) } else { Cell::short(text) }
        };
        let row = |row: &Vec<String>| (0..self.columns.len()).map(|at| cell(row.get(at))).collect();
        blocks.push(Block::Table(Table {
            widths: self.columns.iter().map(|(_, width)| *width).collect(),
            head: vec![head],
            body: self.rows.iter().map(row).collect(),
            joined: false,
        }));
        blocks
    }
}

/// A text longer than this is a sentence: it stands at the left.
const SENTENCE: usize = 20;
