//! Each form family's sample is recognised, read whole, and gives its snapshot.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test -p zs-import --test families` writes the snapshots anew; read them.
use std::path::PathBuf;
use zs_catalog::Catalog;
use zs_import::{Limits, formats, recognise};

#[test]
fn samples_give_their_snapshots() {
    let forms = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../catalog/forms"));
    let mut wrong = Vec::new();
    for form in &Catalog::embedded().forms {
        let folder = forms.join(&form.id);
        let sample = std::fs::read_to_string(folder.join("sample.md")).expect("a sample");
        let layout = formats::markdown::read(&sample, &Limits::default()).expect("readable");
        let (document, findings) = recognise(&layout, Catalog::embedded());
        assert_eq!(
            document.form, form.id,
            "the sample of {} is recognised as {}",
            form.id, document.form
        );
        for finding in &findings {
            wrong.push(format!(
                "{}: no place for {:?} ({:?})",
                form.id, finding.text, finding.place
            ));
        }
        let json = zs_export::formats::by_id("json").expect("json");
        let is = String::from_utf8((json.render)(&document).unwrap()).expect("UTF-8");
        let snapshot = folder.join("sample.snap");
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
            std::fs::write(&snapshot, &is).expect("written");
        }
        let should = std::fs::read_to_string(&snapshot).unwrap_or_default();
        if is != should {
            wrong.push(format!("{}: differs from its snapshot", form.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
