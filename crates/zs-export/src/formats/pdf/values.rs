//! The blocks of a document as values: `form.typ` sets them, and no text of theirs is ever read as code.
use super::cells::{self, Open};
use super::rows;
use super::text::{self, Missing};
use crate::formats::outline;
use crate::formats::paper::Paper;
use crate::sheet::{Block, Role, Table};
use crate::{Laid, mark};
use typst::foundations::{Array, Dict, IntoValue as _, Str, Value, dict};

/// A heading longer than this is a paragraph: an outline cannot hold it.
const HEADING: usize = 300;
/// A title longer than this is cut in the file's properties; the cover shows all of it.
const TITLE: usize = 300;
/// Characters that the note at the end lists.
const LISTED: usize = 100;

/// What `form.typ` knows of a document.
pub(super) fn values(laid: &Laid) -> Dict {
    let blocks = &laid.blocks;
    let paper = Paper::new(laid.landscape);
    let cover = matches!(blocks.first(), Some(Block::Title(_)));
    let mut writer = Writer { paper, parts: false, missing: Missing::new(), blocks: Array::new() };
    let mut at = 0;
    while at < blocks.len() {
        at += writer.block(&blocks[at..]);
    }
    writer.note();
    dict! {
        "title" => laid.title.chars().take(TITLE).collect::<String>(),
        "mark" => mark::mark(&laid.digest),
        "digest" => laid.digest.as_str(),
        "cover" => cover,
        "paper" => dict! {
            "width" => twentieths(paper.width),
            "height" => twentieths(paper.height),
            "top" => twentieths(paper.top),
            "bottom" => twentieths(paper.bottom),
            "side" => twentieths(paper.side),
        },
        "blocks" => writer.blocks,
    }
}

/// Twentieths of a point.
fn twentieths(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

struct Writer {
    paper: Paper,
    /// Whether the forms stand in parts, one level below them.
    parts: bool,
    missing: Missing,
    blocks: Array,
}

impl Writer {
    /// Writes the first of the blocks, perhaps together with the next; gives how many.
    fn block(&mut self, blocks: &[Block]) -> usize {
        match &blocks[0] {
            Block::Page => self.push(dict! { "kind" => "page" }),
            Block::Contents => self.push(dict! { "kind" => "contents" }),
            Block::Title(text) => self.words("title", &outline::cover(text), 26),
            Block::Heading(..) => return self.heading(blocks),
            Block::Paragraph(text) => self.words("paragraph", text, 16),
            Block::Annex(text) => self.words("annex", text, 16),
            Block::Note(text) => self.words("note", text, 9),
            Block::Signs(parts) => {
                let parts: Vec<Value> =
                    parts.iter().map(|part| value(self.lines(part, 11))).collect();
                self.push(dict! { "kind" => "signs", "parts" => parts });
            }
            Block::Caption { left, right } => {
                let mut part = |text: &Option<String>| {
                    value(self.lines(text.as_deref().unwrap_or_default(), 24))
                };
                let (left, right) = (part(left), part(right));
                self.push(dict! { "kind" => "caption", "left" => left, "right" => right });
            }
            Block::Table(table) => self.table(table),
        }
        1
    }

    fn push(&mut self, block: Dict) {
        self.blocks.push(block.into_value());
    }

    /// `text` over the whole width, in letters of so many points.
    fn lines(&mut self, text: &str, size: usize) -> Vec<String> {
        let room = self.paper.text_width() * super::fonts::EM / (20 * size);
        text::lines(text, room, &mut self.missing)
    }

    fn words(&mut self, kind: &str, text: &str, size: usize) {
        let lines = value(self.lines(text, size));
        self.push(dict! { "kind" => kind, "text" => lines });
    }

    fn heading(&mut self, blocks: &[Block]) -> usize {
        let Some((level, text, taken)) = outline::heading(blocks) else { return 1 };
        if text.chars().count() > HEADING {
            self.words("annex", &text, 22);
            return taken;
        }
        self.parts |= level == 1;
        let look = ["part", "form", "chapter"][usize::from(level.clamp(1, 3)) - 1];
        let lines = value(self.lines(&text, 22));
        let level: i64 = if level > 1 && self.parts { 2 } else { 1 };
        self.push(dict! { "kind" => "heading", "look" => look, "level" => level, "text" => lines });
        taken
    }

    fn table(&mut self, table: &Table) {
        let stem = !table.head.is_empty();
        let heads = table.head.len();
        let (mut head, mut body) = (Array::new(), Array::new());
        let rows = rows::rows(table, &self.paper, &mut self.missing);
        // A head that may not fit on a page is not repeated: it could not break.
        let repeated = rows.iter().take(heads).flatten().all(|cell| cell.whole);
        for (at, row) in rows.into_iter().enumerate() {
            for (column, shown) in row.into_iter().enumerate() {
                let stem = stem && column == 0 && shown.cell.role == Role::RowLabel;
                let open = match at {
                    0 if stem => Open::Below,
                    at if stem && at == heads => Open::Above,
                    _ => Open::None,
                };
                let part = if at < heads && repeated { &mut head } else { &mut body };
                part.push(cells::cell(shown, open).into_value());
            }
        }
        let widths: Array =
            table.widths.iter().map(|width| i64::from(*width).into_value()).collect();
        self.push(dict! {
            "kind" => "table",
            "joined" => table.joined,
            "widths" => widths,
            "head" => head,
            "body" => body,
        });
    }

    /// Says what the marks in the text stand for.
    fn note(&mut self) {
        if self.missing.is_empty() {
            return;
        }
        let mut codes: String =
            self.missing.iter().take(LISTED).map(|c| text::code(*c) + " ").collect();
        if self.missing.len() > LISTED {
            codes.push('…');
        }
        let note = format!(
            "注：本文件的字库没有下列{}种字符，文中以码位标出。Characters that the font of this file lacks are shown by \
             their code points: {codes}",
            self.missing.len()
        );
        self.words("note", note.trim_end(), 9);
    }
}

/// A single line as a string, others as lines.
fn value(mut lines: Vec<String>) -> Value {
    match lines.as_mut_slice() {
        [line] => Str::from(std::mem::take(line)).into_value(),
        _ => lines.into_value(),
    }
}
