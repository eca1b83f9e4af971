//! The table that says where objects lie: printed tables, table streams, and chains of both.
use super::file::{Entry, File};
use super::lex::{Lexer, Token};
use super::object::{self, Dict, Object};
use crate::ReadError;
use crate::formats::page::matrix::whole;
use std::collections::BTreeSet;

/// Tables in a chain: one for each time that the file was saved.
const CHAIN: usize = 400;

/// Reads all tables, newest first; gives the newest trailer, `None` if a table is broken.
pub(super) fn read(file: &File<'_>) -> Result<Option<Dict>, ReadError> {
    let Some(mark) = memchr::memmem::rfind(file.bytes, b"startxref") else { return Ok(None) };
    let mut lexer = Lexer::new(file.bytes, mark + b"startxref".len());
    let Some(start) = offset(&object::read(&mut lexer, false).unwrap_or_default()) else {
        return Ok(None);
    };
    let mut pending = vec![start];
    let mut seen = BTreeSet::new();
    let mut newest = None;
    while let Some(start) = pending.pop() {
        if !seen.insert(start) || seen.len() > CHAIN {
            continue;
        }
        let Some(trailer) = section(file, start)? else { return Ok(None) };
        // The table stream of a hybrid file counts before the older tables.
        pending.extend(offset(trailer.get("Prev")));
        pending.extend(offset(trailer.get("XRefStm")));
        newest = newest.or(Some(trailer));
    }
    Ok(newest)
}

fn offset(object: &Object) -> Option<usize> {
    usize::try_from(object.integer()?).ok()
}

fn section(file: &File<'_>, start: usize) -> Result<Option<Dict>, ReadError> {
    let mut lexer = Lexer::new(file.bytes, start);
    lexer.skip_space();
    if file.bytes[lexer.at..].starts_with(b"xref") {
        lexer.at += b"xref".len();
        return printed(file, &mut lexer);
    }
    let Some(Object::Stream(stream)) = file.read_at(start, None)? else { return Ok(None) };
    if stream.dict.get("Type").name() != Some(b"XRef") {
        return Ok(None);
    }
    let Some(bytes) = file.unpack(&stream)? else { return Ok(None) };
    Ok(packed(file, &stream.dict, &bytes)?.then_some(stream.dict))
}

/// `0 3` and three lines of `0000000016 00000 n`, until `trailer`.
fn printed(file: &File<'_>, lexer: &mut Lexer<'_>) -> Result<Option<Dict>, ReadError> {
    let begin = lexer.at;
    let integer = |token| match token {
        Some(Token::Number(number)) => whole(number),
        _ => None,
    };
    loop {
        let first = match lexer.token() {
            Some(Token::Word(b"trailer")) => break,
            token => integer(token).and_then(|n| u32::try_from(n).ok()),
        };
        let count = integer(lexer.token());
        let (Some(first), Some(count)) = (first, count) else { return Ok(None) };
        for at in 0..u32::try_from(count).unwrap_or(0) {
            let (place, _) = (integer(lexer.token()), lexer.token());
            let entry = match (lexer.token(), place.and_then(|n| usize::try_from(n).ok())) {
                (Some(Token::Word(b"n")), Some(place)) => Entry::At(place),
                (Some(Token::Word(b"f")), _) => Entry::Free,
                _ => return Ok(None),
            };
            file.enter(first.saturating_add(at), entry)?;
        }
    }
    let trailer = object::read(lexer, true);
    file.budget.work(lexer.at - begin)?;
    Ok(match trailer {
        Some(Object::Dict(dict)) => Some(dict),
        _ => None,
    })
}

/// Entries of fixed width; `false` if the widths make no sense.
fn packed(file: &File<'_>, dict: &Dict, bytes: &[u8]) -> Result<bool, ReadError> {
    let widths: Vec<usize> =
        dict.get("W").array().iter().filter_map(offset).filter(|w| *w <= 8).collect();
    let [kind, place, more] = widths[..] else { return Ok(false) };
    if place == 0 {
        return Ok(false);
    }
    let index = dict.get("Index").array();
    let size = [Object::Number(0.0), dict.get("Size").clone()];
    let mut entries = bytes.chunks_exact(kind + place + more);
    file.budget.work(bytes.len())?;
    for range in if index.is_empty() { &size } else { index }.chunks_exact(2) {
        let (Some(first), Some(count)) = (offset(&range[0]), offset(&range[1])) else {
            return Ok(false);
        };
        for number in first..first.saturating_add(count) {
            let Some(entry) = entries.next() else { break };
            let number_of =
                |bytes: &[u8]| bytes.iter().fold(0_u64, |n, byte| n << 8 | u64::from(*byte));
            let at = number_of(&entry[kind..kind + place]);
            let entry = match if kind == 0 { 1 } else { number_of(&entry[..kind]) } {
                1 => usize::try_from(at).map_or(Entry::Free, Entry::At),
                2 => u32::try_from(at).map_or(Entry::Free, Entry::In),
                _ => Entry::Free,
            };
            if let Ok(number) = u32::try_from(number) {
                file.enter(number, entry)?;
            }
        }
    }
    Ok(true)
}
