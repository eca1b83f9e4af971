//! Any bytes as a .docx file, or as its parts: an error or a sound layout.
//!
//! Input that begins with `PK` is read as it is; other input is split at NUL into document.xml, styles.xml and
//! numbering.xml and zipped, so that the fuzzer need not find out how archives are made.
#![no_main]
use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};
use zs_import::formats::docx;

fuzz_target!(|data: &[u8]| {
    let bytes = if data.starts_with(b"PK") { data.to_vec() } else { archive(data) };
    if let Ok(layout) = docx::read(&bytes, &zs_fuzz::limits()) {
        zs_fuzz::check(&layout);
    }
});

fn archive(data: &[u8]) -> Vec<u8> {
    let names = ["word/document.xml", "word/styles.xml", "word/numbering.xml"];
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in names.into_iter().zip(data.splitn(3, |byte| *byte == 0)) {
        writer.start_file(name, stored).expect("a fresh name");
        writer.write_all(part).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}
