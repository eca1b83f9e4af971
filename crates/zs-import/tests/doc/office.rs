//! The same documents as .docx and as the .doc and .odt that LibreOffice makes of it.
use super::shared::shared;
use super::{drawn, invented, seeds};
use std::path::{Path, PathBuf};
use std::process::Command;
use zs_catalog::Catalog;
use zs_import::{Layout, Limits, formats};

/// A folder of this test run's own.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("zs-doc-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Has LibreOffice write each .docx of a folder as .doc and as .odt; without it only CI fails.
fn converted(folder: &Path, names: &[String]) -> bool {
    ["doc:MS Word 97", "odt"].into_iter().all(|kind| convert(folder, names, kind))
}

fn convert(folder: &Path, names: &[String], kind: &str) -> bool {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let run = Command::new("soffice")
        .args(["--headless", &profile, "--convert-to", kind, "--outdir"])
        .arg(folder)
        .args(names.iter().map(|name| folder.join(format!("{name}.docx"))))
        .output();
    let Ok(run) = run else {
        assert!(std::env::var_os("CI").is_none(), "LibreOffice is missing");
        println!("skipped: no LibreOffice here");
        return false;
    };
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    true
}

/// The document as JSON.
fn json(bytes: &[u8]) -> String {
    let reading =
        zs_import::read(bytes, None, None, Catalog::embedded(), &Limits::default()).unwrap();
    let json = zs_export::formats::by_id("json").unwrap();
    String::from_utf8((json.render)(&reading.document).unwrap()).unwrap()
}

/// The real documents and the examples as .docx.
fn documents() -> Vec<(String, Vec<u8>)> {
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples");
    let mut files: Vec<PathBuf> = ["qinghe-hebei.docx", "qinghe-hunan.xlsx", "qinghe-neimenggu.md"]
        .map(|name| Path::new(examples).join(name))
        .into();
    if let Some(corpus) = shared("corpus") {
        let real = ["huailai.txt", "shifeng-2021.txt", "zhangjiakou-2024.md", "zunhua-2023.txt"];
        files.extend(real.map(|name| corpus.join(name)));
    }
    let docx = zs_export::formats::by_id("docx").unwrap();
    let written = |file: &PathBuf| {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(file).unwrap();
        if file.extension().is_some_and(|ending| ending == "docx") {
            return (name, bytes);
        }
        let name_of = file.file_name().unwrap().to_str();
        let reading =
            zs_import::read(&bytes, name_of, None, Catalog::embedded(), &Limits::default())
                .unwrap();
        (name, (docx.render)(&reading.document).unwrap())
    };
    files.iter().map(written).collect()
}

#[test]
fn documents_are_the_same_as_doc_and_as_docx() {
    let folder = folder("same");
    let documents = documents();
    let names: Vec<String> = documents.iter().map(|(name, _)| name.clone()).collect();
    for (name, bytes) in &documents {
        std::fs::write(folder.join(format!("{name}.docx")), bytes).unwrap();
    }
    if !converted(&folder, &names) {
        return;
    }
    for (name, docx) in &documents {
        let doc = std::fs::read(folder.join(format!("{name}.doc"))).unwrap();
        same(name, &doc, docx);
        let odt = std::fs::read(folder.join(format!("{name}.odt"))).unwrap();
        assert_eq!(json(&doc), json(docx), "{name}");
        assert_eq!(json(&odt), json(docx), "{name}.odt");
        for (kind, bytes) in [("doc", &doc), ("odt", &odt), ("docx", docx)] {
            seeds::keep(kind, name, bytes);
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn what_documents_may_hold_is_the_same_as_doc_and_as_docx() {
    let folder = folder("invented");
    let random = ("random", invented::docx(&invented::random()));
    let documents: Vec<_> = invented::all().into_iter().chain([random]).collect();
    for (name, bytes) in &documents {
        std::fs::write(folder.join(format!("{name}.docx")), bytes).unwrap();
    }
    if !converted(
        &folder,
        &documents.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>(),
    ) {
        return;
    }
    for (name, docx) in &documents {
        let doc = std::fs::read(folder.join(format!("{name}.doc"))).unwrap();
        // ZS_KEEP=1 writes the kept files anew.
        if std::env::var_os("ZS_KEEP").is_some() && *name != "random" {
            let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data");
            std::fs::write(Path::new(kept).join(format!("{name}.doc")), &doc).unwrap();
        }
        same(name, &doc, docx);
        // Form fields and the fields of pages are written in another way there.
        if *name == "text" {
            continue;
        }
        let odt = std::fs::read(folder.join(format!("{name}.odt"))).unwrap();
        alike(name, &formats::odt::read(&odt, &Limits::default()).unwrap(), docx);
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

/// Both files must give the same layout, places aside.
pub fn same(name: &str, doc: &[u8], docx: &[u8]) {
    alike(name, &formats::doc::read(doc, &Limits::default()).unwrap(), docx);
}

/// The layout must be that of the Word file, places aside.
fn alike(name: &str, is: &Layout, docx: &[u8]) {
    let limits = Limits::default();
    let is = drawn(is);
    let should = drawn(&formats::docx::read(docx, &limits).unwrap());
    let apart = is.iter().zip(&should).filter(|(is, should)| is != should);
    for (is, should) in apart.clone().take(20) {
        println!("{name}: is        {is}\n{name}: should be {should}");
    }
    assert_eq!((is.len(), apart.count()), (should.len(), 0), "{name}");
}
