//! Lets the pages be embedded whether they were built before this crate or after it.
use std::{env, fs, io};

const PAGES: &str = "../../web/dist";

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=build.rs");
    // A folder that is missing now would never be looked into, even after the pages are built.
    fs::create_dir_all(PAGES)?;
    // A debug build reads the pages from the folder; any other holds them and is made anew with them.
    if env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo:rerun-if-changed={PAGES}");
    }
    Ok(())
}
