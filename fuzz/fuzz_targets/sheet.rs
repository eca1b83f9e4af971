//! Any bytes as a workbook, or as its parts: an error or a sound layout.
//!
//! What begins with `PK` or an OLE head is read as it is; `B` begins the stream of an .xls, `O` the
//! content of an .ods; anything else is split at NUL into sheet, styles, strings, workbook and relations.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write};
use zs_import::formats::sheet;

const WORKBOOK: &[u8] =
    b"<workbook><sheets><sheet name=\"a\" r:id=\"1\"/><sheet name=\"b\" r:id=\"2\"/></sheets></workbook>";
const RELATIONS: &[u8] = b"<r><Relationship Id=\"1\" Type=\"worksheet\" Target=\"1.xml\"/>\
    <Relationship Id=\"2\" Type=\"styles\" Target=\"2.xml\"/>\
    <Relationship Id=\"3\" Type=\"sharedStrings\" Target=\"3.xml\"/></r>";
const NAMES: [&str; 5] =
    ["xl/1.xml", "xl/2.xml", "xl/3.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"];

fuzz_target!(|data: &[u8]| {
    let bytes = match data {
        [b'P', b'K', ..] | [0xD0, 0xCF, ..] => data.to_vec(),
        [b'B', stream @ ..] => container(stream),
        [b'O', content @ ..] => zs_fuzz::archive([("content.xml", content)].into_iter()),
        parts => {
            let mut given = parts.splitn(5, |byte| *byte == 0);
            let others: [&[u8]; 5] = [b"<a/>", b"<a/>", b"<a/>", WORKBOOK, RELATIONS];
            let parts = NAMES.into_iter().zip(others);
            zs_fuzz::archive(parts.map(|(name, other)| (name, given.next().unwrap_or(other))))
        }
    };
    if let Ok(layout) = sheet::read(&bytes, &zs_fuzz::limits()) {
        zs_fuzz::check(&layout);
    }
});

fn container(stream: &[u8]) -> Vec<u8> {
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory");
    let mut book = container.create_stream("/Workbook").expect("a fresh name");
    book.write_all(stream).expect("memory");
    drop(book);
    container.into_inner().into_inner()
}
