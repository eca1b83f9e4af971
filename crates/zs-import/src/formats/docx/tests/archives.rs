//! Archives and parts: found, missing, damaged, hostile.
use super::*;
use crate::ReadErrorKind;

fn kind(bytes: &[u8]) -> ReadErrorKind {
    read(bytes, &Limits::default()).unwrap_err().kind
}

#[test]
fn the_document_is_found_through_the_relations() {
    let rel = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/\
             relationships/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let styles = format!(
        "<w:styles xmlns:w=\"{W}\"><w:style w:styleId=\"x\"><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>\
         </w:style></w:styles>"
    );
    let xml = document("<w:p><w:pPr><w:pStyle w:val=\"x\"/></w:pPr><w:r><w:t>题</w:t></w:r></w:p>");
    for target in ["/Story/Main.xml", "story/main.xml", "./x/../story\\main.xml"] {
        let layout = read(
            &zip(&[
                ("_rels/.rels", rel("officeDocument", target).as_bytes()),
                ("story/main.xml", xml.as_bytes()),
                ("story/_rels/main.xml.rels", rel("styles", "../looks.xml").as_bytes()),
                ("looks.xml", styles.as_bytes()),
            ]),
            &Limits::default(),
        )
        .unwrap();
        let Block::Paragraph(paragraph) = &layout.blocks[0] else { panic!() };
        assert_eq!((paragraph.text.as_str(), paragraph.heading), ("题", Some(1)));
    }
    let types = "<Types><Override PartName=\"/odd/name.xml\" ContentType=\"application/\
        vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let bytes = zip(&[("[Content_Types].xml", types.as_bytes()), ("odd/name.xml", xml.as_bytes())]);
    assert_eq!(lines(&read(&bytes, &Limits::default()).unwrap()), ["题"]);
}

#[test]
fn what_is_no_docx_is_refused_by_its_kind() {
    assert_eq!(kind(b""), ReadErrorKind::Empty);
    assert_eq!(kind(b" \n"), ReadErrorKind::Empty);
    assert_eq!(kind(b"%PDF-1.7"), ReadErrorKind::UnknownKind);
    assert_eq!(kind(&zip(&[("a.txt", b"x")])), ReadErrorKind::UnknownKind);
    let sheet = zip(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<w/>")]);
    assert_eq!(kind(&sheet), ReadErrorKind::UnknownKind);
    let bare = zip(&[("[Content_Types].xml", b"<Types/>"), ("word/styles.xml", b"<w/>")]);
    assert_eq!(kind(&bare), ReadErrorKind::Damaged);
    let mut ole = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0];
    assert_eq!(kind(&ole), ReadErrorKind::UnknownKind);
    ole.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(kind(&ole), ReadErrorKind::Encrypted);
}

#[test]
fn a_cut_archive_is_damaged_wherever_it_is_cut() {
    let whole = docx(&p("正文"), "", "");
    for end in 1..whole.len() {
        let error = read(&whole[..end], &Limits::default()).unwrap_err();
        assert!(
            matches!(error.kind, ReadErrorKind::Damaged | ReadErrorKind::UnknownKind),
            "{end}: {error:?}"
        );
    }
}

#[test]
fn flipped_bytes_never_pass_for_the_text() {
    let whole = docx(&p("执行率九十五"), "", "");
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        if let Ok(layout) = read(&bytes, &Limits::default()) {
            assert_eq!(lines(&layout), ["执行率九十五"], "byte {at}");
        }
    }
}

#[test]
fn zip_encryption_is_named() {
    let mut bytes = docx(&p("正文"), "", "");
    let at = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
    bytes[at + 8] |= 1;
    assert_eq!(kind(&bytes), ReadErrorKind::Encrypted);
}

#[test]
fn bombs_stop_at_the_limits() {
    let big = vec![b' '; 8 << 20];
    let xml = [document("").as_bytes(), &big].concat();
    let bomb = zip(&[("word/document.xml", &xml)]);
    assert_eq!(kind(&bomb), ReadErrorKind::TooLarge, "ratio");
    // A header that lies about the size changes nothing: bytes are counted.
    let mut lying = bomb.clone();
    let at = memchr::memmem::find(&lying, b"PK\x01\x02").unwrap();
    lying[at + 24..at + 28].copy_from_slice(&100u32.to_le_bytes());
    assert_eq!(kind(&lying), ReadErrorKind::TooLarge, "lying header");
    let limits = Limits { inflated: 1000, ..Limits::default() };
    let error = read(&docx(&p(&"字".repeat(400)), "", ""), &limits).unwrap_err();
    assert_eq!(error.kind, ReadErrorKind::TooLarge, "total");
    let limits = Limits { entries: 3, ..Limits::default() };
    assert_eq!(read(&docx("", "", ""), &limits).unwrap_err().kind, ReadErrorKind::TooLarge);
    let limits = Limits { input: 100, ..Limits::default() };
    assert_eq!(read(&docx("", "", ""), &limits).unwrap_err().kind, ReadErrorKind::TooLarge);
}

#[test]
fn overlapping_and_doubled_entries_are_forbidden() {
    let whole = zip(&[("word/document.xml", document(&p("甲")).as_bytes()), ("one.x", b"1234")]);
    let first = memchr::memmem::find(&whole, b"PK\x01\x02").unwrap();
    let second = memchr::memmem::rfind(&whole, b"PK\x01\x02").unwrap();
    // The second entry is pointed at the first one's data.
    let mut overlapping = whole.clone();
    for field in [20..24, 42..46] {
        let value = whole[first + field.start..first + field.end].to_vec();
        overlapping[second + field.start..second + field.end].copy_from_slice(&value);
    }
    assert_eq!(kind(&overlapping), ReadErrorKind::Forbidden);
    let mut doubled = zip(&[("word/document.xml", b"<w:a/>"), ("word/documenT.xml", b"<w:b/>")]);
    while let Some(at) = memchr::memmem::find(&doubled, b"documenT") {
        doubled[at + 7] = b't';
    }
    assert_eq!(kind(&doubled), ReadErrorKind::Forbidden);
}

#[test]
fn dtds_and_entities_are_forbidden() {
    let dtd = format!(
        "<!DOCTYPE w:document [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>{}",
        document(&p("&b;"))
    );
    assert_eq!(kind(&zip(&[("word/document.xml", dtd.as_bytes())])), ReadErrorKind::Forbidden);
    assert_eq!(try_body(&p("&b;")).unwrap_err().kind, ReadErrorKind::Forbidden);
    let styles = zip(&[
        ("word/document.xml", document("").as_bytes()),
        ("word/styles.xml", b"<!DOCTYPE a><a/>"),
    ]);
    assert_eq!(kind(&styles), ReadErrorKind::Forbidden);
}

#[test]
fn xml_that_ends_too_early_is_damaged_with_the_place() {
    let whole = document(&(p("甲") + &p("乙") + &p("丙")));
    let cut = whole.find('丙').unwrap();
    for end in [cut, cut + 3, cut - 3, whole.len() - 3] {
        let error =
            read(&zip(&[("word/document.xml", &whole.as_bytes()[..end])]), &Limits::default())
                .unwrap_err();
        assert_eq!(error.kind, ReadErrorKind::Damaged);
        assert_eq!(error.place.unwrap().paragraph, Some(3));
        assert!(error.zh.contains("word/document.xml"), "{}", error.zh);
    }
    let crossed = document("<w:p><w:r></w:p></w:r>");
    assert_eq!(kind(&zip(&[("word/document.xml", crossed.as_bytes())])), ReadErrorKind::Damaged);
    assert_eq!(kind(&zip(&[("word/document.xml", b"")])), ReadErrorKind::Damaged);
}

#[test]
fn deep_nesting_is_refused_and_nested_tables_are_read() {
    let deep = "<w:sdt>".repeat(2000) + &"</w:sdt>".repeat(2000);
    assert_eq!(try_body(&deep).unwrap_err().kind, ReadErrorKind::TooLarge);
    let nested = "<w:tbl><w:tr><w:tc>".repeat(80) + &p("底") + &"</w:tc></w:tr></w:tbl>".repeat(80);
    let layout = body(&nested);
    let mut table = tables(&layout)[0];
    for number in 2..=80 {
        table = &table.cells[0].nested[0];
        assert_eq!(table.place.table, Some(number));
    }
    assert_eq!(table.cells[0].text, "底");
}

#[test]
fn too_many_cells_or_letters_are_refused() {
    let limits = Limits { cells: 10, text: 100, ..Limits::default() };
    let many = docx(&p("甲").repeat(11), "", "");
    assert_eq!(read(&many, &limits).unwrap_err().kind, ReadErrorKind::TooLarge);
    let long = docx(&p(&"甲".repeat(34)), "", "");
    assert_eq!(read(&long, &limits).unwrap_err().kind, ReadErrorKind::TooLarge);
    let xmlns: String = (0..200).map(|n| format!(" xmlns:n{n}=\"u\"")).collect();
    assert_eq!(try_body(&format!("<w:p{xmlns}/>")).unwrap_err().kind, ReadErrorKind::TooLarge);
}

#[test]
fn other_encodings_are_read_and_broken_ones_refused() {
    let xml = document(&p("预算"));
    let utf16: Vec<u8> = std::iter::once(0xFEFF)
        .chain(xml.replace("UTF-8", "UTF-16").encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let with_bom = [b"\xEF\xBB\xBF", xml.as_bytes()].concat();
    let declared = xml.replace("UTF-8", "GBK");
    let gbk = encoding_rs::GBK.encode(&declared).0.into_owned();
    for bytes in [utf16, with_bom, gbk] {
        let layout = read(&zip(&[("word/document.xml", &bytes)]), &Limits::default()).unwrap();
        assert_eq!(lines(&layout), ["预算"]);
    }
    let mut broken = xml.into_bytes();
    let at = broken.len() - 40;
    broken[at] = 0xFF;
    assert_eq!(kind(&zip(&[("word/document.xml", &broken)])), ReadErrorKind::Damaged);
}
