//! Any bytes, decoded and read as html.
#![no_main]
use libfuzzer_sys::fuzz_target;
use zs_import::formats::{encoding, html, kind::Kind};

fuzz_target!(|bytes: &[u8]| {
    let _ = Kind::detect(bytes, None);
    let Ok(decoded) = encoding::decode(bytes) else { return };
    if let Ok(layout) = html::read(&decoded.text, &zs_fuzz::limits()) {
        zs_fuzz::check(&layout);
    }
});
