//! Documents printed by LibreOffice must read like the Word files that they were printed from.
use crate::shared::shared;
use crate::{differences, fields, ofd, seeds};
use std::path::{Path, PathBuf};
use std::process::Command;
use zs_catalog::Catalog;
use zs_import::{Limits, read};

/// Of 1,000 fields so many may differ, over all documents.
const ALLOWED: usize = 5;

/// The documents of the corpus and the examples.
fn documents() -> Vec<PathBuf> {
    let examples = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples"));
    let corpus = shared("corpus").into_iter().flat_map(|corpus| {
        ["huailai.txt", "zunhua-2023.txt", "zhangjiakou-2024.md", "shifeng-2021.txt"]
            .map(|name| corpus.join(name))
    });
    ["qinghe-hebei.docx", "qinghe-hunan.xlsx", "qinghe-neimenggu.md"]
        .map(|name| examples.join(name))
        .into_iter()
        .chain(corpus)
        .collect()
}

/// The document as our own Word file, in the official layout.
fn word(file: &Path) -> Vec<u8> {
    let bytes = std::fs::read(file).expect("a document");
    let name = file.to_str();
    let reading = read(&bytes, name, None, Catalog::embedded(), &Limits::default());
    let docx = zs_export::formats::by_id("docx").expect("docx");
    (docx.render)(&reading.expect("readable").document).expect("a Word file")
}

/// The same file on low pages, which may cut rows.
fn with_cut_rows(docx: &[u8]) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if name == "word/document.xml" {
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains("<w:cantSplit/>") && text.contains(r#"w:h="16838""#));
            let text =
                text.replace("<w:cantSplit/>", "").replace(r#"w:h="16838""#, r#"w:h="10100""#);
            bytes = text.into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// Prints Word files; `None` where LibreOffice is not there, which is a failure only in CI.
fn print(folder: &Path) -> Option<()> {
    let words = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let office = Command::new("soffice")
        .args(["--headless", &profile, "--convert-to", "pdf", "--outdir"])
        .arg(folder)
        .args(words.collect::<Vec<_>>())
        .output();
    let Ok(office) = office else {
        assert!(std::env::var_os("CI").is_none(), "LibreOffice is missing: install soffice");
        println!("skipped: no LibreOffice here");
        return None;
    };
    assert!(office.status.success(), "{}", String::from_utf8_lossy(&office.stderr));
    Some(())
}

#[test]
fn printed_documents_read_like_their_word_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut words = Vec::new();
    for file in documents() {
        let docx = word(&file);
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        for (name, bytes) in [(format!("{name}-cut"), with_cut_rows(&docx)), (name, docx)] {
            std::fs::write(folder.path().join(format!("{name}.docx")), &bytes).unwrap();
            words.push((name, bytes));
        }
    }
    if print(folder.path()).is_none() {
        return;
    }
    let (mut all, mut wrong) = (0, Vec::new());
    let mut of_ofd = Vec::new();
    for (name, docx) in words {
        let pdf = std::fs::read(folder.path().join(format!("{name}.pdf"))).expect("printed");
        let should = fields(&docx);
        let (found, count) = differences(&should, &fields(&pdf));
        all += count;
        wrong.extend(found.into_iter().map(|line| format!("{name}{line}")));
        seeds::keep("pdf", &name, &pdf);
        // The same pages as OFD, in the manner of several programs.
        let sheets = ofd::sheets(&pdf);
        for style in ofd::STYLES {
            let bytes = ofd::write(&sheets, style);
            seeds::keep("ofd", &format!("{name}-{style:?}"), &bytes);
            let (found, _) = differences(&should, &fields(&bytes));
            of_ofd.extend(found.into_iter().map(|line| format!("{name} {style:?}{line}")));
        }
    }
    assert!(
        of_ofd.is_empty(),
        "{} of 4 x {all} fields of OFD:\n{}",
        of_ofd.len(),
        of_ofd.join("\n")
    );
    assert!(wrong.len() * 1000 <= all * ALLOWED, "{} of {all}:\n{}", wrong.len(), wrong.join("\n"));
}
