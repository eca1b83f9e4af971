//! Text as the page can show it: what the font lacks is named, what has no place to break is broken.
use super::fonts;
use std::collections::BTreeSet;

/// The characters that the font lacks, found so far.
pub(super) type Missing = BTreeSet<char>;

/// `text` for a column of so many thousandths of its size. A character that the font lacks is shown as
/// `〔U+20BB7〕`: a box or nothing at all would be a loss that nobody sees. A word longer than the column
/// goes on in the next line.
pub(super) fn lines(text: &str, column: usize, missing: &mut Missing) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    text.split(['\n', '\r']).flat_map(|line| pieces(line, column, missing)).collect()
}

fn pieces(line: &str, column: usize, missing: &mut Missing) -> Vec<String> {
    let mut run = Run { pieces: vec![String::new()], column, width: 0, last: None };
    for c in line.chars().map(|c| if c == '\t' { ' ' } else { c }) {
        match fonts::width(c) {
            Some(width) => run.push(c, width),
            None => {
                missing.insert(c);
                let mark = code(c);
                mark.chars().for_each(|c| run.push(c, fonts::width(c).unwrap_or(fonts::EM)));
            }
        }
    }
    run.pieces
}

/// How a character that cannot be shown is named.
pub(super) fn code(c: char) -> String {
    format!("〔U+{:04X}〕", u32::from(c))
}

/// Characters since the last place where a line is sure to break.
struct Run {
    pieces: Vec<String>,
    column: usize,
    width: usize,
    last: Option<char>,
}

impl Run {
    fn push(&mut self, c: char, width: usize) {
        if self.last.is_some_and(|last| breaks(last, c)) {
            self.width = 0;
        } else if self.width > 0 && self.width + width > self.column {
            self.pieces.push(String::new());
            self.width = 0;
        }
        self.width += width;
        self.last = Some(c);
        if let Some(piece) = self.pieces.last_mut() {
            piece.push(c);
        }
    }
}

/// Whether a line may break between two characters whatever stands around them.
fn breaks(before: char, after: char) -> bool {
    let closes = "，。、；：）》】".contains(before);
    let opens = "（《【".contains(after);
    let (left, right) = (is_ideograph(before), is_ideograph(after));
    let word = |c: char| c.is_ascii_alphanumeric();
    before == ' ' && after != ' '
        || left && (right || opens || word(after))
        || right && word(before)
        || closes && (right || word(after))
}

const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// Lines that a text takes in such a column, at most twice too few: words too long for the rest of a line
/// leave it empty.
pub(super) fn height(lines: &[String], column: usize) -> usize {
    let width = |line: &String| -> usize { line.chars().filter_map(fonts::width).sum() };
    lines.iter().map(|line| width(line).div_ceil(column.max(1)).max(1)).sum()
}

#[cfg(test)]
mod tests {
    use super::{Missing, height, lines};

    #[test]
    fn what_the_font_lacks_is_named() {
        let mut missing = Missing::new();
        let shown = lines("甲\u{200b}乙\r\n丙\t丁", 100_000, &mut missing);
        assert_eq!(shown, ["甲〔U+200B〕乙", "丙 丁"]);
        assert_eq!(missing.into_iter().collect::<String>(), "\u{200b}");
    }

    #[test]
    fn what_is_longer_than_its_column_gets_places_to_break() {
        let mut missing = Missing::new();
        assert_eq!(lines("一二三四五六", 3000, &mut missing), ["一二三四五六"]);
        assert_eq!(lines("。。。。。", 2000, &mut missing), ["。。", "。。", "。"]);
        let shown = lines("https://example.gov.cn/aaaaaaaaaaaaaaa 一二", 5000, &mut missing);
        assert!(shown.len() > 2, "{shown:?}");
        assert_eq!(shown.concat(), "https://example.gov.cn/aaaaaaaaaaaaaaa 一二");
        let list = "1号、2号（3号）";
        assert_eq!(lines(list, 2500, &mut missing), [list]);
        assert!(lines("一", 0, &mut missing) == ["一"] && missing.is_empty());
    }

    #[test]
    fn heights_are_lines() {
        let count = |text| height(&lines(text, 3000, &mut Missing::new()), 3000);
        assert_eq!([count(""), count("一二三"), count("一二三四\n五")], [1, 1, 3]);
    }
}
