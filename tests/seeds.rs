//! Keeps files that tests had made, as seeds for fuzzing; test doors include this file by its path.
use std::path::PathBuf;

/// Writes a file into the folder of its kind under `ZS_SEEDS`, if that is given.
pub fn keep(kind: &str, name: &str, bytes: &[u8]) {
    let Some(folder) = std::env::var_os("ZS_SEEDS") else { return };
    let folder = PathBuf::from(folder).join(kind);
    std::fs::create_dir_all(&folder).expect("a folder for seeds");
    std::fs::write(folder.join(format!("{name}.{kind}")), bytes).expect("a seed");
}
