//! Any bytes as an .odt file, or as its parts: an error or a sound layout.
//!
//! Input that begins with `PK` is read as it is; other input is split at NUL into content and styles.
#![no_main]
use libfuzzer_sys::fuzz_target;
use zs_import::formats::odt;

fuzz_target!(|data: &[u8]| {
    let bytes = if data.starts_with(b"PK") {
        data.to_vec()
    } else {
        zs_fuzz::archive(
            ["content.xml", "styles.xml"].into_iter().zip(data.splitn(2, |byte| *byte == 0)),
        )
    };
    if let Ok(layout) = odt::read(&bytes, &zs_fuzz::limits()) {
        zs_fuzz::check(&layout);
    }
});
