//! Pipe tables: with or without outer pipes and alignment row, ragged rows, escaped pipes.
use super::inline;
use crate::formats::text::{Line, Piece, Row};

/// The pipe table that begins at `from`, with the line after it.
pub(super) fn table(lines: &[Line<'_>], from: usize) -> Option<(Vec<Row>, usize)> {
    let more = lines[from..].iter().enumerate();
    let end = from + more.take_while(|(i, l)| (*i == 0 || l.gap == 0) && has_pipe(l.text)).count();
    let block = &lines[from..end];
    let certain = block.iter().any(|l| is_alignment(l.text) || is_enclosed(l.text));
    if block.is_empty() || (block.len() < 2 && !certain) {
        return None;
    }
    let rows: Vec<Row> = block
        .iter()
        .filter(|l| !is_alignment(l.text))
        .map(|l| Row { cells: cells(l), gap: l.gap })
        .collect();
    Some((rows, end))
}

fn has_pipe(text: &str) -> bool {
    let mut escaped = false;
    text.bytes().any(|b| {
        let pipe = b == b'|' && !escaped;
        escaped = b == b'\\' && !escaped;
        pipe
    })
}

fn is_enclosed(text: &str) -> bool {
    let text = text.trim();
    text.len() > 2 && text.starts_with('|') && text.ends_with('|')
}

/// `|---|:--:|`
pub(in crate::formats) fn is_alignment(text: &str) -> bool {
    let dashed = |cell: &str| {
        let cell = cell.trim();
        let inner = cell.strip_prefix(':').unwrap_or(cell);
        let inner = inner.strip_suffix(':').unwrap_or(inner);
        !inner.is_empty() && inner.bytes().all(|b| b == b'-')
    };
    let text = text.trim();
    text.contains('|') && text.contains('-') && text.trim_matches('|').split('|').all(dashed)
}

fn cells(line: &Line<'_>) -> Vec<Piece> {
    let text = line.text.trim();
    let text = text.strip_prefix('|').unwrap_or(text);
    let closed = text.ends_with('|') && !text.ends_with("\\|");
    let text = if closed { &text[..text.len() - 1] } else { text };
    let mut cells = Vec::new();
    let (mut begin, mut escaped) = (0, false);
    for (at, b) in text.bytes().enumerate() {
        if b == b'|' && !escaped {
            cells.push(piece(line, &text[begin..at]));
            begin = at + 1;
        }
        escaped = b == b'\\' && !escaped;
    }
    cells.push(piece(line, &text[begin..]));
    cells
}

fn piece(line: &Line<'_>, text: &str) -> Piece {
    Piece { text: inline::plain(text).trim().to_owned(), line: line.number, page: line.page }
}
