//! A PDF file: where its objects lie, and reading them one by one.
//!
//! Nothing is kept but the table of places and unpacked object streams: a file of 64 MiB may hold
//! millions of objects, and only those that pages use are ever read.
use super::crypt::Crypt;
use super::filter::{Filter, unpack};
use super::lex::Lexer;
use super::object::{self, Dict, Object, Stream};
use super::{repair, xref};
use crate::formats::page::budget::{Budget, too_large};
use crate::{Limits, ReadError, ReadErrorKind};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// References that point to references, streams whose length is an object: so deep and no deeper.
const DEPTH: u32 = 24;
/// What looking for an object costs at least, counted as bytes.
const LOOK: usize = 32;
/// Most entries of the table.
const ENTRIES: usize = 2_000_000;

/// Where an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    Free,
    At(usize),
    /// Within an object stream.
    In(u32),
}

pub(super) type Entries = BTreeMap<u32, Entry>;

/// An unpacked object stream: its bytes, and where each object begins.
#[derive(Default)]
pub(super) struct Pack {
    pub bytes: Vec<u8>,
    pub starts: BTreeMap<u32, usize>,
}

pub(super) struct File<'a> {
    pub bytes: &'a [u8],
    pub budget: &'a Budget,
    pub entries: RefCell<Entries>,
    pub trailer: Dict,
    crypt: Option<Crypt>,
    packs: RefCell<BTreeMap<u32, Rc<Pack>>>,
    repaired: Cell<bool>,
    depth: Cell<u32>,
}

impl<'a> File<'a> {
    /// Finds the file's objects, by its own table or, where that is broken, by looking for them.
    pub fn open(bytes: &'a [u8], limits: &Limits, budget: &'a Budget) -> Result<Self, ReadError> {
        if bytes.len() > limits.input {
            return Err(too_large("过大", "its size"));
        }
        let head = &bytes[..bytes.len().min(1024)];
        let begin = memchr::memmem::find(head, b"%PDF-").unwrap_or(0);
        let mut file = Self {
            bytes: &bytes[begin..],
            budget,
            entries: RefCell::default(),
            trailer: Dict::default(),
            crypt: None,
            packs: RefCell::default(),
            repaired: Cell::new(false),
            depth: Cell::new(0),
        };
        if let Some(trailer) = xref::read(&file)? {
            file.trailer = trailer;
            file.unlock()?;
        }
        if file.catalog()?.is_none() {
            file.repair()?;
            file.unlock()?;
            file.repair_packed()?;
        }
        Ok(file)
    }

    /// The catalog, if it names pages.
    pub fn catalog(&self) -> Result<Option<Dict>, ReadError> {
        let root = self.resolve(self.trailer.get("Root"))?;
        let pages = |dict: &&Dict| !matches!(dict.get("Pages"), Object::Null);
        Ok(root.dict().filter(pages).cloned())
    }

    fn repair(&mut self) -> Result<(), ReadError> {
        self.repaired.set(true);
        self.packs.borrow_mut().clear();
        let (entries, trailer) = repair::scan(self)?;
        *self.entries.borrow_mut() = entries;
        self.trailer = trailer;
        Ok(())
    }

    /// Objects in object streams count where no object of the number stands in the file itself.
    fn repair_packed(&self) -> Result<(), ReadError> {
        for number in repair::object_streams(self) {
            let pack = self.pack(number)?;
            for packed in pack.starts.keys() {
                self.entries.borrow_mut().entry(*packed).or_insert(Entry::In(number));
            }
        }
        Ok(())
    }

    /// Prepares for reading an encrypted file that opens without a password.
    fn unlock(&mut self) -> Result<(), ReadError> {
        self.crypt = None;
        let locked = self.resolve(self.trailer.get("Encrypt"))?;
        let Some(dict) = locked.dict() else { return Ok(()) };
        let id = self.resolve(self.trailer.get("ID"))?;
        let id = id.array().first().and_then(Object::text).unwrap_or_default();
        self.crypt = Some(Crypt::open(dict, id).ok_or_else(encrypted)?);
        self.packs.borrow_mut().clear();
        Ok(())
    }

    /// Remembers where an object is, unless a newer table said so already.
    pub fn enter(&self, number: u32, entry: Entry) -> Result<(), ReadError> {
        let mut entries = self.entries.borrow_mut();
        entries.entry(number).or_insert(entry);
        if entries.len() > ENTRIES { Err(too_large("对象过多", "its objects")) } else { Ok(()) }
    }

    /// The object that a reference points to; anything else stays as it is.
    pub fn resolve(&self, object: &Object) -> Result<Object, ReadError> {
        match object {
            Object::Ref(number) => self.get(*number),
            other => Ok(other.clone()),
        }
    }

    /// A value of a dictionary, references followed.
    pub fn value(&self, dict: &Dict, key: &str) -> Result<Object, ReadError> {
        self.resolve(dict.get(key))
    }

    /// The object of a number; null if there is none.
    pub fn get(&self, number: u32) -> Result<Object, ReadError> {
        if self.depth.get() >= DEPTH {
            return Ok(Object::Null);
        }
        self.budget.work(LOOK)?;
        self.depth.set(self.depth.get() + 1);
        let found = self.find(number);
        self.depth.set(self.depth.get() - 1);
        match found? {
            Object::Ref(next) if next != number => self.get(next),
            Object::Ref(_) => Ok(Object::Null),
            other => Ok(other),
        }
    }

    fn find(&self, number: u32) -> Result<Object, ReadError> {
        let entry = self.entries.borrow().get(&number).copied();
        match entry {
            None | Some(Entry::Free) => Ok(Object::Null),
            Some(Entry::At(start)) => match self.read_at(start, Some(number))? {
                Some(object) => Ok(object),
                None => self.find_again(number),
            },
            Some(Entry::In(pack)) => {
                let pack = self.pack(pack)?;
                let Some(start) = pack.starts.get(&number) else { return Ok(Object::Null) };
                let mut lexer = Lexer::new(&pack.bytes, *start);
                let object = object::read(&mut lexer, true).unwrap_or_default();
                self.budget.work(lexer.at - *start)?;
                Ok(object)
            }
        }
    }

    /// The table lied: objects are looked for, once.
    fn find_again(&self, number: u32) -> Result<Object, ReadError> {
        if self.repaired.replace(true) {
            return Ok(Object::Null);
        }
        let (entries, _) = repair::scan(self)?;
        for (number, entry) in entries {
            self.entries.borrow_mut().insert(number, entry);
        }
        self.find(number)
    }

    /// The object whose `1 0 obj` begins at `start`; `None` if none does, or one of another number.
    pub fn read_at(&self, start: usize, number: Option<u32>) -> Result<Option<Object>, ReadError> {
        let mut lexer = Lexer::new(self.bytes, start);
        let Some(id) = repair::head(&mut lexer) else { return Ok(None) };
        if number.is_some_and(|number| number != id.0) {
            return Ok(None);
        }
        let body = lexer.at;
        let mut object = object::read(&mut lexer, true).unwrap_or_default();
        self.budget.work(lexer.at - body)?;
        if let Some(crypt) = &self.crypt {
            crypt.texts(&mut object, id);
        }
        let Object::Dict(dict) = object else { return Ok(Some(object)) };
        lexer.skip_space();
        if !self.bytes[lexer.at..].starts_with(b"stream") {
            return Ok(Some(Object::Dict(dict)));
        }
        lexer.at += b"stream".len();
        let stream = self.stream(dict, lexer.at, id)?;
        Ok(Some(Object::Stream(stream)))
    }

    fn stream(&self, dict: Dict, after: usize, id: (u32, u32)) -> Result<Stream, ReadError> {
        let rest = &self.bytes[after..];
        let start = after + rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let rest = &self.bytes[start..];
        let line = if rest.starts_with(b"\r\n") {
            2
        } else {
            usize::from(rest.starts_with(b"\n") || rest.starts_with(b"\r"))
        };
        let start = start + line;
        let stated = self.value(&dict, "Length")?.integer().and_then(|n| usize::try_from(n).ok());
        let ends = |length: &usize| {
            let end = start.checked_add(*length).filter(|end| *end <= self.bytes.len());
            end.is_some_and(|end| {
                let mut lexer = Lexer::new(self.bytes, end);
                lexer.skip_space();
                self.bytes[lexer.at..].starts_with(b"endstream")
            })
        };
        let length = match stated.filter(ends) {
            Some(length) => length,
            None => {
                let rest = &self.bytes[start..];
                let length = memchr::memmem::find(rest, b"endstream").unwrap_or(rest.len());
                self.budget.work(length)?;
                length
            }
        };
        Ok(Stream { dict, start, length, id })
    }

    /// A stream's bytes unpacked; `None` for pictures.
    pub fn unpack(&self, stream: &Stream) -> Result<Option<Vec<u8>>, ReadError> {
        let end = stream.start.saturating_add(stream.length).min(self.bytes.len());
        let raw = self.bytes.get(stream.start..end).unwrap_or_default();
        let filters = self.filters(&stream.dict)?;
        let open = filters.first().is_some_and(|filter| filter.name == b"Crypt")
            || stream.dict.get("Type").name() == Some(b"XRef");
        match &self.crypt {
            Some(crypt) if !open => {
                self.budget.inflate(raw.len())?;
                unpack(&crypt.stream(raw, stream.id), &filters, self.budget)
            }
            _ => unpack(raw, &filters, self.budget),
        }
    }

    fn filters(&self, dict: &Dict) -> Result<Vec<Filter>, ReadError> {
        let names = match self.value(dict, "Filter")? {
            Object::Array(names) => names,
            Object::Null => Vec::new(),
            name => vec![name],
        };
        let parameters = match self.value(dict, "DecodeParms")? {
            Object::Array(list) => list,
            one => vec![one],
        };
        let mut filters = Vec::new();
        for (at, name) in names.iter().enumerate().take(16) {
            let name = self.resolve(name)?.name().unwrap_or_default().to_vec();
            let parameters = self.resolve(parameters.get(at).unwrap_or(&Object::Null))?;
            filters
                .push(Filter { name, parameters: parameters.dict().cloned().unwrap_or_default() });
        }
        Ok(filters)
    }

    pub fn pack(&self, number: u32) -> Result<Rc<Pack>, ReadError> {
        if let Some(pack) = self.packs.borrow().get(&number) {
            return Ok(Rc::clone(pack));
        }
        // Whoever asks for it while it is being read gets an empty one.
        self.packs.borrow_mut().insert(number, Rc::default());
        let entry = self.entries.borrow().get(&number).copied();
        let Some(Entry::At(_)) = entry else { return Ok(Rc::default()) };
        let Object::Stream(stream) = self.get(number)? else { return Ok(Rc::default()) };
        let pack = Rc::new(self.unpack_objects(&stream)?);
        self.packs.borrow_mut().insert(number, Rc::clone(&pack));
        Ok(pack)
    }

    fn unpack_objects(&self, stream: &Stream) -> Result<Pack, ReadError> {
        let bytes = self.unpack(stream)?.unwrap_or_default();
        let integer = |key| -> Result<usize, ReadError> {
            let value = self.value(&stream.dict, key)?.integer();
            Ok(value.and_then(|n| usize::try_from(n).ok()).unwrap_or(0))
        };
        let (count, first) = (integer("N")?.min(ENTRIES), integer("First")?);
        let mut starts = BTreeMap::new();
        let mut lexer = Lexer::new(&bytes, 0);
        for _ in 0..count {
            let mut whole = || object::read(&mut lexer, false)?.integer();
            let (Some(number), Some(offset)) = (whole(), whole()) else { break };
            let (Ok(number), Ok(offset)) = (u32::try_from(number), usize::try_from(offset)) else {
                continue;
            };
            if let Some(start) = first.checked_add(offset).filter(|start| *start < bytes.len()) {
                starts.insert(number, start);
            }
        }
        self.budget.work(lexer.at)?;
        self.budget.mark(starts.len())?;
        Ok(Pack { bytes, starts })
    }
}

fn encrypted() -> ReadError {
    ReadError::new(
        ReadErrorKind::Encrypted,
        "PDF 文件设有打开密码；请用密码打开，取消密码后另存再提交",
        "the PDF file needs a password to open; open it, remove the password, save it and try again",
    )
}
