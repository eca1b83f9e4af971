//! The real documents that lie beside the checkout.
use std::path::PathBuf;
use zs_engine::Limits;
use zs_model::Document;

/// A path in the folder `shared` beside the checkout, or in `ZS_SHARED`; absent is a failure only in CI.
pub fn shared(inside: &str) -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");
    let shared = PathBuf::from(std::env::var("ZS_SHARED").unwrap_or_else(|_| beside.to_owned()));
    let path = shared.join(inside);
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var_os("CI").is_none(), "{} is missing", path.display());
    println!("skipped: {} is missing", path.display());
    None
}

/// Every golden document with the name of its file.
pub fn golden() -> Vec<(String, Document)> {
    let Some(folder) = shared("corpus/golden") else { return Vec::new() };
    let entries = std::fs::read_dir(folder).expect("a folder");
    let read = |entry: std::fs::DirEntry| {
        let text = std::fs::read_to_string(entry.path()).expect("a golden file");
        let document = zs_import::formats::json::read(text.as_bytes(), &Limits::default());
        let name = entry.file_name().to_string_lossy().into_owned();
        (name, document.expect("a golden document"))
    };
    let golden: Vec<_> = entries.map(|entry| read(entry.expect("an entry"))).collect();
    assert!(golden.len() >= 4);
    golden
}
