//! Golden documents: JSON → document → JSON gives the same bytes.
mod shared;

#[test]
fn a_golden_document_survives_json() {
    for (name, document) in shared::golden() {
        let path = shared::shared("corpus/golden").unwrap().join(&name);
        let printed = std::fs::read_to_string(path).unwrap();
        let again = String::from_utf8(zs_engine::render(&document, "json").unwrap()).unwrap();
        assert_eq!(again.trim_end(), printed.trim_end(), "{name}");
    }
}
