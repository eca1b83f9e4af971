//! The parts of OFD packages and the archives of them.
use std::io::{Cursor, Write};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

/// The first part of a file whose document is at this place.
pub fn root(document: &str) -> String {
    format!("<ofd:OFD><ofd:DocBody><ofd:DocRoot>{document}</ofd:DocRoot></ofd:DocBody></ofd:OFD>")
}

/// A page with this head and this layer.
pub fn page(head: &str, layer: &str) -> String {
    format!(
        "<ofd:Page>{head}<ofd:Content><ofd:Layer DrawParam=\"3\">{layer}</ofd:Layer></ofd:Content></ofd:Page>"
    )
}

/// The archive of these parts.
pub fn package(parts: &[(String, String)]) -> Vec<u8> {
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, packed).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
