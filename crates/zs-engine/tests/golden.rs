//! Golden documents: JSON → document → JSON gives the same bytes.
use std::path::PathBuf;
use zs_export::formats;
use zs_import::Limits;

/// The folder `shared` beside the checkout, or `ZS_SHARED`; absent is a failure only in CI.
fn shared(inside: &str) -> Option<PathBuf> {
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

#[test]
fn a_golden_document_survives_json() {
    let Some(golden) = shared("corpus/golden") else { return };
    let json = formats::by_id("json").expect("json is a format");
    let mut documents = 0;
    for entry in std::fs::read_dir(golden).unwrap() {
        let path = entry.unwrap().path();
        let printed = std::fs::read_to_string(&path).unwrap();
        let document =
            zs_import::formats::json::read(printed.as_bytes(), &Limits::default()).unwrap();
        let again = String::from_utf8((json.render)(&document)).unwrap();
        assert_eq!(again.trim_end(), printed.trim_end(), "{}", path.display());
        documents += 1;
    }
    assert!(documents >= 4);
}
