//! Which parts of the archive are documents, pages, templates and resources.
use super::resources::Resources;
use super::values::rectangle;
use crate::formats::archive::{Archive, resolve};
use crate::formats::page::matrix::Real;
use crate::formats::xml::{Item, Scanner, decode};
use crate::{Limits, ReadError, ReadErrorKind};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The part that everything begins with.
const ROOT: &str = "OFD.xml";
/// Documents of one file; real files hold one.
const DOCUMENTS: usize = 64;
/// Templates of one document.
const TEMPLATES: usize = 10_000;
/// Longest text of an element that is kept; names of parts are shorter.
const LONGEST: usize = 4_096;
/// A4, for pages that do not say their size.
pub const A4: [Real; 4] = [0.0, 0.0, 210.0, 297.0];

/// An open file.
pub struct Package<'a> {
    archive: Archive<'a>,
    limits: Limits,
    /// Templates by the names of their parts, each inflated once.
    templates: BTreeMap<String, Option<Rc<str>>>,
}

/// One document of a file.
pub struct Document {
    /// The box of pages that give none.
    pub area: [Real; 4],
    /// Names of the parts of pages, in order.
    pub pages: Vec<String>,
    /// Names of the parts of templates by their ids.
    pub templates: BTreeMap<String, String>,
    pub resources: Resources,
}

impl<'a> Package<'a> {
    pub fn new(archive: Archive<'a>, limits: &Limits) -> Self {
        Self { archive, limits: *limits, templates: BTreeMap::new() }
    }

    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// A part as text; `None` if there is none of this name.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let Some(bytes) = self.archive.read(name)? else { return Ok(None) };
        match String::from_utf8(bytes) {
            Ok(text) if !text.starts_with('\u{feff}') => Ok(Some(text)),
            Ok(text) => Ok(Some(text.trim_start_matches('\u{feff}').to_owned())),
            Err(other) => Ok(Some(decode(other.as_bytes(), name)?.into_owned())),
        }
    }

    /// A template's part.
    pub fn template(&mut self, name: &str) -> Result<Option<Rc<str>>, ReadError> {
        if let Some(known) = self.templates.get(name) {
            return Ok(known.clone());
        }
        let text: Option<Rc<str>> = self.part(name)?.map(Into::into);
        self.templates.insert(name.to_owned(), text.clone());
        Ok(text)
    }

    /// Names of the parts of documents.
    pub fn roots(&mut self) -> Result<Vec<String>, ReadError> {
        let Some(text) = self.part(ROOT)? else {
            return Err(ReadError::new(
                ReadErrorKind::UnknownKind,
                "压缩包里没有 OFD.xml，不是 OFD 文件；请检查文件的真实类型",
                "the archive holds no OFD.xml, so it is no OFD file; check what kind of file it is",
            ));
        };
        let mut roots = Vec::new();
        each(&text, ROOT, &self.limits, |name, _, value| {
            if name == b"DocRoot" && roots.len() < DOCUMENTS {
                roots.push(resolve("", value));
            }
        })?;
        Ok(roots)
    }

    /// The document whose part has this name; one without a part has no pages.
    pub fn document(&mut self, name: &str) -> Result<Document, ReadError> {
        let text = self.part(name)?.unwrap_or_else(|| "<Document/>".to_owned());
        let folder = folder(name);
        let mut found = Document {
            area: A4,
            pages: Vec::new(),
            templates: BTreeMap::new(),
            resources: Resources::default(),
        };
        let mut resources = Vec::new();
        let most = self.limits.pages;
        each(&text, name, &self.limits, |name, attributes, value| match name {
            b"PhysicalBox" => found.area = rectangle(value).unwrap_or(found.area),
            b"PublicRes" | b"DocumentRes" if resources.len() < DOCUMENTS => {
                resources.push(resolve(folder, value))
            }
            b"TemplatePage" => {
                if let [Some(id), Some(at)] = attributes
                    && found.templates.len() < TEMPLATES
                {
                    found.templates.insert(id.clone(), resolve(folder, at));
                }
            }
            // One page too many is enough to refuse the file.
            b"Page" if found.pages.len() <= most => {
                found.pages.extend(attributes[1].as_deref().map(|at| resolve(folder, at)));
            }
            _ => {}
        })?;
        for name in resources {
            found.resources.read(self, &name)?;
        }
        Ok(found)
    }
}

/// The folder of a part.
pub fn folder(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Calls `take` at the end of each element with its name, its attributes `ID` and `BaseLoc`, and its own text.
fn each(
    text: &str,
    part: &str,
    limits: &Limits,
    mut take: impl FnMut(&[u8], &[Option<String>; 2], &str),
) -> Result<(), ReadError> {
    let mut scanner = Scanner::new(text, part, limits);
    let mut open = Vec::new();
    loop {
        match scanner.item()? {
            Item::Open(tag) => {
                let value = |name| tag.attribute(name).map(|value| value.into_owned());
                open.push((tag.local(), [value("ID"), value("BaseLoc")], String::new()));
            }
            Item::Text(piece) => {
                if let Some((_, _, own)) = open.last_mut()
                    && own.len() + piece.len() <= LONGEST
                {
                    own.push_str(piece);
                }
            }
            Item::Char(one) => {
                if let Some((_, _, own)) = open.last_mut()
                    && own.len() < LONGEST
                {
                    own.push(one);
                }
            }
            Item::Close => {
                if let Some((name, attributes, own)) = open.pop() {
                    take(name, &attributes, own.trim());
                }
            }
            Item::End => return Ok(()),
        }
    }
}
