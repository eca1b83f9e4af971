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
