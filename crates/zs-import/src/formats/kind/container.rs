//! Kinds that their first bytes tell: zip and OLE containers, PDF, RTF; pictures and programs are refused.
use super::{Kind, unknown};
use crate::formats::archive::Archive;
use crate::{Limits, ReadError, ReadErrorKind};
use std::io::Cursor;

const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// First bytes of files that hold no document, and what they are.
const STRANGERS: [(&[u8], &str, &str); 14] = [
    (b"\x89PNG\r\n", "这是图片文件", "this is a picture"),
    (b"\xff\xd8\xff", "这是图片文件", "this is a picture"),
    (b"GIF8", "这是图片文件", "this is a picture"),
    (b"II*\0", "这是图片文件", "this is a picture"),
    (b"MM\0*", "这是图片文件", "this is a picture"),
    (b"RIFF", "这是图片或音像文件", "this is a picture or a recording"),
    (b"Rar!\x1a", "这是 RAR 压缩包，请先解压", "this is a RAR archive: unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "这是 7z 压缩包，请先解压", "this is a 7z archive: unpack it first"),
    (b"\x1f\x8b", "这是 gzip 压缩包，请先解压", "this is a gzip archive: unpack it first"),
    (b"BZh", "这是 bzip2 压缩包，请先解压", "this is a bzip2 archive: unpack it first"),
    (b"\xfd7zXZ", "这是 xz 压缩包，请先解压", "this is an xz archive: unpack it first"),
    (b"\x7fELF", "这是程序文件", "this is a program"),
    (b"MZ\x90\0", "这是程序文件", "this is a program"),
    (b"SQLite format 3\0", "这是数据库文件", "this is a database"),
];

/// The kind by magic bytes; `None` if the file must be text.
pub(super) fn detect(bytes: &[u8]) -> Result<Option<Kind>, ReadError> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zip(bytes).map(Some);
    }
    if bytes.starts_with(OLE) {
        return ole(bytes).map(Some);
    }
    let head = &bytes[..bytes.len().min(1024)];
    // Some programs write a few bytes before the mark.
    if head.windows(5).any(|w| w == b"%PDF-") && !head.starts_with(b"<") {
        return Ok(Some(Kind::Pdf));
    }
    if head.trim_ascii_start().starts_with(b"{\\rtf") {
        return Ok(Some(Kind::Rtf));
    }
    match STRANGERS.iter().find(|(magic, _, _)| bytes.starts_with(magic)) {
        Some((_, zh, en)) => Err(unknown(zh, en)),
        None => Ok(None),
    }
}

fn zip(bytes: &[u8]) -> Result<Kind, ReadError> {
    let by_directory = match Archive::open(bytes, &Limits::default()) {
        Ok(archive) => open_document(bytes).or_else(|| by_names(archive.names())),
        // The reader of the kind says what is wrong with the archive; names are never packed.
        Err(_) => {
            [(Kind::Docx, "word/document"), (Kind::Xlsx, "xl/workbook"), (Kind::Ofd, "OFD.xml")]
                .into_iter()
                .find_map(|(kind, part)| memchr::memmem::find(bytes, part.as_bytes()).map(|_| kind))
        }
    };
    by_directory.ok_or_else(|| {
        unknown(
            "这是 zip 压缩包，不是文档，请先解压",
            "this is a zip archive, not a document: unpack it first",
        )
    })
}

fn by_names<'a>(names: impl Iterator<Item = &'a str>) -> Option<Kind> {
    let (mut open_document, mut found) = (None, None);
    for name in names {
        let name = name.to_ascii_lowercase();
        let kind = if name == "xl/workbook.bin" {
            Some(Kind::Xlsb)
        } else if name.starts_with("word/") {
            Some(Kind::Docx)
        } else if name.starts_with("xl/") {
            Some(Kind::Xlsx)
        } else if name.starts_with("ppt/") {
            Some(Kind::Slides)
        } else if name == "ofd.xml" {
            Some(Kind::Ofd)
        } else {
            None
        };
        if name == "content.xml" {
            open_document = Some(Kind::Ods);
        }
        found = if kind == Some(Kind::Xlsb) { kind } else { found.or(kind) };
    }
    found.or(open_document)
}

/// OpenDocument files name their kind in the first entry, which is never packed.
fn open_document(bytes: &[u8]) -> Option<Kind> {
    let kind = bytes.get(38..)?;
    let named = bytes.get(30..38) == Some(b"mimetype");
    let office = kind.strip_prefix(b"application/vnd.oasis.opendocument.").filter(|_| named)?;
    if office.starts_with(b"spreadsheet") {
        Some(Kind::Ods)
    } else if office.starts_with(b"text") {
        Some(Kind::Odt)
    } else {
        Some(Kind::Slides).filter(|_| office.starts_with(b"presentation"))
    }
}

fn ole(bytes: &[u8]) -> Result<Kind, ReadError> {
    const STREAMS: [(&str, Option<Kind>); 5] = [
        ("EncryptedPackage", None),
        ("WordDocument", Some(Kind::Doc)),
        ("Workbook", Some(Kind::Xls)),
        ("Book", Some(Kind::Xls)),
        ("PowerPoint Document", Some(Kind::Slides)),
    ];
    let container = cfb::CompoundFile::open(Cursor::new(bytes));
    let holds = |stream: &str| match &container {
        Ok(container) => container.exists(format!("/{stream}")),
        // A damaged directory still holds the names.
        Err(_) => {
            let name: Vec<u8> =
                stream.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
            memchr::memmem::find(bytes, &name).is_some()
        }
    };
    match STREAMS.into_iter().find(|(stream, _)| holds(stream)) {
        Some((_, Some(kind))) => Ok(kind),
        Some((_, None)) => Err(ReadError::new(
            ReadErrorKind::Encrypted,
            "文件设有打开密码，无法读取；请在 Word、Excel 或 WPS 中取消密码后再导入",
            "the file is protected by a password: remove it in Word, Excel or WPS",
        )),
        None => Err(unknown(
            "这是 OLE 复合文件，但不是 Word 或 Excel 文档",
            "this is an OLE file, but no Word or Excel document",
        )),
    }
}
