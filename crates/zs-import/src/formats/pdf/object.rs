//! The objects that a PDF file consists of, read from tokens.
use super::lex::{Lexer, Token};
use crate::formats::page::matrix::{Real, whole};
use std::collections::BTreeMap;

/// Deepest nesting of arrays and dictionaries in one object.
const DEPTH: usize = 48;
/// Most parts of one object.
const PARTS: usize = 200_000;

/// One object.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Object {
    #[default]
    Null,
    Bool(bool),
    Number(Real),
    Name(Vec<u8>),
    Text(Vec<u8>),
    Array(Vec<Object>),
    Dict(Dict),
    Ref(u32),
    Stream(Stream),
}

/// A dictionary.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Dict(BTreeMap<Vec<u8>, Object>);

/// A stream: its dictionary, and where its bytes lie in the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Stream {
    pub dict: Dict,
    pub start: usize,
    pub length: usize,
    /// The object's number and generation: keys of encrypted streams are made of them.
    pub id: (u32, u32),
}

impl Dict {
    /// The value of a key, references not followed.
    pub fn get(&self, key: &str) -> &Object {
        self.0.get(key.as_bytes()).unwrap_or(&Object::Null)
    }

    pub fn by_name(&self, key: &[u8]) -> &Object {
        self.0.get(key).unwrap_or(&Object::Null)
    }

    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Object> {
        self.0.values_mut()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn insert(&mut self, key: Vec<u8>, value: Object) {
        self.0.insert(key, value);
    }
}

impl Object {
    pub fn dict(&self) -> Option<&Dict> {
        match self {
            Self::Dict(dict) => Some(dict),
            Self::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }

    pub fn name(&self) -> Option<&[u8]> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }

    pub fn text(&self) -> Option<&[u8]> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    pub fn number(&self) -> Option<Real> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    pub fn integer(&self) -> Option<i64> {
        self.number().and_then(whole)
    }

    pub fn array(&self) -> &[Self] {
        if let Self::Array(items) = self { items } else { &[] }
    }
}

/// Reads one object; `references` are told from numbers only in files, not in content streams.
pub(super) fn read(lexer: &mut Lexer<'_>, references: bool) -> Option<Object> {
    Reader { lexer, references, parts: PARTS }.object(DEPTH)
}

/// Reads the rest of an object whose first token is known.
pub(super) fn read_after(lexer: &mut Lexer<'_>, token: Token<'_>) -> Option<Object> {
    Reader { lexer, references: false, parts: PARTS }.after(token, DEPTH)
}

struct Reader<'l, 'a> {
    lexer: &'l mut Lexer<'a>,
    references: bool,
    parts: usize,
}

impl Reader<'_, '_> {
    fn object(&mut self, depth: usize) -> Option<Object> {
        let token = self.lexer.token()?;
        self.after(token, depth)
    }

    fn after(&mut self, token: Token<'_>, depth: usize) -> Option<Object> {
        let inner = depth.checked_sub(1)?;
        self.parts = self.parts.checked_sub(1)?;
        Some(match token {
            Token::Number(number) => self.reference(number).unwrap_or(Object::Number(number)),
            Token::Name(name) => Object::Name(name),
            Token::Text(text) => Object::Text(text),
            Token::ArrayOpen => self.array(inner)?,
            Token::DictOpen => Object::Dict(self.dict(inner)?),
            Token::Word(b"true") => Object::Bool(true),
            Token::Word(b"false") => Object::Bool(false),
            Token::Word(b"null") => Object::Null,
            Token::ArrayClose | Token::DictClose | Token::Word(_) => return None,
        })
    }

    /// `12 0 R`
    fn reference(&mut self, number: Real) -> Option<Object> {
        if !self.references {
            return None;
        }
        let number = u32::try_from(whole(number)?).ok()?;
        let mut ahead = self.lexer.clone();
        ahead.skip_space();
        if !ahead.peek()?.is_ascii_digit() {
            return None;
        }
        let Token::Number(_) = ahead.token()? else { return None };
        let Token::Word(b"R") = ahead.token()? else { return None };
        self.lexer.at = ahead.at;
        Some(Object::Ref(number))
    }

    fn array(&mut self, depth: usize) -> Option<Object> {
        let mut items = Vec::new();
        loop {
            match self.lexer.token()? {
                Token::ArrayClose => return Some(Object::Array(items)),
                // A stray word is passed over; the end of what the array stands in ends it.
                Token::Word(b"endobj" | b"endstream") | Token::DictClose => {
                    return Some(Object::Array(items));
                }
                token @ Token::Word(_) => {
                    items.extend(self.after(token, depth));
                    self.parts = self.parts.checked_sub(1)?;
                }
                token => items.push(self.after(token, depth)?),
            }
        }
    }

    fn dict(&mut self, depth: usize) -> Option<Dict> {
        let mut dict = Dict::default();
        loop {
            match self.lexer.token()? {
                Token::DictClose => return Some(dict),
                Token::Name(key) => {
                    let before = self.lexer.at;
                    match self.lexer.token()? {
                        Token::DictClose => return Some(dict),
                        Token::Word(b"endobj" | b"stream") => {
                            self.lexer.at = before;
                            return Some(dict);
                        }
                        token => {
                            let value = self.after(token, depth).unwrap_or_default();
                            dict.0.insert(key, value);
                        }
                    }
                }
                Token::Word(b"endobj" | b"stream") => return Some(dict),
                _ => self.parts = self.parts.checked_sub(1)?,
            }
        }
    }
}
