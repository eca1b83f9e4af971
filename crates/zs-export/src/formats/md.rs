//! The official form as Markdown: headings, paragraphs, pipe tables; read back without loss.
use super::{Format, Unprintable};
use crate::sheet::{Block, Cell, Role, Row, Table};
use crate::{Laid, mark};
use std::fmt::Write;
use zs_model::Document;

/// The format.
pub const FORMAT: Format = Format {
    id: "md",
    zh: "Markdown（便于阅读和比较）",
    en: "Markdown (to read and compare)",
    ending: "md",
    media_type: "text/markdown; charset=utf-8",
    render,
    print: Some(print),
};

fn render(document: &Document) -> Result<Vec<u8>, Unprintable> {
    print(&Laid::of(document, String::new()))
}

fn print(laid: &Laid) -> Result<Vec<u8>, Unprintable> {
    let mut printed: Vec<String> = laid.blocks.iter().flat_map(block).collect();
    if !laid.digest.is_empty() {
        printed.push(format!("校验码 {}", mark::mark(&laid.digest)));
    }
    let mut text = printed.join("\n\n");
    text.push('\n');
    Ok(text.into_bytes())
}

/// The paragraphs of one block.
fn block(block: &Block) -> Vec<String> {
    match block {
        Block::Title(text) => vec![format!("# {}", inline(text))],
        Block::Heading(level, text) => {
            let marks = "#".repeat(usize::from(*level));
            vec![format!("{marks} {}", inline(text))]
        }
        Block::Paragraph(text) | Block::Annex(text) | Block::Note(text) => vec![paragraph(text)],
        Block::Signs(parts) => vec![paragraph(&parts.join("　　"))],
        Block::Caption { left, right } => {
            left.iter().chain(right).map(|text| paragraph(text)).collect()
        }
        Block::Table(table) => vec![pipes(table)],
        Block::Page | Block::Contents => vec![],
    }
}

fn paragraph(text: &str) -> String {
    // A mark at the beginning of a line would make it a heading, a quotation or a list.
    let line = |line: &str| match line.chars().next() {
        Some('#' | '>' | '+' | '-' | '=') => format!("\\{}", inline(line)),
        _ => inline(line),
    };
    text.lines().map(line).collect::<Vec<_>>().join("  \n")
}

/// Text whose marks mean nothing.
fn inline(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut rest = text.chars().peekable();
    let links = text.contains("](");
    while let Some(c) = rest.next() {
        let entity =
            c == '&' && rest.peek().is_some_and(|c| c.is_ascii_alphanumeric() || *c == '#');
        match c {
            '\\' | '|' | '*' | '_' | '`' | '~' => escaped.extend(['\\', c]),
            '<' => escaped.push_str("&lt;"),
            '&' if entity => escaped.push_str("&amp;"),
            '[' if links => escaped.push_str("\\["),
            c if c.is_control() && c != '\n' && c != '\t' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A pipe table has no merged cells: a cell stands once, at its place among the cells of its first row.
fn pipes(table: &Table) -> String {
    let rows = flat(table.head.iter().chain(&table.body));
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut text = String::new();
    for (at, row) in rows.iter().enumerate() {
        let cells = row.iter().map(String::as_str).chain(std::iter::repeat("")).take(columns);
        text.push('|');
        for cell in cells {
            // Writing to a string cannot fail.
            let _ = write!(text, " {cell} |");
        }
        if at == 0 {
            text.push_str("\n|");
            text.push_str(&" --- |".repeat(columns));
        }
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text
}

/// Cells one after the other; under a cell that covers several rows stands a blank, or its text again
/// where it is a value of every row (一级指标).
fn flat<'a>(rows: impl Iterator<Item = &'a Row>) -> Vec<Vec<String>> {
    // Cells from above that still cover rows: grid column, width, rows left, text to repeat.
    let mut open: Vec<(usize, usize, usize, String)> = Vec::new();
    let mut flat = Vec::new();
    for row in rows {
        let mut line = Vec::new();
        let mut next = Vec::new();
        let mut above = std::mem::take(&mut open).into_iter().peekable();
        let mut column = 0;
        let mut cells = row.iter();
        loop {
            while let Some((at, width, left, text)) = above.next_if(|(at, ..)| *at == column) {
                column += width;
                line.push(text.clone());
                next.extend((left > 1).then_some((at, width, left - 1, text)));
            }
            let Some(cell) = cells.next() else { break };
            let text = cell_text(cell);
            if cell.rows > 1 {
                let below = if cell.role == Role::Group { text.clone() } else { String::new() };
                next.push((column, cell.columns, cell.rows - 1, below));
            }
            column += cell.columns;
            line.push(text);
        }
        open = next;
        flat.push(line);
    }
    flat
}

fn cell_text(cell: &Cell) -> String {
    inline(&cell.text).replace('\n', "<br>")
}
