//! Any bytes as a .doc file, or as its streams: an error or a sound layout.
//!
//! What begins with an OLE head is read as it is. Other input is two lengths (16 bits each) and the streams
//! `WordDocument`, `1Table` and `Data`, so that the fuzzer need not find out how containers are made.
#![no_main]
use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write};
use zs_import::formats::doc;

fuzz_target!(|data: &[u8]| {
    let bytes = if data.starts_with(&[0xD0, 0xCF]) { data.to_vec() } else { container(data) };
    if let Ok(layout) = doc::read(&bytes, &zs_fuzz::limits()) {
        zs_fuzz::check(&layout);
    }
});

fn container(data: &[u8]) -> Vec<u8> {
    let Some((lengths, rest)) = data.split_first_chunk::<4>() else { return Vec::new() };
    let length = |at: usize| usize::from(u16::from_le_bytes([lengths[at], lengths[at + 1]]));
    let (document, rest) = rest.split_at(length(0).min(rest.len()));
    let (table, rest) = rest.split_at(length(2).min(rest.len()));
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory");
    for (name, bytes) in [("/WordDocument", document), ("/1Table", table), ("/Data", rest)] {
        let mut stream = container.create_stream(name).expect("a fresh name");
        stream.write_all(bytes).expect("memory");
    }
    container.into_inner().into_inner()
}
