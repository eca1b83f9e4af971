//! Headings as pages with an outline show them, and the title as a cover breaks it.
use crate::sheet::Block;

/// The heading that the blocks begin with, its level in the outline, and how many blocks it takes: a
/// part's number and name are one heading, a form's title stands on the level below.
pub(super) fn heading(blocks: &[Block]) -> Option<(u8, String, usize)> {
    let Some(Block::Heading(level, text)) = blocks.first() else { return None };
    Some(match (level, blocks.get(1)) {
        (1, Some(Block::Heading(2, name))) => (1, format!("{text}\n{name}"), 2),
        (1 | 2, _) => (1, text.clone(), 1),
        (3, Some(Block::Caption { .. } | Block::Table(_))) => (2, text.clone(), 1),
        _ => (3, text.clone(), 1),
    })
}

/// The department on a line of its own, above year and name.
pub(super) fn cover(title: &str) -> String {
    let Some(name) = title.find("部门预算绩效文本") else { return title.to_owned() };
    let head = title[..name].trim_end_matches('年').trim_end_matches(|c: char| c.is_ascii_digit());
    if head.is_empty() {
        return title.to_owned();
    }
    format!("{head}\n{}", &title[head.len()..])
}

#[cfg(test)]
mod tests {
    use super::cover;

    #[test]
    fn the_cover_breaks_before_the_year() {
        let broken = cover("青禾县机关事务服务中心2026年部门预算绩效文本");
        assert_eq!(broken, "青禾县机关事务服务中心\n2026年部门预算绩效文本");
        assert_eq!(cover("2026年部门预算绩效文本"), "2026年部门预算绩效文本");
        assert_eq!(cover("青禾县部门预算绩效文本"), "青禾县\n部门预算绩效文本");
    }
}
