//! Damaged and malicious workbooks: an error of the right kind, or little work.
use super::package::{Workbook as Parts, zip};
use super::{column, kind, read, tables};
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use std::io::{Cursor, Read};
use zs_import::{Limits, ReadErrorKind};

/// The archive with one part changed.
pub fn with_part(bytes: &[u8], name: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut parts = Vec::new();
    for part in &names {
        let mut content = String::new();
        archive.by_name(part).unwrap().read_to_string(&mut content).unwrap();
        let content = if part == name { change(content) } else { content };
        parts.push((part.as_str(), content.into_bytes()));
    }
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, part)| (*name, &part[..])).collect();
    zip(&parts)
}

fn sheet(sheet: &str) -> Vec<u8> {
    Parts { sheet: sheet.to_owned(), ..Parts::default() }.bytes()
}

#[test]
fn what_is_no_workbook_is_refused() {
    assert_eq!(kind(b""), Some(ReadErrorKind::Empty));
    assert_eq!(kind(b" \n"), Some(ReadErrorKind::Empty));
    assert_eq!(kind(b"hello"), Some(ReadErrorKind::UnknownKind));
    assert_eq!(kind(&zip(&[("a.txt", b"a")])), Some(ReadErrorKind::UnknownKind));
    let word = br#"<Relationships><Relationship Id="1" Type="x/officeDocument" Target="word/document.xml"/></Relationships>"#;
    assert_eq!(kind(&zip(&[("_rels/.rels", word)])), Some(ReadErrorKind::UnknownKind));
    let parts = Parts::rows("<row><c><v>1</v></c></row>").bytes();
    assert_eq!(kind(&parts[..parts.len() - 40]), Some(ReadErrorKind::Damaged));
    assert_eq!(
        kind(&sheet("<worksheet><sheetData><row></sheetData>")),
        Some(ReadErrorKind::Damaged)
    );
    assert_eq!(
        kind(&sheet("<worksheet><sheetData><c r='A0'/></sheetData></worksheet>")),
        Some(ReadErrorKind::Damaged)
    );
    assert_eq!(
        kind(&sheet("<worksheet><row r='1048577'/></worksheet>")),
        Some(ReadErrorKind::Damaged)
    );
    assert_eq!(kind(&sheet("<worksheet><c r='XFE1'/></worksheet>")), Some(ReadErrorKind::Damaged));
}

#[test]
fn type_definitions_are_refused() {
    let evil = "<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet>&b;</worksheet>";
    assert_eq!(kind(&sheet(evil)), Some(ReadErrorKind::Forbidden));
}

#[test]
fn entities_are_refused_and_numbers_of_no_character_left_out() {
    let rows = |text: &str| format!("<row><c t=\"str\"><v>{text}</v></c></row>");
    assert_eq!(kind(&Parts::rows(&rows("&b;")).bytes()), Some(ReadErrorKind::Forbidden));
    assert_eq!(column(&read(&Parts::rows(&rows("a&#0;&#x41;")).bytes()).unwrap(), 0), ["aA"]);
}

#[test]
fn bytes_that_are_no_text_are_damage() {
    let broken = b"<worksheet><c t='str'><v>a\xff\xe4\xbab</v></c></worksheet>";
    let workbook = b"<workbook><sheet name='a' r:id='1'/></workbook>";
    let relations = b"<r><Relationship Id='1' Type='worksheet' Target='s.xml'/></r>";
    let relations = ("xl/_rels/workbook.xml.rels", &relations[..]);
    let bytes = zip(&[("xl/workbook.xml", workbook), relations, ("xl/s.xml", broken)]);
    assert_eq!(kind(&bytes), Some(ReadErrorKind::Damaged));
}

#[test]
fn parts_that_end_too_early_or_go_too_deep_are_refused() {
    let cut = "<worksheet><sheetData><row><c><v>1</v></c></row>";
    assert_eq!(kind(&sheet(cut)), Some(ReadErrorKind::Damaged));
    let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    assert_eq!(kind(&sheet(&deep)), Some(ReadErrorKind::TooLarge));
}

#[test]
fn far_apart_cells_make_a_small_table() {
    let layout = read(&sheet(
        "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>\
         <row r='1'><c r='A1'><v>1</v></c><c r='XFD1'><v>2</v></c></row>\
         <row r='1048576'><c r='XFD1048576'><v>3</v></c></row></sheetData></worksheet>",
    ))
    .unwrap();
    let table = tables(&layout)[0];
    assert_eq!((table.rows, table.columns), (18, 18));
    let last = table.cells.last().map(|cell| (cell.place.row, cell.place.column));
    assert_eq!(last, Some((Some(1_048_576), Some(16_384))));
}

#[test]
fn too_wide_sheets_are_refused_rather_than_cut() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for column in 0..300 {
        sheet.write(0, column, "甲").unwrap();
    }
    assert_eq!(kind(&book.save_to_buffer().unwrap()), Some(ReadErrorKind::TooLarge));
}

#[test]
fn limits_on_cells_text_and_size_hold() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..20 {
        sheet.write(row, 0, "甲乙丙丁").unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let with = |limits: Limits| {
        zs_import::formats::sheet::read(&bytes, &limits).err().map(|error| error.kind)
    };
    assert_eq!(with(Limits { cells: 19, ..Limits::default() }), Some(ReadErrorKind::TooLarge));
    assert_eq!(with(Limits { text: 200, ..Limits::default() }), Some(ReadErrorKind::TooLarge));
    assert_eq!(with(Limits { input: 200, ..Limits::default() }), Some(ReadErrorKind::TooLarge));
    assert_eq!(with(Limits { inflated: 200, ..Limits::default() }), Some(ReadErrorKind::TooLarge));
    assert_eq!(with(Limits { cells: 20, ..Limits::default() }), None);
}

#[test]
fn many_rows_are_read_whole() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..100_000 {
        sheet.write(row, 0, row).unwrap();
        sheet.write(row, 1, "满意度").unwrap();
    }
    let layout = read(&book.save_to_buffer().unwrap()).unwrap();
    let table = tables(&layout)[0];
    assert_eq!((table.rows, table.cells.len()), (100_000, 200_000));
    assert_eq!(table.cells[199_998].text, "99999");
}

fn small() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let percent = rust_xlsxwriter::Format::new().set_num_format("0.0%\"上下\"");
    sheet.merge_range(0, 0, 0, 2, "绩效目标表", &percent).unwrap();
    sheet.write_number_with_format(1, 1, 0.951, &percent).unwrap();
    book.save_to_buffer().unwrap()
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = read(&bytes);
        let _ = read(&[&b"PK\x03\x04"[..], &bytes].concat());
        let _ = read(&[&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &bytes].concat());
    }

    #[test]
    fn changed_bytes_never_panic(changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..6)) {
        let mut bytes = small();
        for (at, byte) in changes {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        let _ = read(&bytes);
    }

    #[test]
    fn changed_parts_never_panic(
        part in prop_oneof![Just("xl/workbook.xml"), Just("xl/styles.xml"), Just("xl/sharedStrings.xml"),
            Just("xl/worksheets/sheet1.xml")],
        changes in proptest::collection::vec((any::<usize>(), "[ -~甲]{0,3}"), 1..6),
    ) {
        let bytes = with_part(&small(), part, |mut xml| {
            for (at, new) in &changes {
                let at = at % xml.len();
                if xml.is_char_boundary(at) && xml.is_char_boundary(at + 1) {
                    xml.replace_range(at..=at, new);
                }
            }
            xml
        });
        let _ = read(&bytes);
    }

    #[test]
    fn any_format_renders_any_number(format in "[0#?.,%;@EeymdhsaAMP/\"\\[\\]<>=$*_!\\\\ -甲]{0,12}", number in any::<f64>()) {
        let styles = format!(
            "<styleSheet><numFmts><numFmt numFmtId='200' formatCode='{}'/></numFmts>\
             <cellXfs><xf numFmtId='200'/></cellXfs></styleSheet>",
            format.replace('&', "").replace('<', "&lt;").replace('\'', "")
        );
        let rows = format!("<row><c><v>{number:e}</v></c><c><v>{}</v></c><c t='str'><v>a</v></c></row>", number as f32 as i32);
        let parts = Parts { styles, ..Parts::rows(&rows) };
        prop_assert!(read(&parts.bytes()).is_ok());
    }
}
