//! Random and broken documents: an error or a sound layout, never a panic.
use super::*;
use proptest::prelude::*;

/// Every table keeps the promises of `Layout`: cells in order, inside the grid, within the limits.
fn sound(layout: &Layout) {
    let mut open: Vec<&Table> = tables(layout);
    while let Some(table) = open.pop() {
        assert!(table.rows > 0);
        assert!(table.columns <= Limits::default().columns);
        let mut last = None;
        for cell in &table.cells {
            let at = (cell.row, cell.column);
            assert!(last < Some(at), "order {at:?}");
            last = Some(at);
            assert!(cell.row_span >= 1 && cell.row + cell.row_span <= table.rows, "{cell:?}");
            assert!(cell.column_span >= 1 && cell.column + cell.column_span <= table.columns);
            open.extend(&cell.nested);
        }
    }
    for line in lines(layout) {
        assert!(!line.trim().is_empty());
    }
}

const NAMES: &[&str] = &[
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "tcPr",
    "trPr",
    "pPr",
    "rPr",
    "gridSpan",
    "vMerge",
    "hMerge",
    "gridBefore",
    "gridAfter",
    "del",
    "ins",
    "moveFrom",
    "fldChar",
    "instrText",
    "numPr",
    "numId",
    "ilvl",
    "sdt",
    "sdtContent",
    "txbxContent",
    "pict",
    "vanish",
    "tab",
    "br",
    "sym",
    "rFonts",
    "checkBox",
    "checked",
    "ddList",
    "listEntry",
    "result",
    "pStyle",
    "outlineLvl",
    "tblGrid",
    "gridCol",
    "fldSimple",
    "sectPr",
    "pPrChange",
];

const VALS: &[&str] = &[
    "",
    "1",
    "2",
    "0",
    "restart",
    "continue",
    "4294967295",
    "-1",
    "begin",
    "separate",
    "end",
    "F0B3",
    "false",
    "heading 1",
];

/// A piece of XML that is well-formed by itself or not at all.
fn piece() -> impl Strategy<Value = String> {
    let attributes = prop::sample::select(VALS).prop_map(|val| {
        format!(" w:val=\"{val}\" w:fldCharType=\"{val}\" w:char=\"{val}\" w:font=\"Symbol\"")
    });
    let leaf = prop_oneof![
        prop::sample::select(&["字", " a ", "&amp;", "\u{F0A3}", "\n", "<w:p/>", "<!-- x -->"][..])
            .prop_map(str::to_owned),
        Just(p("文")),
        (prop::sample::select(NAMES), attributes.clone())
            .prop_map(|(name, with)| format!("<w:{name}{with}/>")),
    ];
    leaf.prop_recursive(8, 120, 6, move |inner| {
        let inside = prop::collection::vec(inner, 0..6);
        (prop::sample::select(NAMES), attributes.clone(), inside).prop_map(
            |(name, with, inside)| format!("<w:{name}{with}>{}</w:{name}>", inside.concat()),
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_nesting_gives_a_sound_layout(pieces in prop::collection::vec(piece(), 0..8)) {
        let layout = try_body(&pieces.concat());
        prop_assert!(layout.is_ok(), "{layout:?}");
        sound(&layout.unwrap());
    }

    #[test]
    fn changed_bytes_give_an_error_or_a_sound_layout(
        pieces in prop::collection::vec(piece(), 1..5),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..5),
    ) {
        let mut xml = document(&pieces.concat()).into_bytes();
        for (at, byte) in changes {
            let at = at.index(xml.len());
            xml[at] = byte;
        }
        if let Ok(layout) = read(&zip(&[("word/document.xml", &xml)]), &Limits::default()) {
            sound(&layout);
        }
    }

    #[test]
    fn changed_archives_give_an_error_or_a_sound_layout(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = docx(&p("文"), "<w:style/>", "<w:num/>");
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        for bytes in [&bytes[..], &bytes[..cut.index(bytes.len())]] {
            if let Ok(layout) = read(bytes, &Limits::default()) {
                sound(&layout);
            }
        }
    }
}

/// The same XML with a comment in all properties, so that none of them is leapt over.
fn with_comments(xml: &str) -> String {
    let properties = ["<w:pPr", "<w:rPr", "<w:tcPr", "<w:trPr", "<w:tblPr"];
    xml.split_inclusive('>')
        .map(|part| {
            let begins = part.rfind('<').is_some_and(|at| {
                properties.iter().any(|name| part[at..].strip_prefix(name).is_some())
            });
            if begins && !part.ends_with("/>") {
                format!("{part}<!-- -->")
            } else {
                part.to_owned()
            }
        })
        .collect()
}

proptest! {
    #[test]
    fn properties_leapt_over_make_no_difference(pieces in prop::collection::vec(piece(), 1..8)) {
        let xml = pieces.concat().replace("Symbol", "Arial");
        prop_assert_eq!(try_body(&xml).unwrap(), try_body(&with_comments(&xml)).unwrap());
    }
}
