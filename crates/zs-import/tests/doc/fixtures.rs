//! Kept .doc files, whole and with their streams changed: what the reader must tell from bytes.
use super::office::same;
use super::{drawn, invented};
use std::io::{Cursor, Read, Write};
use zs_import::formats::{doc, kind::Kind};
use zs_import::{Limits, ReadErrorKind};

pub const TEXT: &[u8] = include_bytes!("../data/text.doc");
pub const TABLES: &[u8] = include_bytes!("../data/tables.doc");
pub const BOXES: &[u8] = include_bytes!("../data/boxes.doc");

/// The streams of a document that can be changed and put into a container again.
#[derive(Clone)]
pub struct Streams {
    pub document: Vec<u8>,
    pub table: Vec<u8>,
    pub data: Vec<u8>,
}

impl Streams {
    pub fn of(bytes: &[u8]) -> Self {
        let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).unwrap();
        let mut stream = |name: &str| {
            let mut bytes = Vec::new();
            if container.is_stream(name) {
                container.open_stream(name).unwrap().read_to_end(&mut bytes).unwrap();
            }
            bytes
        };
        Self { document: stream("/WordDocument"), table: stream("/1Table"), data: stream("/Data") }
    }

    pub fn file(&self) -> Vec<u8> {
        let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        let streams =
            [("/WordDocument", &self.document), ("/1Table", &self.table), ("/Data", &self.data)];
        for (name, bytes) in streams {
            container.create_stream(name).unwrap().write_all(bytes).unwrap();
        }
        container.into_inner().into_inner()
    }

    /// Sets an offset and a length in the header.
    pub fn set_part(&mut self, part: usize, at: usize, length: usize) {
        self.set(0x9A + part * 8, at as u32);
        self.set(0x9A + part * 8 + 4, length as u32);
    }

    /// Sets four bytes of the header.
    pub fn set(&mut self, at: usize, value: u32) {
        self.document[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }

    /// The same document with this text instead, in one piece of one byte or two for each position.
    pub fn with_text(mut self, bytes: &[u8], width: usize) -> Self {
        let length = (bytes.len() / width) as u32;
        let start = self.document.len() as u32;
        self.document.extend_from_slice(bytes);
        let offset = if width == 1 { (start * 2) | 0x4000_0000 } else { start };
        self.set_pieces(&[(0, offset), (length, 0)]);
        self.set(0x4C, length);
        (0x50..0x6C).step_by(4).for_each(|story| self.set(story, 0));
        self
    }

    /// Sets the piece table: where pieces begin in the text and in the file, and the end of the text.
    pub fn set_pieces(&mut self, pieces: &[(u32, u32)]) {
        let mut table: Vec<u8> = pieces.iter().flat_map(|(from, _)| from.to_le_bytes()).collect();
        for (_, offset) in &pieces[..pieces.len() - 1] {
            table.extend([0, 0]);
            table.extend(offset.to_le_bytes());
            table.extend([0, 0]);
        }
        let at = self.table.len();
        self.table.push(2);
        self.table.extend((table.len() as u32).to_le_bytes());
        self.table.extend(table);
        self.set_part(33, at, self.table.len() - at);
    }
}

fn lines(streams: &Streams) -> Vec<String> {
    drawn(&doc::read(&streams.file(), &Limits::default()).unwrap())
}

#[test]
fn kept_files_are_the_same_as_the_documents_that_they_were_made_of() {
    let files = [TEXT, TABLES, BOXES];
    for ((name, docx), doc) in invented::all().into_iter().zip(files) {
        same(name, doc, &docx);
        assert_eq!(Kind::detect(doc, Some("a.docx")).unwrap(), Kind::Doc);
    }
}

#[test]
fn a_file_of_wps_is_told_by_its_content() {
    assert_eq!(Kind::detect(TEXT, Some("文本.wps")).unwrap(), Kind::Doc);
    let reading = zs_import::read(
        TABLES,
        Some("文本.wps"),
        None,
        zs_catalog::Catalog::embedded(),
        &Limits::default(),
    );
    assert_eq!(reading.unwrap().kind, Kind::Doc);
}

#[test]
fn bytes_of_the_code_page_are_chinese_or_western() {
    let text = "一、主要职责\r房屋管理 2024 年\r";
    let gbk = encoding_rs::GBK.encode(text).0;
    let expected = ["0 \"一、主要职责\"", "0 \"房屋管理 2024 年\""];
    assert_eq!(lines(&Streams::of(TEXT).with_text(&gbk, 1)), expected);
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(lines(&Streams::of(TEXT).with_text(&wide, 2)), expected);
    let long = format!("a{}\r", "预算绩效".repeat(30_000));
    let gbk = encoding_rs::GBK.encode(&long).0;
    let read = lines(&Streams::of(TEXT).with_text(&gbk, 1));
    assert_eq!(read, [format!("0 {:?}", long.trim_end())]);
    let long = format!("a{}\r", "𠮷".repeat(40_000));
    let wide: Vec<u8> = long.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let read = lines(&Streams::of(TEXT).with_text(&wide, 2));
    assert_eq!(read, [format!("0 {:?}", long.trim_end())]);
    let western = b"caf\xE9 \x93x\x94 5\xB0\r";
    assert_eq!(lines(&Streams::of(TEXT).with_text(western, 1)), ["0 \"café “x” 5°\""]);
}

#[test]
fn pieces_are_read_in_the_order_of_the_text() {
    let mut streams = Streams::of(TEXT).with_text(b"", 1);
    let start = streams.document.len() as u32;
    streams.document.extend(b"second\rfirst \r");
    streams.document.extend("汉字".encode_utf16().flat_map(u16::to_le_bytes));
    let narrow = |at: u32| ((start + at) * 2) | 0x4000_0000;
    streams.set_pieces(&[(0, narrow(7)), (6, start + 14), (8, narrow(6)), (9, narrow(0)), (16, 0)]);
    streams.set(0x4C, 16);
    assert_eq!(lines(&streams), ["0 \"first 汉字\"", "0 \"second\""]);
}

#[test]
fn breaks_inside_of_paragraphs_and_field_codes() {
    let text =
        b"before\x0Cafter\x0Bline\x1Ehyphen\x1F\r\x13 PAGE \x1412\x15 of \x13 X \x15\x01\x08.\r";
    let should = ["0 \"before\\nafter\\nline-hyphen\"", "0 \"12 of .\""];
    assert_eq!(lines(&Streams::of(TEXT).with_text(text, 1)), should);
}

#[test]
fn a_row_whose_end_is_deleted_is_left_out() {
    let mut streams = Streams::of(TABLES);
    let marks = streams.document.windows(4).position(|bytes| bytes == [7, 0, 7, 0]).unwrap();
    let end = marks + 2;
    // One page of three runs, the middle of which is deleted.
    let page = streams.document.len().div_ceil(512);
    streams.document.resize(page * 512 + 512, 0);
    let content = &mut streams.document[page * 512..];
    let bounds = [0, end, end + 2, 0xFFFF_FFFF];
    let bounds: Vec<u8> = bounds.iter().flat_map(|at| (*at as u32).to_le_bytes()).collect();
    content[..16].copy_from_slice(&bounds);
    content[16..19].copy_from_slice(&[0, 100, 0]);
    content[200..204].copy_from_slice(&[3, 0x00, 0x08, 1]);
    content[511] = 3;
    let at = streams.table.len();
    for number in [0, u32::MAX, page as u32] {
        streams.table.extend(number.to_le_bytes());
    }
    streams.set_part(12, at, 12);
    let whole = drawn(&doc::read(TABLES, &Limits::default()).unwrap());
    let less = lines(&streams);
    assert_eq!(whole[1..4], ["table 4×4", "0,0 1×2 \"项目名称\"", "0,2 1×2 \"路面保洁\""]);
    assert_eq!(less[1..3], ["table 3×4", "0,0 3×1 \"产出指标\""]);
    assert_eq!(less.len(), whole.len() - 2);
}

fn kind(bytes: &[u8]) -> ReadErrorKind {
    doc::read(bytes, &Limits::default()).unwrap_err().kind
}

#[test]
fn what_cannot_be_read_is_told_clearly() {
    let mut locked = Streams::of(TEXT);
    locked.document[11] |= 0x01;
    assert_eq!(kind(&locked.file()), ReadErrorKind::Encrypted);
    let mut old = Streams::of(TEXT);
    old.document[2..4].copy_from_slice(&[0x68, 0]);
    assert_eq!(kind(&old.file()), ReadErrorKind::UnknownKind);
    let mut other = Streams::of(TEXT);
    other.document[0] = 0;
    assert_eq!(kind(&other.file()), ReadErrorKind::UnknownKind);
    assert_eq!(kind(b""), ReadErrorKind::Empty);
    assert_eq!(kind(b"hello"), ReadErrorKind::Damaged);
    assert_eq!(kind(super::hostile::BOOK), ReadErrorKind::UnknownKind);
    for length in [0, 10, 60, 0x9A, 0x1A0] {
        let mut cut = Streams::of(TEXT);
        cut.document.truncate(length);
        assert_eq!(kind(&cut.file()), ReadErrorKind::Damaged, "{length}");
    }
    let mut cut = Streams::of(TEXT);
    cut.document.truncate(0x700);
    assert_eq!(kind(&cut.file()), ReadErrorKind::Damaged);
    let mut cut = Streams::of(TEXT);
    cut.table.clear();
    assert_eq!(kind(&cut.file()), ReadErrorKind::Damaged);
    let long = Limits { text: 50, ..Limits::default() };
    assert_eq!(doc::read(TEXT, &long).unwrap_err().kind, ReadErrorKind::TooLarge);
    let few = Limits { cells: 5, ..Limits::default() };
    assert_eq!(doc::read(TABLES, &few).unwrap_err().kind, ReadErrorKind::TooLarge);
    let small = Limits { input: 5000, ..Limits::default() };
    assert_eq!(doc::read(TEXT, &small).unwrap_err().kind, ReadErrorKind::TooLarge);
}

#[test]
fn a_file_under_a_wrong_name_goes_by_its_content() {
    let docx = invented::docx(&invented::text());
    assert_eq!(Kind::detect(&docx, Some("a.doc")).unwrap(), Kind::Docx);
    assert_eq!(Kind::detect(b"<html><p>x</p></html>", Some("a.doc")).unwrap(), Kind::Html);
    assert_eq!(Kind::detect(b"{\\rtf1 x}", Some("a.doc")).unwrap(), Kind::Rtf);
    assert_eq!(Kind::detect(super::hostile::BOOK, Some("a.doc")).unwrap(), Kind::Xls);
}
