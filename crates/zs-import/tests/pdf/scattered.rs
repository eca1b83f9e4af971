//! Texts anywhere on a page, with some lines or none: nothing is lost, whatever table is made of them.
use crate::paper::{Paper, text};
use crate::read;
use proptest::prelude::*;
use std::time::{Duration, Instant};
use zs_import::{Block, Layout};

/// The characters of a layout in order of their codes, without white space.
fn letters(layout: &Layout) -> Vec<char> {
    let texts = layout.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(paragraph) => vec![paragraph.text.as_str()],
        Block::Table(table) => table.cells.iter().map(|cell| cell.text.as_str()).collect(),
    });
    let mut letters: Vec<char> =
        texts.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect();
    letters.sort_unstable();
    letters
}

/// A page of words, each of its own characters, at these places.
fn page(words: impl Iterator<Item = (i32, i32, i32)>, lines: &str) -> (Vec<u8>, Vec<char>) {
    let (mut content, mut all) = (lines.to_owned(), Vec::new());
    let mut next = 0x4e00;
    for (x, y, length) in words {
        let word: String =
            (0..length).filter_map(|at| char::from_u32(next + at.unsigned_abs())).collect();
        next += length.unsigned_abs();
        all.extend(word.chars());
        content += &text(x, y, 10, &word);
    }
    (Paper::one(&content), all)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_text_is_lost(
        words in prop::collection::vec((0..9_i32, 0..40_i32, 1..9_i32), 1..120),
        (across, down) in (1..3_i32, 1..3_i32),
        lines in prop::collection::vec((0..10_i32, 0..40_i32, 0..10_i32, 0..40_i32, any::<bool>()), 0..12),
    ) {
        let line = |(x, y, to_x, to_y, level): (i32, i32, i32, i32, bool)| {
            let (x, y, to_x, to_y) = (40 + x * 52, 150 + y * 14, 40 + to_x * 52, 150 + to_y * 14);
            if level { format!("{x} {y} m {to_x} {y} l S\n") } else { format!("{x} {y} m {x} {to_y} l S\n") }
        };
        let drawn: String = lines.into_iter().map(line).collect();
        let place = |(x, y, length): (i32, i32, i32)| (45 + x * 52 / across, 153 + y * 14 / down, length);
        let (bytes, all) = page(words.into_iter().map(place), &drawn);
        prop_assert_eq!(letters(&read(&bytes).unwrap()), all);
    }
}

#[test]
fn large_pages_take_no_longer_than_their_size() {
    let time = |rows: i32| {
        let words = (0..rows).flat_map(|row| (0..40).map(move |column| (row, column)));
        // Every second row is set half a column farther.
        let words = words.map(|(row, column)| {
            (500 + column * 1_400 + row % 2 * 700, 15_000 + row * 52_000 / rows, 1)
        });
        let mut content = String::new();
        for (x, y, _) in words {
            content += &format!(
                "BT /F1 .7 Tf {}.{:02} {}.{:02} Td <4E00> Tj ET\n",
                x / 100,
                x % 100,
                y / 100,
                y % 100
            );
        }
        let bytes = Paper::one(&content);
        let start = Instant::now();
        read(&bytes).expect("within limits");
        start.elapsed()
    };
    let (small, large) = (time(200), time(1_600));
    // Twice as long as eightfold, for a machine that does other things too.
    assert!(large < small * 16 + Duration::from_secs(1), "{small:?}, {large:?}");
}
