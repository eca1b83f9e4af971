//! The embedded fonts: what they hold, and how wide a character is in them.
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU16, Ordering::Relaxed};
use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontBook, FontInstance, FontVariant, FontVariations};
use typst::utils::LazyHash;

const FILES: [&[u8]; 2] = [
    include_bytes!("../../../fonts/NotoSerifCJKsc-Regular.otf"),
    include_bytes!("../../../fonts/NotoSansCJKsc-Regular.otf"),
];

/// Both fonts are drawn on a square of so many units.
pub(super) const EM: usize = 1000;

/// The fonts of the program, parsed once.
pub(super) struct Fonts {
    pub(super) fonts: Vec<Font>,
    pub(super) book: LazyHash<FontBook>,
    /// Text in the order in which a character is looked for.
    faces: Vec<FontInstance>,
}

pub(super) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let fonts: Vec<Font> =
        FILES.iter().filter_map(|file| Font::new(Bytes::new(*file), 0)).collect();
    let book = LazyHash::new(FontBook::from_fonts(&fonts));
    let face = |font: &Font| {
        font.clone().instantiate(FontVariant::default(), Abs::zero(), &FontVariations::default())
    };
    let faces = fonts.iter().map(face).collect();
    Fonts { fonts, book, faces }
});

/// Widths that were looked up before, of the characters that texts are made of (the first plane):
/// none yet (0), no such character (1), or the width and 2. A document says the same few hundred characters
/// over and over, and a look into both fonts for each was a tenth of its time.
static KNOWN: [AtomicU16; 0x1_0000] = [const { AtomicU16::new(0) }; 0x1_0000];

/// The width of a character in thousandths of its size: of the wider font, where both hold it;
/// none if the font of running text lacks it.
pub(super) fn width(c: char) -> Option<usize> {
    let Some(known) = KNOWN.get(c as usize) else { return looked_up(c).map(usize::from) };
    match known.load(Relaxed) {
        0 => {
            let width = looked_up(c);
            known.store(width.map_or(1, |width| width.saturating_add(2)), Relaxed);
            width.map(usize::from)
        }
        seen => seen.checked_sub(2).map(usize::from),
    }
}

fn looked_up(c: char) -> Option<u16> {
    let widths = FONTS.faces.iter().map(|face| {
        let glyph = face.ttf().glyph_index(c)?;
        face.ttf().glyph_hor_advance(glyph)
    });
    let mut widths = widths.peekable();
    (*widths.peek()?)?;
    widths.flatten().max()
}

#[cfg(test)]
mod tests {
    use super::{EM, FILES, FONTS, width};

    #[test]
    fn the_fonts_hold_the_national_table_and_what_gbk_holds() {
        assert_eq!(FONTS.fonts.len(), FILES.len());
        for c in ['准', '繩', '镕', '㙦', '\u{20164}', '〔', '　', '①', 'Ⅷ', '≥', '℃', '㎡']
        {
            assert_eq!([width(c), width(c)], [Some(EM); 2], "{c}");
        }
        for c in ['A', '%', '·', ' ', 'é', '½'] {
            assert!(width(c).is_some_and(|width| width <= EM), "{c}");
        }
        // What cannot be seen would be lost in silence.
        for c in ['\u{0}', '\u{ad}', '\u{200b}', '\u{feff}', '\u{e000}', '😀', '\u{2a6a5}'] {
            assert_eq!([width(c), width(c)], [None; 2], "{:x}", u32::from(c));
        }
    }
}
