//! Tables with some borders or none must read like the Word files that they were printed from.
use crate::differences;
use crate::doubts::Told;
use crate::office::{documents, edited, print, with_cut_rows, word};
use serde_json::Value;
use std::collections::BTreeMap;

/// How borders are taken away.
#[derive(Clone, Copy)]
struct Ruling {
    name: &'static str,
    /// The sides that all cells lose.
    sides: &'static [&'static str],
    /// Which upright borders inside rows are missing, by number of the cell in the document and of the column.
    missing: fn(usize, usize) -> bool,
    /// Whether head rows keep a line below them.
    headed: bool,
    /// Whether the documents of the corpus are printed like this too.
    usual: bool,
    /// Of 1,000 fields so many may differ.
    allowed: usize,
}

const INSIDE: &[&str] = &["insideV", "insideH", "left", "right"];
const ALL: &[&str] = &["insideV", "insideH", "left", "right", "top", "bottom"];

const RULINGS: &[Ruling] = &[
    Ruling {
        name: "every second upright line missing",
        missing: |_, column| column % 2 == 0,
        usual: true,
        ..Ruling::FULL
    },
    Ruling {
        name: "upright lines missing here and there",
        missing: |number, _| number % 5 == 0,
        ..Ruling::FULL
    },
    Ruling {
        name: "level lines only",
        sides: &["insideV", "left", "right"],
        usual: true,
        ..Ruling::FULL
    },
    Ruling { name: "upright lines only", sides: &["insideH", "top", "bottom"], ..Ruling::FULL },
    Ruling {
        name: "outer frame only",
        sides: &["insideV", "insideH"],
        usual: true,
        ..Ruling::BARE
    },
    Ruling { name: "three lines", sides: INSIDE, headed: true, ..Ruling::BARE },
    Ruling { name: "no lines", sides: ALL, usual: true, ..Ruling::BARE },
];

/// How the same tables are set otherwise.
type Set = fn(&[u8]) -> Vec<u8>;

const SETTINGS: &[(&str, Set)] = &[
    ("rows cut by pages", with_cut_rows),
    ("large letters", |docx| {
        edited(docx, |_, text| text.replace(r#"<w:sz w:val="21"/>"#, r#"<w:sz w:val="29"/>"#))
    }),
    ("cells set from the top", |docx| {
        edited(docx, |_, text| {
            text.replace(r#"<w:vAlign w:val="center"/>"#, r#"<w:vAlign w:val="top"/>"#)
        })
    }),
    ("heads not repeated", |docx| edited(docx, |_, text| text.replace("<w:tblHeader/>", ""))),
];

impl Ruling {
    const FULL: Self = Self {
        name: "",
        sides: &[],
        missing: |_, _| false,
        headed: false,
        usual: false,
        allowed: 5,
    };

    const BARE: Self = Self { allowed: 10, ..Self::FULL };

    fn apply(&self, docx: &[u8]) -> Vec<u8> {
        edited(docx, |part, text| {
            let none = |text: String, side: &&str| {
                let drawn = format!("<w:{side} w:val=\"single\"");
                text.replace(&drawn, &format!("<w:{side} w:val=\"none\""))
            };
            let text = self.sides.iter().fold(text, none);
            if part == "word/document.xml" { self.cells(&text) } else { text }
        })
    }

    /// The body with borders of single cells taken away or added.
    fn cells(&self, body: &str) -> String {
        let mut rows = body.split("<w:tr>");
        let mut out = rows.next().unwrap_or_default().to_owned();
        let mut number = 0;
        for row in rows {
            out.push_str("<w:tr>");
            let (row, rest) = row.split_at(row.find("</w:tr>").expect("an end"));
            out.push_str(&self.row(row, &mut number));
            out.push_str(rest);
        }
        out
    }

    fn row(&self, row: &str, number: &mut usize) -> String {
        let head = self.headed && row.contains("<w:tblHeader/>");
        let mut cells = row.split("<w:tc>");
        let mut out = cells.next().unwrap_or_default().to_owned();
        let cells: Vec<&str> = cells.collect();
        let (mut column, mut left) = (0, false);
        for (at, cell) in cells.iter().enumerate() {
            column += span(cell);
            *number += 1;
            let right = at + 1 < cells.len() && (self.missing)(*number, column);
            let mut borders = String::new();
            borders += if left { r#"<w:left w:val="nil"/>"# } else { "" };
            borders += if right { r#"<w:right w:val="nil"/>"# } else { "" };
            borders += if head {
                r#"<w:bottom w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#
            } else {
                ""
            };
            out.push_str("<w:tc>");
            out.push_str(&with_borders(cell, &borders));
            left = right;
        }
        out
    }
}

/// How many columns a cell covers.
fn span(cell: &str) -> usize {
    let figure = cell.split_once(r#"<w:gridSpan w:val=""#).map(|(_, rest)| rest);
    figure.map_or(1, |rest| rest[..rest.find('"').unwrap()].parse().unwrap())
}

fn with_borders(cell: &str, borders: &str) -> String {
    if borders.is_empty() {
        return cell.to_owned();
    }
    if cell.contains("<w:tcBorders>") {
        return cell.replacen("<w:tcBorders>", &format!("<w:tcBorders>{borders}"), 1);
    }
    let all = format!("<w:tcBorders>{borders}</w:tcBorders><w:vAlign");
    cell.replacen("<w:vAlign", &all, 1)
}

/// A document printed with fewer borders than its Word file has.
struct Case {
    variant: String,
    name: String,
    should: BTreeMap<String, Value>,
    docx: Vec<u8>,
    allowed: usize,
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for file in documents() {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let docx = word(&file);
        let should = Told::fields(&docx);
        let mut add = |variant: String, ruling: &Ruling, docx: &[u8]| {
            let (name, should, docx) = (name.clone(), should.clone(), ruling.apply(docx));
            cases.push(Case { variant, name, should, docx, allowed: ruling.allowed });
        };
        let invented = name.starts_with("qinghe");
        for ruling in RULINGS.iter().filter(|ruling| ruling.usual || invented) {
            add(ruling.name.to_owned(), ruling, &docx);
        }
        // What a page cuts is found by lines mostly.
        let set_otherwise = |ruling: &Ruling| Ruling { allowed: 20, ..*ruling };
        for (setting, set) in SETTINGS.iter().filter(|_| invented) {
            let docx = set(&docx);
            for ruling in RULINGS.iter().filter(|ruling| ruling.usual) {
                add(format!("{}, {setting}", ruling.name), &set_otherwise(ruling), &docx);
            }
        }
    }
    cases
}

#[derive(Default)]
struct Count {
    fields: usize,
    differ: usize,
    doubtful: usize,
    allowed: usize,
}

#[test]
fn tables_without_borders_read_like_their_word_files() {
    let cases = cases();
    let files: Vec<&[u8]> = cases.iter().map(|case| &*case.docx).collect();
    let Some(pdfs) = print(&files) else { return };
    let mut counts = BTreeMap::<&str, Count>::new();
    let (mut wrong, mut trusted) = (Vec::new(), Vec::new());
    for (case, pdf) in cases.iter().zip(pdfs) {
        let (is, told) = (Told::fields(&pdf), Told::of(&pdf));
        let (lines, fields) = differences(&case.should, &is);
        let named = |line: &String| format!("{}, {}{line}", case.name, case.variant);
        let count = counts.entry(&case.variant).or_default();
        count.fields += fields;
        count.differ += lines.len();
        count.doubtful += is.keys().filter(|key| told.doubtful(key)).count();
        count.allowed = case.allowed;
        let path = |line: &str| line.split(": should be ").next().unwrap().to_owned();
        trusted.extend(lines.iter().filter(|line| !told.doubtful(&path(line))).map(named));
        wrong.extend(lines.iter().map(named));
    }
    for (variant, Count { fields, differ, doubtful, .. }) in &counts {
        println!("{variant}: {fields} fields, {} equal, {doubtful} doubtful", fields - differ);
    }
    let poor = |count: &Count| count.differ * 1000 > count.fields * count.allowed;
    let poor: Vec<_> = counts.iter().filter(|(_, count)| poor(count)).map(|(of, _)| *of).collect();
    assert!(poor.is_empty(), "{poor:?}:\n{}", wrong.join("\n"));
    assert!(trusted.is_empty(), "{}", trusted.join("\n"));
}
