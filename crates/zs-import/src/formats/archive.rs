//! Zip archives (docx, xlsx) read within limits: sizes are counted while inflating, never believed.
use crate::{Limits, ReadError, ReadErrorKind};
use flate2::{Crc, Decompress, FlushDecompress, Status};
use std::io::Cursor;
use zip::{CompressionMethod, ZipArchive, result::ZipError};

/// Deflate cannot do better than this, so a larger declared size is a lie.
const DEFLATE_BEST: u64 = 1032;
/// The ratio of an entry is looked at beyond this many inflated bytes.
const RATIO_FROM: u64 = 1 << 20;
/// What an OLE container begins with: old binary Office files and encrypted new ones.
const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// A zip archive in memory, its directory read and checked.
pub struct Archive<'a> {
    bytes: &'a [u8],
    entries: Vec<Entry>,
    limits: Limits,
    inflated: u64,
    /// Made once, for its tables and window cost more than a small entry.
    inflater: Decompress,
}

struct Entry {
    name: String,
    start: usize,
    packed: usize,
    size: u64,
    crc: u32,
    deflated: bool,
}

impl<'a> Archive<'a> {
    /// Reads and checks the directory; nothing is inflated yet.
    ///
    /// # Errors
    /// `Empty`; `TooLarge` for too many bytes or entries; `Encrypted`; `UnknownKind` when it is no zip
    /// archive; `Damaged` when the directory cannot be read; `Forbidden` for overlapping or doubled entries.
    pub fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, ReadError> {
        refuse_others(bytes, limits)?;
        // The directory is built in memory by the library, so its headers are counted before.
        if memchr::memmem::find_iter(bytes, b"PK\x01\x02").nth(limits.entries).is_some() {
            return Err(too_large("压缩包内文件过多", "too many entries in the archive"));
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        if zip.has_duplicate_names() || zip.has_overlapping_files().map_err(|e| damaged(&e))? {
            return Err(ReadError::new(
                ReadErrorKind::Forbidden,
                "压缩包内条目重名或相互重叠，不是正常的办公文档；请用 Word/WPS 打开后另存再试",
                "the archive holds doubled or overlapping entries, which no office program writes; \
                 open it in Word/WPS and save it again",
            ));
        }
        let mut entries = Vec::with_capacity(zip.len());
        for index in 0..zip.len() {
            entries.extend(entry(&mut zip, index, bytes.len())?);
        }
        Ok(Self { bytes, entries, limits: *limits, inflated: 0, inflater: Decompress::new(false) })
    }

    /// The entries' names, `/` between folders, in the order of the directory.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.name.as_str())
    }

    /// Inflates an entry; `None` when there is none of this name. Case does not matter, nor a leading `/`.
    ///
    /// # Errors
    /// `TooLarge` when a limit is passed while inflating; `Damaged` when the data or its checksum is wrong.
    pub fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let name = name.trim_start_matches('/');
        let Some(index) = self.entries.iter().position(|e| e.name.eq_ignore_ascii_case(name))
        else {
            return Ok(None);
        };
        let mut out = Vec::new();
        self.inflate(index, &mut out)?;
        Ok(Some(out))
    }

    /// Inflates every entry once and throws the bytes away: for libraries that inflate by themselves
    /// without limits.
    ///
    /// # Errors
    /// As [`Archive::read`].
    pub fn check_all(&mut self) -> Result<(), ReadError> {
        let mut out = Vec::new();
        for index in 0..self.entries.len() {
            out.clear();
            self.inflate(index, &mut out)?;
        }
        Ok(())
    }

    fn inflate(&mut self, index: usize, out: &mut Vec<u8>) -> Result<(), ReadError> {
        let entry = &self.entries[index];
        let packed = &self.bytes[entry.start..entry.start + entry.packed];
        let left = self.limits.inflated.saturating_sub(self.inflated);
        if entry.deflated {
            self.inflater.reset(false);
            inflate(&mut self.inflater, packed, entry, (left, &self.limits), out)?;
        } else if packed.len() as u64 > left {
            return Err(bomb(&entry.name));
        } else {
            out.extend_from_slice(packed);
        }
        self.inflated += out.len() as u64;
        let mut crc = Crc::new();
        crc.update(out);
        if out.len() as u64 != entry.size || crc.sum() != entry.crc {
            return Err(damaged_entry(&entry.name, "大小或校验和不符", "wrong size or checksum"));
        }
        Ok(())
    }
}

/// The entry that a target means, seen from a folder.
#[must_use]
pub fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let full = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in full.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Inflates in steps, so that at most one step passes a limit.
fn inflate(
    inflater: &mut Decompress,
    packed: &[u8],
    entry: &Entry,
    (left, limits): (u64, &Limits),
    out: &mut Vec<u8>,
) -> Result<(), ReadError> {
    let most = left.min(RATIO_FROM.max(limits.ratio.saturating_mul(packed.len() as u64)));
    let hint = entry.size.min(DEFLATE_BEST * packed.len() as u64).min(most);
    out.reserve(usize::try_from(hint).unwrap_or(0) + 64);
    loop {
        let rest = &packed[usize::try_from(inflater.total_in()).unwrap_or(packed.len())..];
        let before = (inflater.total_in(), inflater.total_out());
        let status = inflater.decompress_vec(rest, out, FlushDecompress::None);
        if out.len() as u64 > most {
            return Err(bomb(&entry.name));
        }
        match status {
            Ok(Status::StreamEnd) => return Ok(()),
            Ok(_) if out.len() == out.capacity() => out.reserve(out.len().max(1 << 15)),
            Ok(_) if (inflater.total_in(), inflater.total_out()) != before => {}
            _ => return Err(damaged_entry(&entry.name, "压缩数据损坏", "bad compressed data")),
        }
    }
}

fn entry(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    end: usize,
) -> Result<Option<Entry>, ReadError> {
    let file = zip.by_index_raw(index).map_err(|error| damaged(&error))?;
    let name = String::from_utf8_lossy(file.name_raw()).replace('\\', "/");
    if name.ends_with('/') {
        return Ok(None);
    }
    if file.encrypted() {
        return Err(encrypted());
    }
    let deflated = match file.compression() {
        CompressionMethod::Stored => false,
        CompressionMethod::Deflated => true,
        _ => return Err(damaged_entry(&name, "压缩方法不支持", "unknown compression method")),
    };
    let start = file.data_start().and_then(|start| usize::try_from(start).ok());
    let packed = usize::try_from(file.compressed_size()).ok();
    let (Some(start), Some(packed)) = (start, packed) else {
        return Err(damaged_entry(&name, "位置不合理", "impossible position"));
    };
    if start.checked_add(packed).is_none_or(|stop| stop > end) {
        return Err(damaged_entry(&name, "数据不完整", "data cut off"));
    }
    let name = name.trim_start_matches('/').to_owned();
    Ok(Some(Entry { name, start, packed, size: file.size(), crc: file.crc32(), deflated }))
}

/// What is not a zip archive, named as exactly as the first bytes allow.
fn refuse_others(bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::new(
            ReadErrorKind::Empty,
            "文件是空的；请检查是否选对了文件",
            "the file is empty; check that the right one was chosen",
        ));
    }
    if bytes.len() > limits.input {
        return Err(too_large("文件过大", "the file is too large"));
    }
    if bytes.starts_with(OLE) {
        let utf16: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
        if memchr::memmem::find(bytes, &utf16).is_some() {
            return Err(encrypted());
        }
        return Err(ReadError::new(
            ReadErrorKind::UnknownKind,
            "这是旧版二进制 Office 文件（.doc/.xls/.wps/.et）；请用 Word/WPS 打开后另存为 .docx 或 .xlsx",
            "this is an old binary Office file (.doc/.xls/.wps/.et); open it in Word/WPS and save it \
             as .docx or .xlsx",
        ));
    }
    if bytes.starts_with(b"PK") || memchr::memmem::find(bytes, b"PK\x05\x06").is_some() {
        return Ok(());
    }
    Err(ReadError::new(
        ReadErrorKind::UnknownKind,
        "不是 .docx/.xlsx 文件（不是 zip 压缩包）；请检查文件的真实类型，或用 Word/WPS 另存后再试",
        "not a .docx/.xlsx file (no zip archive); check what kind of file it is, or save it again \
         from Word/WPS",
    ))
}

fn encrypted() -> ReadError {
    ReadError::new(
        ReadErrorKind::Encrypted,
        "文件已加密或设有打开密码；请在 Word/WPS 中输入密码打开，取消密码后另存再提交",
        "the file is encrypted or needs a password to open; open it in Word/WPS, remove the password, \
         save it and try again",
    )
}

fn damaged(error: &ZipError) -> ReadError {
    ReadError::new(
        ReadErrorKind::Damaged,
        format!("压缩包损坏或不完整（{error}）；请重新取得文件，或用 Word/WPS 修复后另存"),
        format!(
            "the archive is damaged or cut off ({error}); get the file again, or repair it in Word/WPS"
        ),
    )
}

fn damaged_entry(name: &str, zh: &str, en: &str) -> ReadError {
    ReadError::new(
        ReadErrorKind::Damaged,
        format!("压缩包内的 {name} {zh}；请重新取得文件，或用 Word/WPS 修复后另存"),
        format!(
            "{name} in the archive: {en}; get the file again, or repair it in Word/WPS and save it"
        ),
    )
}

fn bomb(name: &str) -> ReadError {
    too_large(
        &format!("压缩包内的 {name} 解压后过大"),
        &format!("{name} in the archive grows too large when inflated"),
    )
}

fn too_large(zh: &str, en: &str) -> ReadError {
    ReadError::new(
        ReadErrorKind::TooLarge,
        format!("{zh}，超过上限；请拆分文件，或删去无关内容后另存再试"),
        format!("{en}, past the limit; split the file or remove what does not belong to it"),
    )
}
