//! The names of symbol fonts, by the number of the font.
use crate::formats::little::u16_at;

/// The fonts whose characters mean something else; the longer names first.
const SYMBOLS: [&str; 5] = ["Wingdings 2", "Wingdings 3", "Wingdings", "Webdings", "Symbol"];

/// For each font the symbol font that it is, or an empty name.
#[derive(Default)]
pub(super) struct Fonts(Vec<&'static str>);

impl Fonts {
    /// Reads the font table; what is damaged in it is left out.
    pub(super) fn read(part: &[u8]) -> Self {
        let mut fonts = Vec::new();
        let mut rest = part.get(4..).unwrap_or_default();
        // Behind a length of one byte: 39 fixed bytes, then the name.
        while let Some((length, more)) = rest.split_first() {
            let Some(font) = more.get(..usize::from(*length)) else { break };
            let units = font.get(39..).unwrap_or_default().chunks_exact(2);
            let name: Vec<u16> =
                units.map_while(|unit| u16_at(unit, 0).filter(|unit| *unit != 0)).collect();
            let name = String::from_utf16_lossy(&name);
            fonts.push(SYMBOLS.into_iter().find(|symbol| name.contains(symbol)).unwrap_or(""));
            rest = &more[usize::from(*length)..];
        }
        Self(fonts)
    }

    /// The symbol font of this number, or an empty name.
    pub(super) fn symbol(&self, number: u16) -> &'static str {
        self.0.get(usize::from(number)).copied().unwrap_or("")
    }
}
