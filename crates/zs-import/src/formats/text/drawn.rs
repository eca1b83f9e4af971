//! Tables drawn in plain text: columns ruled by `|` or box characters, or aligned by runs of spaces.
use super::build::{Piece, Row, place, too_many};
use super::lines::Line;
use super::{heading, residue};
use crate::{Limits, ReadError};

/// Longer lines are text, not rows of an aligned table.
const LONGEST: usize = 2000;

/// Looks for drawn tables from line to line, without trying the same lines again and again.
pub(in crate::formats) struct Finder {
    /// Up to here no aligned table begins.
    barren: usize,
    /// Most cells of a table: they are counted before they are made.
    most: usize,
}

impl Finder {
    pub fn new(limits: &Limits) -> Self {
        Self { barren: 0, most: limits.cells }
    }

    /// The table that begins at `from`, with the line after it.
    pub fn find(
        &mut self,
        lines: &[Line<'_>],
        from: usize,
    ) -> Result<Option<(Vec<Row>, usize)>, ReadError> {
        if let Some(found) = ruled(lines, from) {
            return Ok(Some(found));
        }
        if from < self.barren {
            return Ok(None);
        }
        let end = run(lines, from, is_spaced);
        self.barren = end;
        let block: Vec<Line<'_>> =
            lines[from..end].iter().filter(|l| !is_rule(l.text)).copied().collect();
        let rivers = rivers(&block);
        let parts = block.first().map_or(0, |l| spaced(l.text).len());
        if parts.max(rivers.len() + 1).saturating_mul(block.len()) > self.most {
            return Err(too_many(place(lines[from].number, lines[from].page)));
        }
        Ok(aligned(&block, &rivers).map(|rows| (rows, end)))
    }
}

pub(in crate::formats) fn is_mark(c: char) -> bool {
    matches!(c, '|' | '│' | '┃' | '║' | '｜')
}

/// A line that only rules: `+---+---+`, `├──┼──┤`.
fn is_rule(text: &str) -> bool {
    let mut strokes = 0;
    text.len() >= 3
        && text.chars().all(|c| {
            let stroke = matches!(c, '-' | '=' | '\u{2500}'..='\u{257f}');
            strokes += usize::from(stroke && !is_mark(c));
            stroke || matches!(c, '+' | '|' | ':' | ' ' | '\u{3000}')
        })
        && strokes >= 3
}

fn marks(text: &str) -> usize {
    text.chars().filter(|c| is_mark(*c)).count()
}

/// A table with column rules.
fn ruled(lines: &[Line<'_>], from: usize) -> Option<(Vec<Row>, usize)> {
    let fits = |l: &Line<'_>| !l.has_tab() && (is_rule(l.text) || marks(l.text) > 0);
    let end = run(lines, from, fits);
    let block = &lines[from..end];
    let content: Vec<&Line<'_>> = block.iter().filter(|l| !is_rule(l.text)).collect();
    let has_rules = content.len() < block.len();
    let wide = content.iter().filter(|l| marks(l.text) >= 2).count();
    let is_table = match content.len() {
        0 => false,
        1 => has_rules && wide == 1,
        2 => has_rules || wide == 2,
        _ => true,
    };
    is_table.then(|| (ruled_rows(block), end))
}

/// Rows between rules. With a rule after each row a row may take several lines; with a rule below
/// the header alone each line is a row.
fn ruled_rows(block: &[Line<'_>]) -> Vec<Row> {
    let mut groups: Vec<Vec<Vec<Piece>>> = vec![Vec::new()];
    for line in block {
        if is_rule(line.text) {
            groups.push(Vec::new());
        } else if let Some(group) = groups.last_mut() {
            group.push(between_marks(line));
        }
    }
    groups.retain(|g| !g.is_empty());
    let whole = groups.len() >= 3;
    let rows = groups.into_iter().flat_map(|g| if whole { vec![stack(g)] } else { g });
    rows.map(|cells| Row { cells, gap: 0 }).collect()
}

fn stack(lines: Vec<Vec<Piece>>) -> Vec<Piece> {
    let mut cells: Vec<Piece> = Vec::new();
    for (column, piece) in lines.into_iter().flat_map(|l| l.into_iter().enumerate()) {
        match cells.get_mut(column) {
            None => cells.push(piece),
            Some(cell) if cell.text.is_empty() => cell.text = piece.text,
            Some(_) if piece.text.is_empty() => {}
            Some(cell) => {
                cell.text.push('\n');
                cell.text.push_str(&piece.text);
            }
        }
    }
    cells
}

fn between_marks(line: &Line<'_>) -> Vec<Piece> {
    let text = line.text.trim();
    let text = text.strip_prefix(is_mark).unwrap_or(text);
    let text = text.strip_suffix(is_mark).unwrap_or(text);
    text.split(is_mark).map(|cell| piece(line, cell)).collect()
}

fn piece(line: &Line<'_>, text: &str) -> Piece {
    let text = residue::strip(text).text.trim().to_owned();
    Piece { text, line: line.number, page: line.page }
}

fn is_spaced(line: &Line<'_>) -> bool {
    let text = line.text;
    !line.has_tab() && text.len() <= LONGEST && spaced(text).len() >= 2 && !is_entry(text)
}

/// Rows of lines whose columns are aligned by spaces (two, or a full-width one) through all of them.
fn aligned(block: &[Line<'_>], rivers: &[usize]) -> Option<Vec<Row>> {
    let columns = rivers.len() + 1;
    if block.len() >= 2 && (columns >= 3 || (columns == 2 && block.len() >= 3)) {
        let row = |l: &Line<'_>| Row { cells: cut(l, rivers), gap: 0 };
        return Some(block.iter().map(row).collect());
    }
    // Proportional fonts do not align: the same number of parts in each line will do.
    let width = spaced(block.first()?.text).len();
    let even =
        block.len() >= 2 && width >= 3 && block.iter().all(|l| spaced(l.text).len() == width);
    let row = |l: &Line<'_>| spaced(l.text).iter().map(|s| piece(l, s)).collect();
    even.then(|| block.iter().map(|l| Row { cells: row(l), gap: 0 }).collect())
}

fn run(lines: &[Line<'_>], from: usize, fits: impl Fn(&Line<'_>) -> bool) -> usize {
    let more =
        lines[from..].iter().enumerate().take_while(|(i, l)| (*i == 0 || l.gap == 0) && fits(l));
    from + more.count()
}

/// `一、总体绩效目标    3` in a table of contents.
fn is_entry(text: &str) -> bool {
    text.trim().rsplit_once([' ', '\u{3000}']).is_some_and(|(title, page)| {
        heading::is_contents_entry(&format!("{}\t{page}", title.trim_end()))
    })
}

/// Parts of a line between gaps of at least two columns of white space.
fn spaced(text: &str) -> Vec<&str> {
    let (mut parts, mut begin, mut end, mut gap) = (Vec::new(), None, 0, 0);
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            gap += width(c);
            continue;
        }
        if let Some(b) = begin.filter(|_| gap >= 2) {
            parts.push(&text[b..end]);
            begin = None;
        }
        begin = begin.or(Some(at));
        (end, gap) = (at + c.len_utf8(), 0);
    }
    parts.extend(begin.map(|b| &text[b..end]));
    parts
}

/// Columns a character takes on a screen with Chinese fonts.
fn width(c: char) -> usize {
    if (c as u32) < 0x100 { 1 } else { 2 }
}

/// Middle columns of the gaps that all lines share.
fn rivers(block: &[Line<'_>]) -> Vec<usize> {
    let mut inked: Vec<bool> = Vec::new();
    for line in block {
        let mut column = 0;
        for c in line.text.chars() {
            let next = column + width(c);
            if inked.len() < next {
                inked.resize(next, false);
            }
            if !c.is_whitespace() {
                inked[column..next].fill(true);
            }
            column = next;
        }
    }
    let mut rivers = Vec::new();
    let first = inked.iter().position(|ink| *ink).unwrap_or(inked.len());
    let mut dry = first;
    for (column, ink) in inked.iter().enumerate().skip(first) {
        if *ink {
            if column - dry >= 2 {
                rivers.push(column - 1);
            }
            dry = column + 1;
        }
    }
    rivers
}

/// Cells of a line between the rivers.
fn cut(line: &Line<'_>, rivers: &[usize]) -> Vec<Piece> {
    let mut cells = vec![String::new(); rivers.len() + 1];
    let (mut column, mut cell) = (0, 0);
    for c in line.text.chars() {
        while rivers.get(cell).is_some_and(|river| column > *river) {
            cell += 1;
        }
        cells[cell].push(c);
        column += width(c);
    }
    cells.iter().map(|text| piece(line, text)).collect()
}
