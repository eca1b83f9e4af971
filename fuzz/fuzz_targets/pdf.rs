//! Any bytes read as a PDF file; and any bytes as what a page of a sound one draws.
#![no_main]
use libfuzzer_sys::fuzz_target;
use zs_import::formats::pdf;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(layout) = pdf::read(bytes, &zs_fuzz::limits()) {
        zs_fuzz::check(&layout);
    }
    if let Ok(layout) = pdf::read(&drawn(bytes), &zs_fuzz::limits()) {
        zs_fuzz::check(&layout);
    }
});

/// A file of one page whose content these bytes are.
fn drawn(content: &[u8]) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n\
        2 0 obj << /Kids [3 0 R] >> endobj\n\
        3 0 obj << /Type /Page /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 >> \
        /F2 << /Type /Font /Subtype /Type0 /Encoding /UniGB-UCS2-H /DescendantFonts [<< /CIDSystemInfo << \
        /Registry (Adobe) /Ordering (GB1) >> >>] >> >> /XObject << /X 4 0 R >> >> >> endobj\n\
        trailer << /Root 1 0 R >>\n4 0 obj << /Subtype /Form >> stream\n"
        .to_vec();
    file.extend_from_slice(content);
    file.extend_from_slice(b"\nendstream endobj\n");
    file
}
