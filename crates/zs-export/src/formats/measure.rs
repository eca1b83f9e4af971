//! How much room printed text takes: lines in a cell, estimated as fonts of fixed width set them.

/// Half characters that a text takes: Chinese characters and full-width signs take two.
pub(super) fn halves(text: &str) -> usize {
    text.chars().map(|c| if c.is_control() { 0 } else { 1 + usize::from(is_wide(c)) }).sum()
}

fn is_wide(c: char) -> bool {
    !c.is_ascii() && !matches!(c, '\u{80}'..='\u{b6}' | '\u{b8}'..='\u{d6}' | '\u{d8}'..='\u{f6}')
}

/// Lines of a text in a column of so many half characters; at least one.
pub(super) fn lines(text: &str, column: usize) -> usize {
    let column = column.max(2);
    text.split('\n').map(|line| halves(line).div_ceil(column).max(1)).sum()
}

#[cfg(test)]
mod tests {
    use super::{halves, lines};

    #[test]
    fn chinese_characters_are_twice_as_wide() {
        assert_eq!(halves("完成12个×2"), 11);
        assert_eq!(lines("", 10), 1);
        assert_eq!(lines("一二三四五", 10), 1);
        assert_eq!(lines("一二三四五六\n七", 10), 3);
        assert_eq!(lines("一二三", 0), 3);
    }
}
