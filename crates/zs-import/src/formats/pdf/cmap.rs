//! Tables between codes, glyph numbers and Unicode: those in the file and those that every reader knows.
use super::file::File;
use super::object::{Object, Stream};
use crate::ReadError;
use hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};

/// Largest table in a file; one for every character of Unicode has less.
const LARGEST: usize = 4 << 20;

/// A table of the file; `None` if it cannot be read.
pub(super) fn of_stream(file: &File<'_>, stream: &Stream) -> Result<Option<CMap>, ReadError> {
    let Some(bytes) = file.unpack(stream)? else { return Ok(None) };
    // Each further `usecmap` would load a large table again.
    let bases = memchr::memmem::find_iter(&bytes, b"usecmap").take(2).count();
    if bytes.len() > LARGEST || bases > 1 {
        return Ok(None);
    }
    file.budget.work(bytes.len())?;
    file.budget.mark(bytes.len() / 16)?;
    Ok(CMap::parse(&bytes, load_embedded))
}

/// A table that is known by its name, as `GBK-EUC-H`.
pub(super) fn known(name: &[u8]) -> Option<CMap> {
    match name {
        b"Identity-H" => Some(CMap::identity_h()),
        b"Identity-V" => Some(CMap::identity_v()),
        _ => CMap::parse(load_embedded(CMapName::from_bytes(name))?, load_embedded),
    }
}

/// The table from glyph numbers of a character collection, as `Adobe-GB1`, to Unicode.
pub(super) fn collection(info: &Object) -> Option<CMap> {
    let part = |key| info.dict().and_then(|dict| dict.get(key).text());
    let family = CidFamily::from_registry_ordering(part("Registry")?, part("Ordering")?);
    CMap::parse(load_embedded(family.ucs2_cmap()?)?, load_embedded)
}

/// The text of a code.
pub(super) fn text(table: &CMap, code: u32, out: &mut Vec<char>) -> bool {
    match table.lookup_bf_string(code) {
        Some(BfString::Char(one)) => out.push(one),
        Some(BfString::String(more)) => out.extend(more.chars()),
        None => return false,
    }
    true
}
