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
pub(crate) fn documents() -> Vec<PathBuf> {
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
pub(crate) fn word(file: &Path) -> Vec<u8> {
    let bytes = std::fs::read(file).expect("a document");
    let name = file.to_str();
    let reading = read(&bytes, name, None, Catalog::embedded(), &Limits::default());
    let docx = zs_export::formats::by_id("docx").expect("docx");
    (docx.render)(&reading.expect("readable").document).expect("a Word file")
}

/// The same file with its body and its styles changed by `edit`, which gets each part's name.
pub(crate) fn edited(docx: &[u8], edit: impl Fn(&str, String) -> String) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if name == "word/document.xml" || name == "word/styles.xml" {
            bytes = edit(&name, String::from_utf8(bytes).unwrap()).into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// The same file on low pages, which may cut rows.
pub(crate) fn with_cut_rows(docx: &[u8]) -> Vec<u8> {
    edited(docx, |part, text| {
        let body = part == "word/document.xml";
        assert!(!body || text.contains("<w:cantSplit/>") && text.contains(r#"w:h="16838""#));
        text.replace("<w:cantSplit/>", "").replace(r#"w:h="16838""#, r#"w:h="10100""#)
    })
}

/// Word files printed by LibreOffice, each kept beside the build so that it is printed once; `None` where
/// LibreOffice is not there, which is a failure only in CI.
pub(crate) fn print(words: &[&[u8]]) -> Option<Vec<Vec<u8>>> {
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("printed");
    std::fs::create_dir_all(&kept).unwrap();
    let of = |docx: &&[u8]| {
        let mut hasher = std::hash::DefaultHasher::new();
        std::hash::Hash::hash(docx, &mut hasher);
        format!("{:016x}", std::hash::Hasher::finish(&hasher))
    };
    let names: Vec<String> = words.iter().map(of).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let mut missing = Vec::new();
    for (name, docx) in names.iter().zip(words) {
        if !kept.join(format!("{name}.pdf")).exists() {
            missing.push(folder.path().join(format!("{name}.docx")));
            std::fs::write(&missing[missing.len() - 1], docx).unwrap();
        }
    }
    if !missing.is_empty() {
        let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
        let office = Command::new("soffice")
            .args(["--headless", &profile, "--convert-to", "pdf", "--outdir"])
            .arg(folder.path())
            .args(&missing)
            .output();
        let Ok(office) = office else {
            assert!(std::env::var_os("CI").is_none(), "LibreOffice is missing: install soffice");
            println!("skipped: no LibreOffice here");
            return None;
        };
        assert!(office.status.success(), "{}", String::from_utf8_lossy(&office.stderr));
        for docx in missing {
            let pdf = docx.with_extension("pdf");
            std::fs::copy(&pdf, kept.join(pdf.file_name().unwrap())).expect("printed");
        }
    }
    let pdf = |name: &String| std::fs::read(kept.join(format!("{name}.pdf"))).expect("printed");
    Some(names.iter().map(pdf).collect())
}

#[test]
fn printed_documents_read_like_their_word_files() {
    let mut words = Vec::new();
    for file in documents() {
        let docx = word(&file);
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        words.extend([(format!("{name}-cut"), with_cut_rows(&docx)), (name, docx)]);
    }
    let files: Vec<&[u8]> = words.iter().map(|(_, docx)| &**docx).collect();
    let Some(pdfs) = print(&files) else { return };
    let (mut all, mut wrong) = (0, Vec::new());
    let mut of_ofd = Vec::new();
    for ((name, docx), pdf) in words.iter().zip(pdfs) {
        let should = fields(docx);
        let (found, count) = differences(&should, &fields(&pdf));
        all += count;
        wrong.extend(found.into_iter().map(|line| format!("{name}{line}")));
        seeds::keep("pdf", name, &pdf);
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
