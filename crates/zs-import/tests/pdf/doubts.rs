//! Where a printed document is read otherwise than its Word file, the reader says that it doubts.
use crate::office::{documents, edited, print, with_cut_rows, word};
use crate::{differences, fields};
use serde_json::Value;
use std::collections::BTreeMap;
use zs_catalog::Catalog;
use zs_import::{Limits, read_surely};

/// Of 1,000 fields of a well-formed Word file so many may be doubtful: a reader who cries wolf is not read.
const MOST: usize = 20;

/// How a Word file is changed so that it is harder to read once it is printed.
type Make = fn(&[u8]) -> Vec<u8>;

const VARIANTS: &[(&str, Make)] = &[
    ("as it is", <[u8]>::to_vec),
    ("rows cut by pages", with_cut_rows),
    ("large letters", |docx| {
        edited(docx, |_, text| text.replace(r#"<w:sz w:val="21"/>"#, r#"<w:sz w:val="29"/>"#))
    }),
    ("moved columns", with_moved_columns),
];

/// Columns of every second row begin and end elsewhere.
fn with_moved_columns(docx: &[u8]) -> Vec<u8> {
    edited(docx, |_, text| {
        let mut rows = text.split("<w:tr>");
        let mut out = rows.next().unwrap_or_default().to_owned();
        for (at, row) in rows.enumerate() {
            out.push_str("<w:tr>");
            out.push_str(&if at % 2 == 0 { row.to_owned() } else { shifted(row) });
        }
        out.replace(r#"<w:tblLayout w:type="fixed"/>"#, "")
    })
}

/// The first cell of a row is wider by what the last one is narrower.
fn shifted(row: &str) -> String {
    const BY: u32 = 260;
    let width = r#"<w:tcW w:w=""#;
    let Some((first, last)) = row.find(width).zip(row.rfind(width)).filter(|(a, b)| a < b) else {
        return row.to_owned();
    };
    let figure = |at: usize| {
        let begin = at + width.len();
        let end = begin + row[begin..].find('"').unwrap();
        (begin, end, row[begin..end].parse::<u32>().unwrap())
    };
    let ((a, b, wide), (c, d, narrow)) = (figure(first), figure(last));
    let (wide, narrow) = (wide + BY, narrow.saturating_sub(BY).max(100));
    format!("{}{wide}{}{narrow}{}", &row[..a], &row[b..c], &row[d..])
}

/// What `--with-confidence` says of each path: the level, and why.
pub(crate) struct Told(BTreeMap<String, (String, String)>);

impl Told {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let (reading, confidence) =
            read_surely(bytes, None, None, Catalog::embedded(), &Limits::default()).unwrap();
        let json = zs_export::formats::json::with_confidence(&reading.document, &confidence);
        let json: Value = serde_json::from_slice(&json).expect("valid JSON");
        let entries = json["confidence"].as_array().expect("a list").iter();
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let told = |entry: &Value| {
            (text(&entry["path"]), (text(&entry["level"]), entry["reasons"].to_string()))
        };
        Self(entries.map(told).collect())
    }

    /// What is said of a path: of itself, or of the nearest path above it.
    pub(crate) fn about(&self, path: &str) -> &(String, String) {
        let mut above = path;
        loop {
            if let Some(told) = self.0.get(above) {
                return told;
            }
            above = above.rsplit_once('/').unwrap_or_else(|| panic!("nothing about {path}")).0;
        }
    }

    /// The name of the schema is no field.
    pub(crate) fn fields(bytes: &[u8]) -> BTreeMap<String, Value> {
        let mut found = fields(bytes);
        found.remove("/schema");
        found
    }

    pub(crate) fn doubtful(&self, path: &str) -> bool {
        self.about(path).0 == "doubtful"
    }
}

#[test]
fn what_is_read_otherwise_is_doubted() {
    let mut cases = Vec::new();
    for file in documents() {
        let docx = word(&file);
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let case = |(variant, make): &(&str, Make)| {
            (format!("{name}, {variant}"), Told::fields(&docx), make(&docx))
        };
        cases.extend(VARIANTS.iter().map(case));
    }
    let files: Vec<&[u8]> = cases.iter().map(|(_, _, made)| &**made).collect();
    let Some(pdfs) = print(&files) else { return };
    let (mut wrong, mut found) = (0, Vec::new());
    for ((name, should, _), pdf) in cases.iter().zip(pdfs) {
        let (is, told) = (Told::fields(&pdf), Told::of(&pdf));
        let (lines, all) = differences(should, &is);
        let path = |line: &String| line.split(": should be ").next().unwrap().to_owned();
        let trusted = lines.iter().filter(|line| !told.doubtful(&path(line)));
        let trusted: Vec<_> =
            trusted.map(|line| format!("{name}{line} {:?}", told.about(&path(line)))).collect();
        let doubts = is.keys().filter(|key| told.doubtful(key)).count();
        println!(
            "{name}: {all} fields, {} differ, {doubts} doubtful, {} trusted wrongly",
            lines.len(),
            trusted.len()
        );
        wrong += lines.len();
        found.extend(trusted);
    }
    assert!(found.is_empty(), "{} of {wrong}:\n{}", found.len(), found.join("\n"));
}

#[test]
fn well_formed_word_files_are_hardly_doubted() {
    let (mut all, mut doubtful) = (0, Vec::new());
    for file in documents() {
        let docx = word(&file);
        let told = Told::of(&docx);
        let fields = Told::fields(&docx);
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let mut counts = BTreeMap::<&str, usize>::new();
        for path in fields.keys() {
            let (level, reasons) = told.about(path);
            *counts.entry(level).or_default() += 1;
            if level == "doubtful" {
                doubtful.push(format!("{name}{path}: {reasons}"));
            }
        }
        println!("{name}: {counts:?}");
        all += fields.len();
    }
    println!("{} of {all} fields of well-formed Word files are doubtful", doubtful.len());
    assert!(doubtful.len() * 1000 <= all * MOST, "{}", doubtful.join("\n"));
}
