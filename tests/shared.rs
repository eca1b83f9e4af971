//! Where tests find the real documents that are no part of this repository; they include this file by its path.
use std::path::PathBuf;

/// A path in the folder `shared` beside the checkout, or in `ZS_SHARED`; absent is a failure only in CI.
pub fn shared(inside: &str) -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");
    let shared = std::env::var_os("ZS_SHARED").map_or_else(|| beside.into(), PathBuf::from);
    let path = shared.join(inside);
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var_os("CI").is_none(), "{} is missing: set ZS_SHARED", path.display());
    println!("skipped: {} is missing", path.display());
    None
}
