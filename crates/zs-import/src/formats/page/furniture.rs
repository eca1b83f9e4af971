//! What belongs to the paper and not to the text: headers, footers, page numbers.
use super::lines::Line;
use super::matrix::Length;
use super::sheet::Sheet;
use std::collections::BTreeMap;

/// Hundredths of the page height in which headers and footers stand.
const HEAD: Length = 9;
const FOOT: Length = 12;
/// Lines of pages are at the same height when they differ by less than this.
const SAME: Length = 300;

/// Takes headers, footers and page numbers away.
pub fn remove(sheets: &mut [Sheet]) {
    let usual = usual_size(sheets);
    let mut seen: BTreeMap<(String, Length), usize> = BTreeMap::new();
    for sheet in sheets.iter() {
        for piece in sheet.lines.iter().filter(|line| at_edge(line, sheet)).flat_map(pieces) {
            *seen.entry(key(&piece)).or_default() += 1;
        }
    }
    let repeated = |piece: &Line| {
        let (text, at) = key(piece);
        let times: usize = (-1..=1).filter_map(|near| seen.get(&(text.clone(), at + near))).sum();
        times >= 2
    };
    for sheet in sheets.iter_mut() {
        let lines = std::mem::take(&mut sheet.lines);
        let last = lines.len().saturating_sub(1);
        for (at, line) in lines.into_iter().enumerate() {
            if !at_edge(&line, sheet) {
                sheet.lines.push(line);
                continue;
            }
            let numbered = line.base > sheet.height / 2 && at == last || at == 0;
            // A title at the head of every page is as large as the text; a header is not.
            let small = line.size < usual || line.base > sheet.height / 2;
            let goes = pieces(&line).iter().all(|piece| {
                (small && repeated(piece)) || (numbered && is_page_number(&piece.text()))
            });
            if !goes {
                sheet.lines.push(line);
            }
        }
    }
}

/// How many lines of a page are no part of what may be a table: all but a page number at its foot.
pub fn body(lines: &[Line], height: Length) -> usize {
    let foot = height / 100 * (100 - FOOT);
    let low = lines.partition_point(|line| line.base <= foot);
    let numbered = |line: &Line| pieces(line).iter().any(|piece| is_page_number(&piece.text()));
    let Some(number) = lines[low..].iter().rposition(numbered).map(|at| low + at) else {
        return lines.len();
    };
    // What stands beside the number may stand a little higher.
    let beside = |line: &&Line| lines[number].base - line.base < lines[number].size * 6 / 5;
    number - lines[low..number].iter().rev().take_while(beside).count()
}

fn pieces(line: &Line) -> Vec<Line> {
    line.pieces(20)
}

fn at_edge(line: &Line, sheet: &Sheet) -> bool {
    let (head, foot) = (sheet.height / 100 * HEAD, sheet.height / 100 * (100 - FOOT));
    let inside = |top: Length, bottom: Length| top < line.base && line.base < bottom;
    let in_table = sheet.tables.iter().any(|table| inside(table.area.top, table.area.bottom));
    !in_table && (line.base < head || line.base > foot)
}

/// Digits differ from page to page.
fn key(line: &Line) -> (String, Length) {
    let text: String = line.glyphs.iter().map(|glyph| glyph.letter).collect();
    let text = text.split(|c: char| c.is_ascii_digit()).filter(|part| !part.is_empty());
    (text.collect::<Vec<_>>().join("0"), line.base / SAME)
}

/// `12`, `- 3 -`, `— 3 —`, `第 3 页 共 9 页`, `3/9`
fn is_page_number(text: &str) -> bool {
    let squeezed = zs_model::text::squeeze(text);
    let digits = squeezed.chars().filter(char::is_ascii_digit).count();
    let marks = |c: char| c.is_ascii_digit() || "-—–－―·~/第页共，,".contains(c);
    (1..=8).contains(&digits) && squeezed.chars().all(marks)
}

/// The size of most text that is surely no header.
fn usual_size(sheets: &[Sheet]) -> Length {
    let mut sizes: BTreeMap<Length, usize> = BTreeMap::new();
    for sheet in sheets {
        for line in sheet.lines.iter().filter(|line| !at_edge(line, sheet)) {
            *sizes.entry(line.size).or_default() += line.glyphs.len();
        }
    }
    sizes.into_iter().max_by_key(|(_, count)| *count).map_or(0, |(size, _)| size)
}
