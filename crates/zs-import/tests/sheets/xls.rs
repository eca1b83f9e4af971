//! .xls: a small workbook of invented content, written by xlwt.
use super::{column, dump, kind, read, tables};
use proptest::prelude::*;
use std::io::{Cursor, Read, Write};
use zs_import::ReadErrorKind;

const FORM: &[u8] = include_bytes!("../data/form.xls");

#[test]
fn a_form_gives_the_same_as_from_xlsx() {
    let layout = read(FORM).unwrap();
    let long = format!("{}{}", "a".repeat(300), "长".repeat(3500));
    let dump = dump(&layout).replace(&long, "<long>");
    let visible = dump.split("字典:").next().unwrap();
    assert_eq!(
        visible,
        "heading Some(1): 项目目标\n项目目标: 7 x 4\n  A1 1x4 项目支出绩效目标表\n  A2 项目名称\n  \
         B2 1x3 办公楼⏎供暖\n  A3 3x1 产出指标\n  B3 供暖面积\n  C3 1600\n  D3 ≥95%\n  B4 维修次数\n  \
         C4 588.5\n  D4 54,671.41\n  B5 完成时间\n  C5 2021年12月\n  D5 =98%\n  A6 ≥95%\n  B6 TRUE\n  \
         C6 2台\n  D6 12345678\n  A7 产出指标\n  B7 <long>\n  C7 -3.25\n  D7 0.1\n"
    );
    assert_eq!(tables(&layout).len(), 2, "the sheet hidden by macros is left out");
}

/// The workbook with its stream changed.
fn with_stream(change: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    let mut container = cfb::CompoundFile::open(Cursor::new(FORM.to_vec())).unwrap();
    let mut stream = Vec::new();
    container.open_stream("/Workbook").unwrap().read_to_end(&mut stream).unwrap();
    change(&mut stream);
    container.create_stream("/Workbook").unwrap().write_all(&stream).unwrap();
    container.into_inner().into_inner()
}

#[test]
fn passwords_are_told() {
    // FILEPASS in place of the first record behind BOF.
    let locked = with_stream(|stream| stream[20..22].copy_from_slice(&[0x2F, 0]));
    assert_eq!(kind(&locked), Some(ReadErrorKind::Encrypted));
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    container.create_stream("/EncryptedPackage").unwrap().write_all(b"x").unwrap();
    assert_eq!(kind(&container.into_inner().into_inner()), Some(ReadErrorKind::Encrypted));
}

#[test]
fn old_other_and_cut_off_files_are_refused() {
    let old = with_stream(|stream| stream[4..6].copy_from_slice(&[0, 5]));
    assert_eq!(kind(&old), Some(ReadErrorKind::UnknownKind));
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    container.create_stream("/WordDocument").unwrap().write_all(b"x").unwrap();
    assert_eq!(kind(&container.into_inner().into_inner()), Some(ReadErrorKind::UnknownKind));
    assert_eq!(kind(&FORM[..600]), Some(ReadErrorKind::Damaged));
    let cut = with_stream(|stream| stream.truncate(stream.len() / 2));
    assert_eq!(kind(&cut), Some(ReadErrorKind::Damaged));
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

/// A workbook by hand: records of the globals, and as many sheets as wanted, all the same one.
fn by_hand(globals: &[Vec<u8>], sheet: &[Vec<u8>], sheets: usize) -> Vec<u8> {
    let begin = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]);
    let end = record(0x000A, &[]);
    let globals = globals.concat();
    let named = |start: usize| {
        let start = u32::try_from(start).unwrap().to_le_bytes();
        record(0x0085, &[&start[..], &[0, 0, 1, 0, b'a']].concat())
    };
    let start = begin.len() + globals.len() + sheets * named(0).len() + end.len();
    let names = named(start).repeat(sheets);
    let stream = [&begin[..], &names, &globals, &end, &begin, &sheet.concat(), &end].concat();
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    container.create_stream("/Workbook").unwrap().write_all(&stream).unwrap();
    container.into_inner().into_inner()
}

#[test]
fn sheets_that_overlap_are_refused() {
    let padding = [record(0x00EC, &[0; 8000])];
    assert_eq!(kind(&by_hand(&[], &padding, 1)), None);
    assert_eq!(kind(&by_hand(&[], &padding, 200)), Some(ReadErrorKind::Damaged));
}

#[test]
fn records_that_few_programs_write_are_read() {
    let cell = |row: u8, rest: &[u8]| [&[row, 0, 0, 0, 0, 0][..], rest].concat();
    // 产出 as two strings: wide characters cut by a continuation that goes on with narrow ones.
    let strings = [1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 1, 0xA7, 0x4E];
    let globals = [
        record(0x00FC, &strings),
        record(0x003C, &[0, b'x', b'y', 2, 0, 8 | 4 | 1, 1, 0, 3, 0, 0, 0, 0xA7, 0x4E]),
        record(0x003C, &[1, 0xFA, 0x51, 1, 2, 3, 4, 5, 6, 7]),
    ];
    let text_result = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 3, 0, 0x44, 1, 2];
    let error_result = [2, 0, 0x2A, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 1, 0, 0x44];
    let sheet = [
        record(0x00FD, &cell(0, &[0, 0, 0, 0])),
        record(0x00FD, &cell(1, &[1, 0, 0, 0])),
        record(0x00FD, &cell(2, &[9, 0, 0, 0])),
        record(0x0204, &cell(3, &[2, 0, 0, b'a', b'b'])),
        record(0x027E, &cell(4, &[0x0B, 0, 0, 0])),
        record(0x0006, &cell(5, &text_result)),
        record(0x0207, &[1, 0, 1, 0x32, 0x75]),
        record(0x0006, &cell(6, &error_result)),
        record(0x00BD, &[7, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 10, 0, 0, 0, 1, 0]),
    ];
    let layout = read(&by_hand(&globals, &sheet, 1)).unwrap();
    assert_eq!(column(&layout, 0), ["产xy", "产出", "ab", "0.02", "甲", "#N/A", "1"]);
    assert_eq!(column(&layout, 1), ["2"]);
}

#[test]
fn calamine_reads_the_same_texts() {
    use calamine::{Data, Reader};
    let mut book: calamine::Xls<_> = calamine::open_workbook_from_rs(Cursor::new(FORM)).unwrap();
    let theirs = book.worksheet_range("字典").unwrap();
    let theirs: Vec<String> =
        theirs.cells().map(|(_, _, cell): (_, _, &Data)| cell.to_string()).collect();
    let layout = read(FORM).unwrap();
    let ours: Vec<String> = tables(&layout)[1].cells.iter().map(|cell| cell.text.clone()).collect();
    assert_eq!(ours, theirs);
    assert_eq!(column(&layout, 0)[0], "项目支出绩效目标表");
}

proptest! {
    #[test]
    fn changed_bytes_never_panic(changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..20)) {
        let mut bytes = FORM.to_vec();
        for (at, byte) in &changes {
            let at = at % bytes.len();
            bytes[at] = *byte;
        }
        let _ = read(&bytes);
        let inside = with_stream(|stream| {
            for (at, byte) in &changes {
                let at = at % stream.len();
                stream[at] = *byte;
            }
        });
        let _ = read(&inside);
    }
}
