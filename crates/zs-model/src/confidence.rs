//! How sure a reader is of each field, and why: few levels, by the points of its reasons.
use crate::{FieldRef, Place, Scope};
use std::collections::BTreeMap;

/// How sure the reader is; the worst is the greatest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing speaks against it.
    #[default]
    Certain,
    /// Something was concluded rather than read.
    Likely,
    /// Somebody has to look at it.
    Doubtful,
}

impl Level {
    /// From so many points on a field is doubtful; below, one point makes it likely.
    pub const DOUBTFUL: u32 = 3;

    /// The stable word used in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
            Self::Doubtful => "doubtful",
        }
    }
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident = $word:literal, $points:literal, $zh:literal, $en:literal;)+) => {
        /// Why a reader is sure of a field, or is not.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Reason { $($(#[$doc])* $variant),+ }

        impl Reason {
            /// Every reason, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The stable word used in JSON.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// How much it speaks against the field: 0 for what speaks for it, 3 for what makes it doubtful alone.
            #[must_use]
            pub const fn points(self) -> u32 {
                match self { $(Self::$variant => $points),+ }
            }

            /// In Chinese.
            #[must_use]
            pub const fn zh(self) -> &'static str {
                match self { $(Self::$variant => $zh),+ }
            }

            /// In English.
            #[must_use]
            pub const fn en(self) -> &'static str {
                match self { $(Self::$variant => $en),+ }
            }
        }
    };
}

reasons! {
    /// It was read from this system's own JSON.
    Stated = "stated", 0, "由本系统的 JSON 给出", "given by this system's own JSON";
    /// The form prints exactly this label.
    LabelExact = "label-exact", 0, "标签与表样一致", "its label is the form's own";
    /// The value fits the grammar of its field: a code, an amount, a target, a known level.
    ValueFits = "value-fits", 0, "值合乎格式", "the value fits its grammar";
    /// What stands beside it agrees: sums, a rising plan, an unbroken list, the same name in the title.
    NeighboursAgree = "neighbours-agree", 0, "与相邻各项相符", "what stands beside it agrees";
    /// Nothing stands there.
    Blank = "blank", 0, "原文为空或没有此项", "blank in the file, or not in it";
    /// Another form's label, or one that is usual elsewhere.
    LabelSynonym = "label-synonym", 1, "标签是通行的别名", "its label is a synonym";
    /// No label: the place alone says what it is.
    LabelPosition = "label-position", 1, "没有标签，按位置判断", "no label: told by its position";
    /// A blank cell means what stands above it.
    Inherited = "inherited", 1, "空格，沿用上一行", "a blank cell: taken from the row above";
    /// A page ends within it.
    PageJoin = "page-join", 1, "内容跨页，已接合", "joined over the end of a page";
    /// It was put together from printed lines.
    LinesJoined = "lines-joined", 1, "由多行文字连成", "joined from several printed lines";
    /// Nothing in the file says how its characters are coded.
    EncodingGuessed = "encoding-guessed", 1, "文件没有说明编码，按内容判断", "the encoding is told by the content alone";
    /// A text file: line breaks, tabs and spaces say where cells are.
    CellsByText = "cells-by-text", 1, "文本没有表格，按换行和制表符分格", "cells are told by line breaks and tabs";
    /// The value does not fit the grammar of its field.
    ValueStrange = "value-strange", 2, "值不合格式", "the value does not fit its grammar";
    /// What stands beside it does not agree.
    NeighboursDiffer = "neighbours-differ", 2, "与相邻各项不相符", "what stands beside it does not agree";
    /// A printed table without lines: cells are told by the position of texts.
    TableWithoutLines = "table-without-lines", 3, "表格没有框线，按文字位置分格", "a table without lines: cells are told by positions";
    /// Lines around a merged cell are missing in part.
    SpanGuessed = "span-guessed", 3, "单元格的边线不全，合并与否是猜测", "lines are missing: which cells are merged is a guess";
    /// Whether two printed lines are one paragraph cannot be told.
    JoinUnsure = "join-unsure", 3, "换行处是否分段不能确定", "whether a line ends a paragraph cannot be told";
    /// Text reaches over the lines around its cell.
    OverBorder = "over-border", 3, "文字超出所在单元格", "the text reaches beyond its cell";
    /// Characters that nobody knows.
    UnknownCharacters = "unknown-characters", 3, "有认不出的字", "characters that are not known";
    /// Text of the same part has no place in the document.
    TextLeftOut = "text-left-out", 3, "有文字没有归入任何字段", "some text of this part found no field";
    /// Another family speaks for itself nearly as strongly, or none does.
    FormUnsure = "form-unsure", 3, "表样不能确定", "which form it is cannot be told";
}

/// How sure the reader is of one field or part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sureness {
    /// Each once, in order.
    pub reasons: Vec<Reason>,
    /// Where it was read.
    pub place: Option<Place>,
    /// Of a part: its text that found no field.
    pub left_out: Option<String>,
}

impl Sureness {
    /// The level that the points of all reasons give.
    #[must_use]
    pub fn level(&self) -> Level {
        match self.reasons.iter().map(|reason| reason.points()).sum() {
            0 => Level::Certain,
            1..Level::DOUBTFUL => Level::Likely,
            _ => Level::Doubtful,
        }
    }

    /// Adds a reason unless it is there.
    pub fn because(&mut self, reason: Reason) {
        if let Err(at) = self.reasons.binary_search(&reason) {
            self.reasons.insert(at, reason);
        }
    }
}

/// How sure the reader is of each field of a document and of each part as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Confidence {
    /// The fields that the document has.
    pub fields: BTreeMap<FieldRef, Sureness>,
    /// The parts: whether they are whole. `Scope::Document` is about its projects.
    pub parts: BTreeMap<Scope, Sureness>,
}

impl Confidence {
    /// Of a field: its own, that of its list, or that of the part that it would stand in.
    #[must_use]
    pub fn of(&self, at: &FieldRef) -> Option<&Sureness> {
        let list = FieldRef::new(at.scope, at.field);
        let field = self.fields.get(at).or_else(|| self.fields.get(&list));
        field.or_else(|| {
            let scopes = std::iter::successors(Some(at.scope), |scope| scope.parent());
            scopes.into_iter().find_map(|scope| self.parts.get(&scope))
        })
    }

    /// What is at least so doubtful, the worst first: parts before fields, each in the order of the document.
    #[must_use]
    pub fn doubts(&self, least: Level) -> Vec<(Scope, Option<FieldRef>, &Sureness)> {
        let parts = self.parts.iter().map(|(scope, sureness)| (*scope, None, sureness));
        let fields = self.fields.iter().map(|(at, sureness)| (at.scope, Some(*at), sureness));
        let unsure = parts.chain(fields).filter(|(_, _, of)| of.level() >= least);
        let mut doubts: Vec<_> = unsure.collect();
        doubts.sort_by_key(|(_, _, of)| std::cmp::Reverse(of.level()));
        doubts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_make_the_level() {
        let level = |reasons: &[Reason]| {
            let mut of = Sureness::default();
            reasons.iter().for_each(|reason| of.because(*reason));
            of.level()
        };
        use Reason as R;
        assert_eq!(level(&[R::LabelExact, R::ValueFits]), Level::Certain);
        assert_eq!(level(&[R::LabelSynonym, R::LabelSynonym, R::Inherited]), Level::Likely);
        assert_eq!(level(&[R::LabelSynonym, R::ValueStrange]), Level::Doubtful);
        assert_eq!(level(&[R::TableWithoutLines, R::ValueFits]), Level::Doubtful);
    }

    #[test]
    fn the_page_on_confidence_names_every_reason() {
        let page = include_str!("../../../docs/reference/confidence.md");
        for reason in Reason::ALL {
            let (word, points, zh, en) = (reason.word(), reason.points(), reason.zh(), reason.en());
            let line = format!("| `{word}` | {points} | {zh} | {en} |");
            assert!(page.contains(&line), "{line}");
        }
    }

    #[test]
    fn words_are_distinct() {
        let words: std::collections::BTreeSet<_> = Reason::ALL.iter().map(|r| r.word()).collect();
        assert_eq!(words.len(), Reason::ALL.len());
    }
}
