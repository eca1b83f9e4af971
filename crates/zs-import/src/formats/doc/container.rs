//! The streams of the OLE container that hold a Word document.
use super::fib::Fib;
use super::trouble;
use crate::ReadError;
use std::io::{Cursor, Read};

/// The streams of a document.
pub(super) struct Streams {
    /// `WordDocument`: the header, the text, the pages of properties.
    pub(super) document: Vec<u8>,
    /// `0Table` or `1Table`: where everything else stands.
    pub(super) table: Vec<u8>,
    /// `Data`: properties too long for their page.
    pub(super) data: Vec<u8>,
    /// The header, read.
    pub(super) fib: Fib,
}

/// Takes the streams out of the container.
pub(super) fn open(bytes: &[u8]) -> Result<Streams, ReadError> {
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(broken)?;
    if container.exists("/EncryptedPackage") {
        return Err(trouble::encrypted());
    }
    let Some(document) = stream(&mut container, "/WordDocument", bytes.len())? else {
        return Err(trouble::unknown("文件里没有 Word 文档", "the file holds no Word document"));
    };
    let fib = Fib::read(&document)?;
    let name = if fib.table_one { "/1Table" } else { "/0Table" };
    let Some(table) = stream(&mut container, name, bytes.len())? else {
        return Err(trouble::damaged(
            &format!("缺少数据流 {}", &name[1..]),
            &format!("the stream {} is missing", &name[1..]),
        ));
    };
    // Pictures live here too; a document whose pictures are damaged still has its text.
    let data = stream(&mut container, "/Data", bytes.len()).ok().flatten().unwrap_or_default();
    Ok(Streams { document, table, data, fib })
}

fn stream(
    container: &mut cfb::CompoundFile<Cursor<&[u8]>>,
    name: &str,
    most: usize,
) -> Result<Option<Vec<u8>>, ReadError> {
    if !container.is_stream(name) {
        return Ok(None);
    }
    let mut stream = Vec::new();
    let found = container.open_stream(name).map_err(broken)?;
    // No stream is longer than its container; one that claims it goes in circles.
    found.take(most as u64).read_to_end(&mut stream).map_err(broken)?;
    Ok(Some(stream))
}

fn broken(error: std::io::Error) -> ReadError {
    trouble::damaged(&error.to_string(), &error.to_string())
}
