//! Any bytes, decoded and read as markdown.
#![no_main]
use libfuzzer_sys::fuzz_target;
use zs_import::formats::{encoding, kind::Kind, markdown};

fuzz_target!(|bytes: &[u8]| {
    let _ = Kind::detect(bytes, None);
    let Ok(decoded) = encoding::decode(bytes) else { return };
    if let Ok(layout) = markdown::read(&decoded.text, &zs_fuzz::limits()) {
        zs_fuzz::check(&layout);
    }
});
