//! Finding the objects of a file whose table is broken: every `1 0 obj` is looked for.
use super::file::{Entries, Entry, File};
use super::lex::{Lexer, Token, is_space};
use super::object::{self, Dict, Object};
use crate::ReadError;
use crate::formats::page::budget::too_large;
use crate::formats::page::matrix::whole;

/// Places where a trailer may be hidden that are looked at, last ones first.
const TRAILERS: usize = 24;
/// Object streams that are looked for.
const PACKS: usize = 20_000;
const ENTRIES: usize = 2_000_000;

/// `12 0 obj`: number and generation.
pub(super) fn head(lexer: &mut Lexer<'_>) -> Option<(u32, u32)> {
    let mut integer = || match lexer.token()? {
        Token::Number(number) => u32::try_from(whole(number)?).ok(),
        _ => None,
    };
    let id = (integer()?, integer()?);
    lexer.skip_space();
    let rest = &lexer.bytes[lexer.at..];
    rest.starts_with(b"obj").then(|| {
        lexer.at += b"obj".len();
        id
    })
}

/// All objects of the file, the last one of a number counts; and the trailer, if one is found or can be made.
pub(super) fn scan(file: &File<'_>) -> Result<(Entries, Dict), ReadError> {
    let bytes = file.bytes;
    file.budget.work(bytes.len())?;
    let mut entries = Entries::new();
    for at in memchr::memmem::find_iter(bytes, b"obj") {
        if let Some((start, number)) = begin(bytes, at) {
            entries.insert(number, Entry::At(start));
        }
        if entries.len() > ENTRIES {
            return Err(too_large("对象过多", "its objects"));
        }
    }
    let trailer = trailer(file)?.or(catalog(file)?).unwrap_or_default();
    Ok((entries, trailer))
}

/// Where the object whose `obj` stands at `at` begins, and its number.
fn begin(bytes: &[u8], at: usize) -> Option<(usize, u32)> {
    let before = |at: usize, test: fn(u8) -> bool| {
        let run = bytes[at.saturating_sub(32)..at].iter().rev();
        at - run.take_while(|byte| test(**byte)).count()
    };
    let digit = |byte: u8| byte.is_ascii_digit();
    let generation_end = before(at, is_space);
    let generation = before(generation_end, digit);
    let number_end = before(generation, is_space);
    let number = before(number_end, digit);
    if generation == generation_end || number == number_end || number_end == generation {
        return None;
    }
    let text = std::str::from_utf8(&bytes[number..number_end]).ok()?;
    Some((number, text.parse().ok()?))
}

/// The last dictionary that names a root: behind the word `trailer`, or that of a table stream.
fn trailer(file: &File<'_>) -> Result<Option<Dict>, ReadError> {
    for at in memchr::memmem::rfind_iter(file.bytes, b"/Root").take(TRAILERS) {
        let dict = match enclosing(file.bytes, at) {
            Some(Enclosing::Trailer(start)) => {
                let mut lexer = Lexer::new(file.bytes, start);
                let dict = object::read(&mut lexer, true);
                file.budget.work(lexer.at - start)?;
                dict
            }
            Some(Enclosing::Object(start)) => file.read_at(start, None)?,
            None => None,
        };
        let named = |dict: &&Dict| matches!(dict.get("Root"), Object::Ref(_));
        if let Some(dict) = dict.as_ref().and_then(Object::dict).filter(named) {
            return Ok(Some(dict.clone()));
        }
    }
    Ok(None)
}

/// Without a trailer the last catalog of the file is the root.
fn catalog(file: &File<'_>) -> Result<Option<Dict>, ReadError> {
    for at in memchr::memmem::rfind_iter(file.bytes, b"/Catalog").take(TRAILERS) {
        let Some(Enclosing::Object(start)) = enclosing(file.bytes, at) else { continue };
        let mut lexer = Lexer::new(file.bytes, start);
        let Some((number, _)) = head(&mut lexer) else { continue };
        let found = file.read_at(start, None)?;
        if found.as_ref().and_then(Object::dict).is_some_and(|d| *d.get("Pages") != Object::Null) {
            let mut dict = Dict::default();
            dict.insert(b"Root".to_vec(), Object::Ref(number));
            return Ok(Some(dict));
        }
    }
    Ok(None)
}

enum Enclosing {
    Trailer(usize),
    Object(usize),
}

/// What the text at `at` stands in: how far back that may begin is limited.
fn enclosing(bytes: &[u8], at: usize) -> Option<Enclosing> {
    let from = at.saturating_sub(64 << 10);
    let before = &bytes[from..at];
    let trailer = memchr::memmem::rfind(before, b"trailer");
    let object = memchr::memmem::rfind_iter(before, b"obj")
        .take(16)
        .find_map(|near| Some((near, begin(bytes, from + near)?.0)));
    match (trailer, object) {
        (Some(near), Some((object, start))) if object > near => Some(Enclosing::Object(start)),
        (Some(near), _) => Some(Enclosing::Trailer(from + near + b"trailer".len())),
        (None, Some((_, start))) => Some(Enclosing::Object(start)),
        (None, None) => None,
    }
}

/// Numbers of the streams that hold other objects.
pub(super) fn object_streams(file: &File<'_>) -> Vec<u32> {
    let found = memchr::memmem::find_iter(file.bytes, b"/ObjStm").take(PACKS);
    let number = |at| match enclosing(file.bytes, at)? {
        Enclosing::Object(start) => {
            head(&mut Lexer::new(file.bytes, start)).map(|(number, _)| number)
        }
        Enclosing::Trailer(_) => None,
    };
    let mut numbers: Vec<u32> = found.filter_map(number).collect();
    numbers.reverse();
    numbers
}
