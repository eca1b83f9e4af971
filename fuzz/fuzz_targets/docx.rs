//! Any bytes as a .docx file, or as its parts: an error or a sound layout.
//!
//! Input that begins with `PK` is read as it is; other input is split at NUL into document.xml, styles.xml and
//! numbering.xml and zipped, so that the fuzzer need not find out how archives are made.
#![no_main]
use libfuzzer_sys::fuzz_target;
use zs_import::formats::docx;

const NAMES: [&str; 3] = ["word/document.xml", "word/styles.xml", "word/numbering.xml"];

fuzz_target!(|data: &[u8]| {
    let bytes = if data.starts_with(b"PK") {
        data.to_vec()
    } else {
        zs_fuzz::archive(NAMES.into_iter().zip(data.splitn(3, |byte| *byte == 0)))
    };
    if let Ok(layout) = docx::read(&bytes, &zs_fuzz::limits()) {
        zs_fuzz::check(&layout);
    }
});
