//! Files of each kind, also under wrong names.
use super::Kind;
use crate::ReadErrorKind;
use std::io::{Cursor, Write};

fn zip(names: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in names {
        archive.start_file(*name, stored).expect("an entry");
        archive.write_all(content.as_bytes()).expect("its content");
    }
    archive.finish().expect("an archive").into_inner()
}

fn ole(streams: &[&str]) -> Vec<u8> {
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a container");
    for stream in streams {
        if let Some((storage, _)) = stream[1..].split_once('/') {
            container.create_storage(format!("/{storage}")).expect("a storage");
        }
        container.create_stream(stream).expect("a stream").write_all(b"x").expect("its content");
    }
    container.into_inner().into_inner()
}

fn kind(bytes: &[u8], name: &str) -> Result<Kind, ReadErrorKind> {
    Kind::detect(bytes, Some(name)).map_err(|e| e.kind)
}

#[test]
fn containers_tell_their_kind_whatever_the_name() {
    let docx = zip(&[("[Content_Types].xml", ""), ("word/document.xml", "")]);
    assert_eq!(kind(&docx, "a.doc"), Ok(Kind::Docx));
    let xlsx = zip(&[("[Content_Types].xml", ""), ("xl/workbook.xml", "")]);
    assert_eq!(kind(&xlsx, "a.xls"), Ok(Kind::Xlsx));
    assert_eq!(kind(&zip(&[("xl/styles.bin", ""), ("xl/workbook.bin", "")]), "a"), Ok(Kind::Xlsb));
    let ods =
        zip(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "")]);
    assert_eq!(kind(&ods, "a.zip"), Ok(Kind::Ods));
    let odt = zip(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "")]);
    assert_eq!(kind(&odt, "a.ods"), Ok(Kind::Odt));
    assert_eq!(kind(&zip(&[("OFD.xml", ""), ("Doc_0/Document.xml", "")]), "a.ofd"), Ok(Kind::Ofd));
    assert_eq!(kind(&zip(&[("a.txt", "")]), "a.docx"), Err(ReadErrorKind::UnknownKind));
    assert_eq!(kind(&docx[..docx.len() - 30], "a"), Ok(Kind::Docx));
    assert_eq!(kind(&ole(&["/WordDocument", "/ObjectPool/Workbook"]), "a.docx"), Ok(Kind::Doc));
    assert_eq!(kind(&ole(&["/Workbook", "/MBD1/WordDocument"]), "a.xlsx"), Ok(Kind::Xls));
    assert_eq!(kind(&ole(&["/EncryptedPackage"]), "a.xlsx"), Err(ReadErrorKind::Encrypted));
    assert_eq!(kind(&ole(&["/Other"]), "a.doc"), Err(ReadErrorKind::UnknownKind));
    let cut = ole(&["/WordDocument"]);
    assert_eq!(kind(&cut[..cut.len() - 600], "a"), Ok(Kind::Doc));
    assert_eq!(kind(b"%PDF-1.7\n...", "a.docx"), Ok(Kind::Pdf));
    assert_eq!(kind(b"{\\rtf1\\ansi", "a.doc"), Ok(Kind::Rtf));
    assert_eq!(kind(b"\x89PNG\r\n\x1a\n\0\0", "a.docx"), Err(ReadErrorKind::UnknownKind));
    assert_eq!(kind(b"", "a.docx"), Err(ReadErrorKind::Empty));
}

#[test]
fn texts_tell_their_kind_and_the_name_decides_the_rest() {
    for (text, name, expected) in [
        ("<!DOCTYPE html>\n<html><p>一", "a.xls", Kind::Html),
        ("<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table>", "a.xls", Kind::Html),
        ("\u{feff}<?xml version=\"1.0\"?><html xmlns=\"x\">", "a", Kind::Html),
        ("<table><tr><td>一</table>", "a.doc", Kind::Html),
        ("<b>项目</b>\t一\n", "a.md", Kind::Markdown),
        ("<div align=center>\n\n# 题\n\n## 二\n", "a", Kind::Markdown),
        (
            "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook>",
            "a.xls",
            Kind::OfficeXml,
        ),
        ("MIME-Version: 1.0\nContent-Type: multipart/related", "a.doc", Kind::Mhtml),
        ("# 目录\n\n## 一、目标\n正文", "a.txt", Kind::Markdown),
        ("|a|b|\n|---|---|\n", "a", Kind::Markdown),
        ("第一部分\n目标\n", "a.md", Kind::Markdown),
        ("第一部分\n目标\n", "a.docx", Kind::Text),
        ("#1 楼维修\n目标\n", "a.txt", Kind::Text),
        ("[bookmark: _Toc]一、目标\n", "a", Kind::Text),
        ("{ \"schema\": \"zhunsheng.document/1\" }", "a.txt", Kind::Json),
        ("名称,金额,备注\n绿化,80,\n水电,75,\"a,b\"\n", "a", Kind::Csv),
        ("名称,金额,备注\n绿化,80,\n水电,75,\"a,b\"\n", "a.txt", Kind::Text),
        ("名称\n一\n", "a.csv", Kind::Csv),
        ("一,二\n三\n", "a", Kind::Text),
    ] {
        assert_eq!(kind(text.as_bytes(), name), Ok(expected), "{text}");
    }
    let utf16: Vec<u8> = "<html><p>一".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(kind(&[&[0xff, 0xfe], &utf16[..]].concat(), "a.xls"), Ok(Kind::Html));
    let long = format!("{}{}", " ".repeat(100_000), "甲乙丙丁\n".repeat(50_000));
    assert_eq!(kind(long.as_bytes(), "a"), Ok(Kind::Text));
}

#[test]
fn every_kind_has_one_word() {
    for kind in Kind::ALL {
        assert_eq!(Kind::parse(kind.id()), Some(*kind));
        assert!(!kind.title().0.is_empty() && !kind.title().1.is_empty());
    }
    assert_eq!(Kind::by_name("某局.文本.DOCX"), Some(Kind::Docx));
    assert_eq!(Kind::parse("exe"), None);
}
