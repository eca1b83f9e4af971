//! Characters of symbol fonts (`w:sym`, private-use characters) as ordinary Unicode.

/// What stands for a symbol that is not known: the printers' mark for a missing character.
const UNKNOWN: char = '〓';

/// The Unicode character that a code of a symbol font shows.
#[must_use]
pub fn symbol(font: &str, code: u32) -> char {
    // Symbol fonts live at F000–F0FF, and the same codes are also written without the F000.
    let low = match code {
        0xF000..=0xF0FF => code - 0xF000,
        0..=0xFF => code,
        _ => return char::from_u32(code).filter(|c| !is_private(*c)).unwrap_or(UNKNOWN),
    };
    let found = if font.contains("Wingdings 2") {
        wingdings2(low)
    } else if font.contains("Wingdings 3") {
        wingdings3(low)
    } else if font.contains("Wingdings") || (font.is_empty() && code > 0xFF) {
        wingdings(low)
    } else if font.contains("Symbol") {
        greek(low)
    } else if font.contains("Webdings") {
        webdings(low)
    } else {
        char::from_u32(low).filter(|c| !c.is_control())
    };
    found.unwrap_or(UNKNOWN)
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

fn wingdings(code: u32) -> Option<char> {
    Some(match code {
        0x20 => ' ',
        0x6C | 0x9F => '●',
        0x6E => '■',
        0x6F | 0x70 | 0x71 | 0x72 | 0xA8 => '☐',
        0x73 => '◆',
        0x74 => '◆',
        0x75 => '◆',
        0x76 => '❖',
        0x80 => '⓪',
        0x81..=0x8A => char::from_u32('①' as u32 + code - 0x81)?,
        0x8B => '⓿',
        0x8C..=0x95 => char::from_u32('❶' as u32 + code - 0x8C)?,
        0x9E => '·',
        0xA0 | 0xA7 => '▪',
        0xA1 | 0xA2 => '○',
        0xA4 => '◉',
        0xAB => '★',
        0xB2 => '✧',
        0xD8 => '➢',
        0xDF | 0xE7 => '←',
        0xE0 | 0xE8 => '→',
        0xE1 | 0xE9 => '↑',
        0xE2 | 0xEA => '↓',
        0xF0 => '⇨',
        0xFB => '✗',
        0xFC => '✓',
        0xFD => '☒',
        0xFE => '☑',
        _ => return None,
    })
}

fn wingdings2(code: u32) -> Option<char> {
    Some(match code {
        0x20 => ' ',
        0x4F => '✗',
        0x50 => '✓',
        0x51 | 0x53 | 0x54 | 0x55 | 0x56 => '☒',
        0x52 => '☑',
        0x2A | 0xA3 | 0x30 | 0x35 => '☐',
        0xA2 => '■',
        0x97 | 0x98 => '●',
        0x99 | 0x9A => '○',
        0xEA => '★',
        _ => return None,
    })
}

fn wingdings3(code: u32) -> Option<char> {
    Some(match code {
        0x20 => ' ',
        0x66 => '←',
        0x67 => '→',
        0x68 => '↑',
        0x69 => '↓',
        0x70 => '▲',
        0x71 => '▼',
        0x74 => '◀',
        0x75 | 0x7D => '▶',
        _ => return None,
    })
}

fn webdings(code: u32) -> Option<char> {
    Some(match code {
        0x20 => ' ',
        0x61 => '✓',
        0x63 => '☐',
        0x67 => '■',
        0x6E => '●',
        0x72 => '✗',
        _ => return None,
    })
}

fn greek(code: u32) -> Option<char> {
    const LETTERS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    Some(match code {
        0x20..=0x21 | 0x23 | 0x25..=0x26 | 0x28..=0x29 | 0x2B..=0x2C | 0x2E..=0x3F => {
            char::from_u32(code)?
        }
        0x41..=0x5A => LETTERS.chars().nth(code as usize - 0x41)?,
        0x61..=0x7A => SMALL.chars().nth(code as usize - 0x61)?,
        0x22 => '∀',
        0x24 => '∃',
        0x27 => '∍',
        0x2A => '∗',
        0x2D => '−',
        0x40 => '≅',
        0x5B => '[',
        0x5C => '∴',
        0x5D => ']',
        0x5E => '⊥',
        0x5F => '_',
        0x7B => '{',
        0x7C => '|',
        0x7D => '}',
        0x7E => '∼',
        0xA2 => '′',
        0xA3 => '≤',
        0xA4 => '⁄',
        0xA5 => '∞',
        0xAB => '↔',
        0xAC => '←',
        0xAD => '↑',
        0xAE => '→',
        0xAF => '↓',
        0xB0 => '°',
        0xB1 => '±',
        0xB2 => '″',
        0xB3 => '≥',
        0xB4 => '×',
        0xB5 => '∝',
        0xB7 => '•',
        0xB8 => '÷',
        0xB9 => '≠',
        0xBA => '≡',
        0xBB => '≈',
        0xBC => '…',
        0xD1 => '∇',
        0xD2 => '®',
        0xD3 => '©',
        0xD4 => '™',
        0xD5 => '∏',
        0xD6 => '√',
        0xD7 => '⋅',
        0xDE => '⇒',
        0xE2 => '®',
        0xE3 => '©',
        0xE4 => '™',
        0xE5 => '∑',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_are_told_by_their_font() {
        assert_eq!(symbol("Symbol", 0xF0B3), '≥');
        assert_eq!(symbol("Symbol", 0xA3), '≤');
        assert_eq!(symbol("Wingdings", 0xF0FE), '☑');
        assert_eq!(symbol("Wingdings 2", 0xF052), '☑');
        assert_eq!(symbol("Wingdings 2", 0x00A3), '☐');
        assert_eq!(symbol("MS Gothic", 0x2611), '☑');
        assert_eq!(symbol("Wingdings", 0xF022), UNKNOWN);
        assert_eq!(symbol("Arial", 0xE123), UNKNOWN);
    }
}
