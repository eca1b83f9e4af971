//! Damaged and malicious .doc files: an error or a sound layout, soon and in little memory, never a panic.
use super::fixtures::{BOXES, Streams, TABLES, TEXT};
use proptest::prelude::*;
use std::time::{Duration, Instant};
use zs_import::formats::doc;
use zs_import::{Block, Layout, Limits, ReadErrorKind, Table};

pub const BOOK: &[u8] = include_bytes!("../data/form.xls");

/// Every table keeps the promises of `Layout`: cells in order, inside the grid, within the limits.
fn sound(layout: &Layout) {
    for block in &layout.blocks {
        match block {
            Block::Table(table) => sound_table(table),
            Block::Paragraph(paragraph) => assert!(!paragraph.text.trim().is_empty()),
        }
    }
}

fn sound_table(table: &Table) {
    assert!(table.rows > 0 && table.columns <= Limits::default().columns);
    let mut last = None;
    for cell in &table.cells {
        let at = (cell.row, cell.column);
        assert!(last < Some(at), "order {at:?}");
        last = Some(at);
        assert!(cell.row_span >= 1 && cell.row + cell.row_span <= table.rows, "{cell:?}");
        assert!(cell.column_span >= 1 && cell.column + cell.column_span <= table.columns);
        cell.nested.iter().for_each(sound_table);
    }
}

/// Reads, and fails if it takes long: 10 s at most, in a program built without optimising some more.
fn read(bytes: &[u8]) -> Option<ReadErrorKind> {
    let most = Duration::from_secs(if cfg!(debug_assertions) { 100 } else { 10 });
    let begun = Instant::now();
    let result = doc::read(bytes, &Limits::default());
    assert!(begun.elapsed() < most, "{:?}", begun.elapsed());
    match result {
        Ok(layout) => {
            sound(&layout);
            None
        }
        Err(error) => Some(error.kind),
    }
}

#[test]
fn pieces_outside_the_file_or_out_of_order_are_refused() {
    let mut streams = Streams::of(TEXT);
    let end = streams.document.len() as u32;
    for pieces in [
        vec![(0, end), (10, 0)],
        vec![(0, 0x3FFF_FFFF), (10, 0)],
        vec![(0, 0x7FFF_FFFF), (u32::MAX, 0)],
        vec![(5, 0x800), (0, 0x800), (10, 0)],
        vec![(5, 0x800), (20, 0)],
        vec![(0, 0x800)],
        vec![(0, 0x800), (3, 0)],
    ] {
        streams.set(0x4C, 10);
        streams.set_pieces(&pieces);
        assert_eq!(read(&streams.file()), Some(ReadErrorKind::Damaged), "{pieces:?}");
    }
    // Stories whose lengths together are beyond any number.
    (0x4C..0x74).step_by(4).for_each(|story| streams.set(story, u32::MAX));
    streams.set_pieces(&[(0, 0x800), (u32::MAX, 0)]);
    assert_eq!(read(&streams.file()), Some(ReadErrorKind::TooLarge));
}

#[test]
fn the_same_bytes_named_by_many_pieces_stay_within_the_limits() {
    let mut streams = Streams::of(TABLES).with_text(&b"a\r".repeat(20_000), 1);
    let start = ((streams.document.len() as u32 - 40_000) * 2) | 0x4000_0000;
    let pieces: Vec<(u32, u32)> = (0..=2000).map(|at| (at * 30_000, start)).collect();
    streams.set_pieces(&pieces);
    streams.set(0x4C, 60_000_000);
    assert_eq!(read(&streams.file()), Some(ReadErrorKind::TooLarge));
}

#[test]
fn pages_that_overlap_or_stand_outside_are_no_error() {
    for part in [12, 13] {
        for (bounds, pages) in [
            ([0, 0x800, 0x900, 0xFFFF], [3, 3, 3]),
            ([0xFFFF, 0x900, 0x800, 0], [3, 0x3F_FFFF, 4]),
            ([0, 0, 0, u32::MAX], [0, 1, 0xFFFF_FFFF]),
            ([0x800, 0x800, 0x801, 0x802], [4, 4, 4]),
        ] {
            let mut streams = Streams::of(TABLES);
            let at = streams.table.len();
            streams.table.extend(bounds.iter().chain(&pages).flat_map(|n: &u32| n.to_le_bytes()));
            streams.set_part(part, at, 28);
            assert_eq!(read(&streams.file()), None);
        }
    }
}

#[test]
fn huge_counts_cost_nothing() {
    for part in 0..80 {
        for (at, length) in
            [(0, usize::MAX), (usize::MAX, usize::MAX), (0, 0xFFFF), (usize::MAX, 4)]
        {
            let mut streams = Streams::of(BOXES);
            streams.set_part(part, at, length);
            read(&streams.file());
        }
        let mut streams = Streams::of(TEXT);
        let at = streams.table.len();
        streams.table.extend([0xFF; 600]);
        streams.set_part(part, at, 600);
        read(&streams.file());
    }
}

/// A page of the container's allocation table, which says of each sector which one follows.
fn allocation(bytes: &[u8]) -> usize {
    let first = u32::from_le_bytes(bytes[0x4C..0x50].try_into().unwrap()) as usize;
    (first + 1) * 512
}

#[test]
fn sectors_that_go_in_circles_are_refused() {
    let page = allocation(TEXT);
    let sectors = TEXT.len() / 512 - 1;
    for (from, to) in (0..sectors).flat_map(|from| [(from, from), (from, 0), (from, sectors / 2)]) {
        let mut bytes = TEXT.to_vec();
        bytes[page + from * 4..page + from * 4 + 4].copy_from_slice(&(to as u32).to_le_bytes());
        read(&bytes);
    }
    for cut in (0..TEXT.len()).step_by(512) {
        assert!(read(&TEXT[..cut]).is_some(), "{cut}");
    }
}

fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, u8)>> {
    prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)
}

fn changed(bytes: &[u8], changes: &[(prop::sample::Index, u8)]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (at, byte) in changes {
        let at = at.index(bytes.len().max(1));
        if let Some(place) = bytes.get_mut(at) {
            *place = *byte;
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn changed_files_give_an_error_or_a_sound_layout(
        which in 0..3_usize,
        changes in changes(),
        cut in any::<prop::sample::Index>(),
    ) {
        let bytes = changed([TEXT, TABLES, BOXES][which], &changes);
        read(&bytes);
        read(&bytes[..cut.index(bytes.len())]);
    }

    #[test]
    fn changed_streams_give_an_error_or_a_sound_layout(
        which in 0..3_usize,
        document in changes(),
        table in changes(),
        data in changes(),
        head in changes(),
    ) {
        let mut streams = Streams::of([TEXT, TABLES, BOXES][which]);
        streams.document = changed(&streams.document, &document);
        streams.table = changed(&streams.table, &table);
        streams.data = changed(&streams.data, &data);
        read(&streams.file());
        let head = changed(&streams.document[..0x300], &head);
        streams.document[..0x300].copy_from_slice(&head);
        read(&streams.file());
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        read(&bytes);
        let streams = Streams { document: bytes.clone(), table: bytes.clone(), data: bytes };
        read(&streams.file());
    }
}
