//! Delimited text in the encodings and dialects that offices send.
use super::{column, dump, tables};
use encoding_rs::GB18030;
use proptest::prelude::*;
use zs_import::{Layout, Limits, ReadErrorKind};

const TEXT: &str = "一级指标,三级指标,指标值\r\n产出指标,\"供暖,面积\",1600平方米\r\n";
const DUMP: &str = "-: 2 x 3\n  A1 一级指标\n  B1 三级指标\n  C1 指标值\n  A2 产出指标\n  \
                    B2 供暖,面积\n  C2 1600平方米\n";

fn read(bytes: &[u8]) -> Layout {
    zs_import::formats::csv::read(bytes, &Limits::default()).unwrap()
}

#[test]
fn encodings_make_no_difference() {
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(TEXT.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(dump(&read(TEXT.as_bytes())), DUMP);
    assert_eq!(dump(&read(format!("\u{FEFF}{TEXT}").as_bytes())), DUMP);
    assert_eq!(dump(&read(&GB18030.encode(TEXT).0)), DUMP);
    assert_eq!(dump(&read(&utf16)), DUMP);
}

#[test]
fn delimiters_are_told_by_content() {
    let with = |delimiter: &str| {
        TEXT.replace(',', delimiter).replace("供暖\t", "供暖,").replace("供暖;", "供暖,")
    };
    assert_eq!(dump(&read(with("\t").as_bytes())), DUMP);
    assert_eq!(dump(&read(with(";").as_bytes())), DUMP);
    assert_eq!(dump(&read("sep=|\n甲|乙,丙\n".as_bytes())), "-: 1 x 2\n  A1 甲\n  B1 乙,丙\n");
    assert_eq!(dump(&read("sep=\n甲\n".as_bytes())), "-: 2 x 1\n  A1 sep=\n  A2 甲\n");
    // Commas inside sentences do not beat tabs that stand in every row.
    assert_eq!(column(&read("甲,乙,丙\t1\n丁\t2\n戊\t3\n".as_bytes()), 1), ["1", "2", "3"]);
}

#[test]
fn rows_may_be_ragged_blank_and_quoted_over_lines() {
    let layout = read("甲,乙\n\n丙\n\"丁\n\"\"戊\"\"\",己,,\n庚\n".as_bytes());
    assert_eq!(
        dump(&layout),
        "-: 5 x 2\n  A1 甲\n  B1 乙\n  A3 丙\n  A4 丁⏎\"戊\"\n  B4 己\n  A5 庚\n"
    );
    let lines: Vec<_> = tables(&layout)[0].cells.iter().map(|cell| cell.place.line).collect();
    assert_eq!(lines.last(), Some(&Some(6)));
}

#[test]
fn a_quotation_mark_that_nobody_closed_is_a_character() {
    let text = format!("甲,\"乙\n{}", "丙,丁\n".repeat(60));
    assert_eq!(column(&read(text.as_bytes()), 1).len(), 61);
}

#[test]
fn text_kept_from_being_a_number_is_text_and_operators_stay() {
    let layout = read("=\"007\",=98%,\"=\"\"≥95%\"\"\",=A1\n".as_bytes());
    let texts: Vec<_> = tables(&layout)[0].cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(texts, ["007", "=98%", "≥95%", "=A1"]);
}

#[test]
fn empty_and_binary_files_are_refused() {
    let kind = |bytes: &[u8]| {
        zs_import::formats::csv::read(bytes, &Limits::default()).err().map(|error| error.kind)
    };
    assert_eq!(kind(b""), Some(ReadErrorKind::Empty));
    assert_eq!(kind(b"\x89PNG\r\n\x1a\n\0\0\0\x01\x02\x03\x04"), Some(ReadErrorKind::UnknownKind));
    let many = ",".repeat(300) + "甲";
    assert_eq!(kind(many.as_bytes()), None);
    let wide = "甲,".repeat(300);
    assert_eq!(kind(wide.as_bytes()), Some(ReadErrorKind::TooLarge));
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = zs_import::formats::csv::read(&bytes, &Limits::default());
    }

    #[test]
    fn every_field_is_kept(rows in proptest::collection::vec(proptest::collection::vec("[甲乙a-c,;\"\n]{1,4}x", 2..5), 1..6)) {
        let quote = |field: &String| format!("\"{}\"", field.replace('"', "\"\""));
        let line = |row: &Vec<String>| row.iter().map(quote).collect::<Vec<_>>().join(",");
        let text = rows.iter().map(line).collect::<Vec<_>>().join("\n");
        let layout = read(text.as_bytes());
        let filled = tables(&layout)[0].cells.iter().filter(|cell| !cell.text.is_empty());
        let found: Vec<&str> = filled.map(|cell| cell.text.as_str()).collect();
        let given: Vec<&str> = rows.iter().flatten().map(String::as_str).collect();
        prop_assert_eq!(found, given);
    }
}
