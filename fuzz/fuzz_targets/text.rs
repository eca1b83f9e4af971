//! Any bytes, decoded and read as text.
#![no_main]
use libfuzzer_sys::fuzz_target;
use zs_import::formats::{encoding, kind::Kind, text};

fuzz_target!(|bytes: &[u8]| {
    let _ = Kind::detect(bytes, None);
    let Ok(decoded) = encoding::decode(bytes) else { return };
    if let Ok(layout) = text::read(&decoded.text, &zs_fuzz::limits()) {
        zs_fuzz::check(&layout);
    }
});
