//! Broken and hostile files: an answer within the limits, never a panic.
use crate::paper::{FONTS, Paper, stream, text, write};
use crate::{paragraphs, read};
use flate2::{Compression, write::ZlibEncoder};
use proptest::prelude::*;
use std::io::Write as _;
use zs_import::ReadErrorKind;

fn sample() -> Vec<u8> {
    Paper::one(&text(90, 700, 12, "正文"))
}

fn deflated(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn broken_tables_are_repaired() {
    let good = sample();
    let whole = String::from_utf8(good.clone()).unwrap();
    let start = whole.find("startxref").unwrap();
    let wrong_offsets = whole.replace("0000000", "0000001");
    let no_table = whole[..whole.find("xref\n").unwrap()].to_owned();
    let no_start = whole[..start].to_owned();
    let shifted = format!("some mail header\n{whole}");
    for broken in [wrong_offsets, no_table, no_start, shifted] {
        let layout = read(broken.as_bytes()).expect("repaired");
        assert_eq!(paragraphs(&layout), ["正文"]);
    }
    let length = whole.replace("/Length ", "/Length 9");
    assert_eq!(paragraphs(&read(length.as_bytes()).unwrap()), ["正文"]);
}

#[test]
fn object_streams_are_read_with_and_without_their_table() {
    let content = stream("", text(90, 700, 12, "正文").as_bytes());
    let parts = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_owned(),
        format!(
            "<< /Type /Page /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << {FONTS} >> >>"
        ),
    ];
    let mut heads = String::new();
    let mut body = String::new();
    for (number, part) in (1..).zip(&parts) {
        heads += &format!("{number} {} ", body.len());
        body += &format!("{part} ");
    }
    let entries = format!("/Type /ObjStm /N 3 /First {} /Filter /FlateDecode", heads.len());
    let packed = stream(&entries, &deflated((heads + &body).as_bytes()));
    let mut file = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in [(4, content), (5, packed)] {
        places.push(file.len());
        file.extend(format!("{number} 0 obj\n").bytes().chain(object).chain(*b"\nendobj\n"));
    }
    let start = file.len();
    let entry = |kind: u8, at: usize, more: u8| {
        [kind, u8::try_from(at >> 8).unwrap(), u8::try_from(at & 255).unwrap(), more]
    };
    let table = [
        entry(0, 0, 0),
        entry(2, 5, 0),
        entry(2, 5, 1),
        entry(2, 5, 2),
        entry(1, places[0], 0),
        entry(1, places[1], 0),
        entry(1, start, 0),
    ]
    .concat();
    let table = stream(
        "/Type /XRef /Size 7 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode",
        &deflated(&table),
    );
    file.extend(b"6 0 obj\n".iter().copied().chain(table).chain(*b"\nendobj\n"));
    let with_table = [&file[..], format!("startxref\n{start}\n%%EOF").as_bytes()].concat();
    for bytes in [with_table, file] {
        assert_eq!(paragraphs(&read(&bytes).unwrap()), ["正文"]);
    }
}

#[test]
fn loops_end() {
    let tree = b"<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 999999999 >>".to_vec();
    let nested = b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 4 0 R] >>".to_vec();
    let page = format!(
        "<< /Type /Page /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << {FONTS} /XObject << /X 6 0 R >> >> >>"
    );
    let content = stream("", format!("{} /X Do", text(90, 700, 12, "正文")).as_bytes());
    let form =
        stream("/Subtype /Form /Resources << /XObject << /X 6 0 R >> >>", &b"/X Do ".repeat(2));
    let objects = [
        (1, b"<< /Type /Catalog /Pages 2 0 R >>".to_vec()),
        (2, tree),
        (3, nested),
        (4, page.into_bytes()),
        (5, content),
        (6, form),
        (7, b"7 0 R".to_vec()),
        (8, stream("", b"")),
    ];
    let found = read(&write(&objects, "/Root 1 0 R /Prev 9 /Info 7 0 R"));
    assert_eq!(paragraphs(&found.unwrap()), ["正文"]);
    let length = b"<< /Length 5 0 R >>\nstream\nBT ET\nendstream".to_vec();
    let objects = [
        (1, b"<< /Type /Catalog /Pages 2 0 R >>".to_vec()),
        (2, b"<< /Kids [3 0 R] >>".to_vec()),
        (3, b"<< /Type /Page /Contents 5 0 R >>".to_vec()),
        (5, length),
    ];
    assert!(read(&write(&objects, "/Root 1 0 R")).is_ok());
}

#[test]
fn streams_that_inflate_without_end_are_refused() {
    let bomb = deflated(&vec![b' '; 64 << 20]);
    for filters in ["/FlateDecode", "[/FlateDecode /FlateDecode]"] {
        let data = if filters.starts_with('[') { deflated(&bomb) } else { bomb.clone() };
        let mut paper = Paper::new();
        let content = paper.stream(&format!("/Filter {filters}"), &data);
        let many = format!("{content} 0 R ").repeat(8);
        for _ in 0..4 {
            paper.page("", "", &format!("/Contents [{many}]"));
        }
        let bytes = paper.finish();
        // The page's own entry comes first; the later one counts.
        assert_eq!(read(&bytes).unwrap_err().kind, ReadErrorKind::TooLarge, "{filters}");
    }
}

#[test]
fn too_many_pages_are_refused() {
    let kids = "<< /Type /Page >> ".repeat(12_000);
    let objects = [
        (1, b"<< /Type /Catalog /Pages 2 0 R >>".to_vec()),
        (2, format!("<< /Kids [{kids}] >>").into_bytes()),
    ];
    assert_eq!(read(&write(&objects, "/Root 1 0 R")).unwrap_err().kind, ReadErrorKind::TooLarge);
}

#[test]
fn deep_nesting_does_no_harm() {
    let deep = "[".repeat(100_000);
    let content = format!(
        "{} {} {} Tj {}",
        text(90, 700, 12, "正文"),
        deep,
        "<<".repeat(50_000),
        "q ".repeat(100_000)
    );
    assert_eq!(paragraphs(&read(&Paper::one(&content)).unwrap()), ["正文"]);
    let mut objects = vec![(1, b"<< /Type /Catalog /Pages 2 0 R >>".to_vec())];
    for number in 2..20_000 {
        objects
            .push((number, format!("<< /Type /Pages /Kids [{} 0 R] >>", number + 1).into_bytes()));
    }
    assert!(read(&write(&objects, "/Root 1 0 R")).is_err());
}

#[test]
fn absurd_places_and_numbers_do_no_harm() {
    let content = "1e9 0 0 1e9 0 0 cm 99999999999999999999 -9 m 5 99999999999 l S 0 0 1e300 1 re f\n\
                   BT /F1 1e30 Tf 1 0 0 1 -99999999999 5 Tm <4E00> Tj ET\n\
                   BT /F1 0 Tf <4E00> Tj 99999999999999 Tz 12 TL T* <4E00> ' ET -0 -0 -0 -0 re f ....5 w\n";
    let lines = "0 0 m 0 842 l S ".repeat(3);
    assert!(read(&Paper::one(&(content.to_owned() + &lines))).is_ok());
    let boxes = "/MediaBox [-1e30 0 1e30 1e30] /CropBox [5 5 5 5] /Rotate 12345678901";
    let mut paper = Paper::new();
    paper.page(&text(90, 700, 12, "正文"), FONTS, boxes);
    assert!(read(&paper.finish()).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn damaged_bytes_never_panic(at in prop::collection::vec((0..4000_usize, any::<u8>()), 1..12), cut in 0..4000_usize) {
        let mut bytes = sample();
        for (place, byte) in at {
            let place = place % bytes.len();
            bytes[place] = byte;
        }
        bytes.truncate(bytes.len() - cut % bytes.len() / 3);
        let _ = read(&bytes);
    }

    #[test]
    fn any_operators_never_panic(words in prop::collection::vec(prop::sample::select(WORDS), 0..120)) {
        let _ = read(&Paper::one(&words.join(" ")));
    }
}

const WORDS: &[&str] = &[
    "q",
    "Q",
    "BT",
    "ET",
    "0",
    "1",
    "-7",
    "300",
    "595.5",
    "/F1",
    "/X",
    "Tf",
    "Td",
    "Tm",
    "TD",
    "T*",
    "<4E004E8C>",
    "Tj",
    "[",
    "]",
    "TJ",
    "'",
    "\"",
    "cm",
    "re",
    "m",
    "l",
    "c",
    "h",
    "S",
    "f",
    "B",
    "n",
    "W",
    "w",
    "g",
    "rg",
    "k",
    "cs",
    "scn",
    "Do",
    "BDC",
    "BMC",
    "EMC",
    "/Span",
    "<<",
    ">>",
    "/ActualText",
    "(a\\",
    ")",
    "gs",
    "BI",
    "ID",
    "EI",
    "Tr",
    "3",
    "Tz",
    "TL",
];
