//! The element names of WordprocessingML that mean something to the reader.
use crate::formats::xml::{Open, Scanner, Space};

/// What an element is to the reader; everything else is looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Looked through: its children count as its parent's.
    Other,
    /// Left out with all that is inside: tracked deletions, old properties, field codes.
    Skip,
    /// `w:del`, `w:moveFrom`: a mark in properties, else a deletion.
    Deleted,
    /// `mc:AlternateContent` of which nothing was taken yet.
    Alternate,
    /// `mc:AlternateContent` of which a branch was taken.
    AlternateDone,
    Choice,
    Fallback,
    Paragraph,
    ParagraphProps,
    ParagraphStyle,
    NumberProps,
    NumberId,
    NumberLevel,
    Outline,
    Run,
    RunProps,
    RunStyle,
    RunFonts,
    Vanish,
    Text,
    Tab,
    Break,
    Hyphen,
    Symbol,
    FieldChar,
    CheckBox,
    Checked,
    Default,
    DropDown,
    Picked,
    ListEntry,
    Table,
    TableProps,
    TableGrid,
    GridColumn,
    Row,
    RowProps,
    GridBefore,
    GridAfter,
    Cell,
    CellProps,
    GridSpan,
    MergeDown,
    MergeRight,
}

/// The meaning of a start tag.
pub fn tag(open: &Open) -> Tag {
    match open.space {
        Space::Word => word(open.local()),
        Space::Compat => match open.local() {
            b"AlternateContent" => Tag::Alternate,
            b"Choice" => Tag::Choice,
            b"Fallback" => Tag::Fallback,
            _ => Tag::Other,
        },
        Space::Math => match open.local() {
            b"r" => Tag::Run,
            b"t" => Tag::Text,
            _ => Tag::Other,
        },
        Space::Office | Space::Other => Tag::Other,
    }
}

/// Longest properties that are looked through for names before they are read.
const LONGEST_PROPERTIES: usize = 4096;

/// Leaps over the properties just opened if nothing in them matters; tells which bytes they were.
pub fn leap(open: &Open, scan: &mut Scanner) -> Option<(usize, usize)> {
    scan.leap(open, LONGEST_PROPERTIES, matters)
}

/// The next single property that comes right now and matters, inside of `parent`; the fonts of a run may.
pub fn property<'a>(parent: Tag, scan: &mut Scanner<'a>) -> Option<Open<'a>> {
    match parent {
        Tag::ParagraphProps | Tag::CellProps | Tag::RowProps | Tag::TableProps => {
            scan.empty_child(matters)
        }
        _ => None,
    }
}

fn matters(local: &[u8]) -> bool {
    !matches!(
        word(local),
        Tag::Other | Tag::Skip | Tag::Tab | Tag::RunProps | Tag::RunFonts | Tag::TableProps
    )
}

fn word(local: &[u8]) -> Tag {
    match local {
        b"p" => Tag::Paragraph,
        b"r" => Tag::Run,
        b"t" => Tag::Text,
        b"tc" => Tag::Cell,
        b"tr" => Tag::Row,
        b"br" | b"cr" => Tag::Break,
        b"rt" => Tag::Skip,
        b"pPr" => Tag::ParagraphProps,
        b"rPr" => Tag::RunProps,
        b"tab" | b"ptab" => Tag::Tab,
        b"tbl" => Tag::Table,
        b"del" | b"moveFrom" => Tag::Deleted,
        b"sym" => Tag::Symbol,
        b"tcPr" => Tag::CellProps,
        b"trPr" => Tag::RowProps,
        b"ilvl" => Tag::NumberLevel,
        b"numPr" => Tag::NumberProps,
        b"numId" => Tag::NumberId,
        b"pStyle" => Tag::ParagraphStyle,
        b"rStyle" => Tag::RunStyle,
        b"rFonts" => Tag::RunFonts,
        b"vMerge" => Tag::MergeDown,
        b"hMerge" => Tag::MergeRight,
        b"vanish" => Tag::Vanish,
        b"gridCol" => Tag::GridColumn,
        b"gridSpan" => Tag::GridSpan,
        b"tblPr" => Tag::TableProps,
        b"tblGrid" => Tag::TableGrid,
        b"fldChar" => Tag::FieldChar,
        b"outlineLvl" => Tag::Outline,
        b"gridBefore" => Tag::GridBefore,
        b"gridAfter" => Tag::GridAfter,
        b"noBreakHyphen" => Tag::Hyphen,
        b"checkBox" => Tag::CheckBox,
        b"checked" => Tag::Checked,
        b"default" => Tag::Default,
        b"ddList" => Tag::DropDown,
        b"result" => Tag::Picked,
        b"listEntry" => Tag::ListEntry,
        b"instrText" | b"delText" | b"delInstrText" | b"fldData" | b"sdtPr" | b"sdtEndPr"
        | b"sectPr" | b"pPrChange" | b"rPrChange" | b"tcPrChange" | b"trPrChange"
        | b"tblPrChange" | b"tblGridChange" | b"tblPrExChange" | b"sectPrChange"
        | b"numberingChange" => Tag::Skip,
        _ => Tag::Other,
    }
}
