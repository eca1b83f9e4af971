//! Tables between codes, glyph numbers and Unicode: those in the file and those that every reader knows.
use super::file::File;
use super::object::{Object, Stream};
use crate::ReadError;
use hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};

/// Largest table in a file; one for every character of Unicode has less.
const LARGEST: usize = 4 << 20;
/// What reading one of our own tables counts for, in bytes.
const EMBEDDED: usize = 64 << 10;

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
pub(super) fn known(file: &File<'_>, name: &[u8]) -> Result<Option<CMap>, ReadError> {
    Ok(match name {
        b"Identity-H" => Some(CMap::identity_h()),
        b"Identity-V" => Some(CMap::identity_v()),
        _ => embedded(file, CMapName::from_bytes(name))?,
    })
}

/// One of our own large tables: each takes about a millisecond, so each counts.
fn embedded(file: &File<'_>, name: CMapName<'_>) -> Result<Option<CMap>, ReadError> {
    let Some(bytes) = load_embedded(name) else { return Ok(None) };
    file.budget.work(EMBEDDED)?;
    Ok(CMap::parse(bytes, load_embedded))
}

/// The table from glyph numbers of a character collection, as `Adobe-GB1`, to Unicode.
pub(super) fn collection(file: &File<'_>, info: &Object) -> Result<Option<CMap>, ReadError> {
    let part = |key| info.dict().and_then(|dict| dict.get(key).text());
    let Some((registry, ordering)) = part("Registry").zip(part("Ordering")) else {
        return Ok(None);
    };
    let table = CidFamily::from_registry_ordering(registry, ordering).ucs2_cmap();
    table.map_or(Ok(None), |name| embedded(file, name))
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
