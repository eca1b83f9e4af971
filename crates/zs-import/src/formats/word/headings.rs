//! Heading levels: from outline levels and from the customary names of styles.

/// The level in a customary heading name: `heading 1`, `Heading1`, `标题 1`, `标题1`.
#[must_use]
pub fn named_level(name: &str) -> Option<u8> {
    let name = name.trim();
    let rest = if let Some(rest) = name.strip_prefix("标题") {
        rest
    } else {
        let (head, rest) = name.split_at_checked("heading".len())?;
        head.eq_ignore_ascii_case("heading").then_some(rest)?
    };
    match rest.trim().as_bytes() {
        [digit @ b'1'..=b'9'] => Some(digit - b'0'),
        _ => None,
    }
}

/// The heading level of an outline level: 0 is level 1, 9 is body text.
#[must_use]
pub fn heading_level(outline: u32) -> Option<u8> {
    u8::try_from(outline).ok().filter(|level| *level < 9).map(|level| level + 1)
}
