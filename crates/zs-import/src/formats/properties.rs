//! What holds for every text, page and byte string: no panic, a sound grid, nothing lost.
use super::{encoding, html, kind::Kind, markdown, text};
use crate::{Block, Layout, Limits, Table};
use proptest::prelude::*;
use std::collections::BTreeSet;
use zs_model::text::is_layout;

/// Words that steer the readers; no page numbers, marks or field codes among them.
const WORDS: [&str; 24] = [
    "\t",
    "\t",
    "\n",
    "\n",
    "\n\n",
    " ",
    "  ",
    "\u{3000}",
    "一级指标",
    "二级指标",
    "三级指标",
    "指标值",
    "产出指标",
    "数量指标",
    "1、",
    "2、",
    "（一）",
    "二、",
    "附件1",
    "绩效目标表",
    "保洁里程",
    "≥95%",
    "。",
    "注：",
];
const MARKS: [&str; 30] = [
    "*",
    "**",
    "__",
    "|",
    "\\",
    "\n",
    "\n",
    "\t",
    " ",
    "# ",
    "- ",
    "---",
    "[a](b.c)",
    "<br>",
    "<b>",
    "</b>",
    "&lt;",
    "```",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "一",
    "绩效",
    "9",
    "<!--",
    "-->",
    "\x0c",
    "TC x \\f C \\l 1",
    "+--+",
];
const TAGS: [&str; 36] = [
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "<td rowspan=3>",
    "<td colspan=2>",
    "<td rowspan=0 colspan=900>",
    "</td>",
    "<th hidden>",
    "<tr style=display:none>",
    "<tbody>",
    "<p>",
    "</p>",
    "<h1>",
    "</h1>",
    "<div hidden>",
    "</div>",
    "<br>",
    "<pre>",
    "</pre>",
    "<title>",
    "</title>",
    "<script>",
    "</script>",
    "<select>",
    "<option selected>",
    "</select>",
    "<input value=v>",
    "<!--",
    "-->",
    "&nbsp;",
    "\n",
    "一",
    "二",
    "<table hidden>",
];

fn soup(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(words), 0..80).prop_map(|w| w.concat())
}

fn tables(layout: &Layout) -> Vec<&Table> {
    let mut open: Vec<&Table> = layout
        .blocks
        .iter()
        .filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None })
        .collect();
    let mut all = Vec::new();
    while let Some(table) = open.pop() {
        open.extend(table.cells.iter().flat_map(|c| &c.nested));
        all.push(table);
    }
    all
}

/// Cells in order, inside the grid, none upon another; each with its place.
fn assert_sound(layout: &Layout) {
    for table in tables(layout) {
        let mut taken = BTreeSet::new();
        assert!(table.cells.is_sorted_by_key(|c| (c.row, c.column)));
        for cell in &table.cells {
            assert!(cell.row_span >= 1 && cell.column_span >= 1 && cell.place.line.is_some());
            assert!(cell.row + cell.row_span <= table.rows);
            assert!(cell.column + cell.column_span <= table.columns);
            for row in cell.row..cell.row + cell.row_span {
                for column in cell.column..cell.column + cell.column_span {
                    assert!(taken.insert((row, column)), "two cells at {row}, {column}");
                }
            }
        }
    }
}

fn ink(text: &str) -> Vec<char> {
    let mut ink: Vec<char> = text.chars().filter(|c| !is_layout(*c)).collect();
    ink.sort_unstable();
    ink
}

fn printed(layout: &Layout) -> String {
    let paragraphs = layout.blocks.iter().filter_map(|b| match b {
        Block::Paragraph(p) => Some(p.text.as_str()),
        Block::Table(_) => None,
    });
    let cells = tables(layout).into_iter().flat_map(|t| t.cells.iter().map(|c| c.text.as_str()));
    paragraphs.chain(cells).collect()
}

proptest! {
    #[test]
    fn no_character_of_a_text_is_lost(text in soup(&WORDS)) {
        let layout = text::read(&text, &Limits::default()).expect("a layout");
        assert_sound(&layout);
        prop_assert_eq!(ink(&text), ink(&printed(&layout)));
    }

    #[test]
    fn no_character_of_a_markdown_text_is_lost(text in soup(&WORDS)) {
        let layout = markdown::read(&text, &Limits::default()).expect("a layout");
        assert_sound(&layout);
        prop_assert_eq!(ink(&text), ink(&printed(&layout)));
    }

    #[test]
    fn any_marks_are_read(text in soup(&MARKS)) {
        let limits = Limits::default();
        assert_sound(&markdown::read(&text, &limits).expect("a layout"));
        assert_sound(&text::read(&text, &limits).expect("a layout"));
    }

    #[test]
    fn any_tags_give_a_sound_grid(page in soup(&TAGS)) {
        assert_sound(&html::read(&page, &Limits::default()).expect("a layout"));
    }

    #[test]
    fn any_bytes_are_told_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = Kind::detect(&bytes, None);
        if let Ok(decoded) = encoding::decode(&bytes) {
            let limits = Limits::default();
            for layout in [text::read(&decoded.text, &limits), markdown::read(&decoded.text, &limits)] {
                assert_sound(&layout.expect("a layout"));
            }
        }
    }
}
