//! Any bytes as delimited text: an error or a sound layout.
#![no_main]
use libfuzzer_sys::fuzz_target;
use zs_import::formats::csv;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(layout) = csv::read(bytes, &zs_fuzz::limits()) {
        zs_fuzz::check(&layout);
    }
});
