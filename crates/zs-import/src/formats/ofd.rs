//! The .ofd reader (GB/T 33190): page text and ruling lines become paragraphs and grids, whoever wrote the file.
mod advance;
mod object;
mod outline;
mod package;
mod page;
mod resources;
mod text;
mod values;

use super::archive::Archive;
use super::page::Printed;
use super::page::budget::{Budget, too_large};
use crate::{Layout, Limits, ReadError, ReadErrorKind};
use package::Package;

/// Reads an .ofd file with texts.
///
/// What is read of a page is what stands in its layers and in those of its templates; annotations, stamps,
/// signatures and pictures are left out, as are white text on white and text outside the page. Tables and places
/// are as `page::Printed` gives them.
///
/// # Errors
/// `Encrypted`; `Damaged` if no page can be found, or if most characters are in no common encoding; `Empty` for
/// scanned pages, which are named; `UnknownKind`, `TooLarge`, `Forbidden` as for other archives.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Layout, ReadError> {
    let archive = Archive::open(bytes, limits)?;
    if archive.names().any(is_encryption) {
        return Err(ReadError::new(
            ReadErrorKind::Encrypted,
            "OFD 文件已加密，无法读取；请在版式阅读软件中取消加密后另存，或提供 Word/WPS 原文件",
            "the OFD file is encrypted: remove the encryption in its viewer and save it again, or give the \
             Word/WPS file",
        ));
    }
    let budget = Budget::new(limits);
    let mut package = Package::new(archive, limits);
    let mut printed = Printed::new("OFD", limits, &budget);
    let mut pages = 0_usize;
    for root in package.roots()? {
        let document = package.document(&root)?;
        for name in &document.pages {
            pages += 1;
            if pages > limits.pages {
                return Err(too_large("页数过多", "its pages"));
            }
            match page::draw(&mut package, &document, name, &budget)? {
                Some(marks) => printed.add(marks)?,
                None => printed.lost(),
            }
        }
    }
    printed.finish()
}

/// The part that lists what is encrypted.
fn is_encryption(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.eq_ignore_ascii_case("Encryptions.xml")
}
