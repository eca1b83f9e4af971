//! XML parts of a zipped workbook and their events: no DTDs, no entities, nothing cut off.
use super::trouble;
use crate::formats::archive::Archive;
use crate::formats::xml;
use crate::{Limits, ReadError};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;
use std::io::BufRead;

/// Largest part in another encoding than UTF-8: it is held twice while it is decoded.
const RECODED: usize = 32 << 20;

/// A part as text; `None` when there is no such part.
pub(super) fn part(archive: &mut Archive<'_>, name: &str) -> Result<Option<String>, ReadError> {
    let Some(bytes) = archive.read(name)? else { return Ok(None) };
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Some(text)),
        Err(other) if other.as_bytes().len() > RECODED => Err(trouble::too_large(
            &format!("工作簿内的 {name} 过大"),
            &format!("{name} in the workbook is too large"),
        )),
        Err(other) => xml::decode(other.as_bytes(), name).map(|text| Some(text.into_owned())),
    }
}

/// The events of a part.
pub(super) struct Events<'a> {
    reader: Reader<&'a [u8]>,
    name: &'a str,
    depth: usize,
    deepest: usize,
}

impl<'a> Events<'a> {
    pub(super) fn new(name: &'a str, text: &'a str, limits: &Limits) -> Self {
        let reader = Reader::from_str(text.trim_start_matches('\u{FEFF}'));
        Self { reader, name, depth: 0, deepest: limits.depth }
    }

    /// The next event; `Eof` only when every element is closed.
    pub(super) fn event(&mut self) -> Result<Event<'a>, ReadError> {
        let event = self.reader.read_event().map_err(|error| self.broken(&error.to_string()))?;
        match &event {
            Event::Start(_) if self.depth == self.deepest => Err(trouble::too_large(
                &format!("工作簿内的 {} 元素嵌套过深", self.name),
                &format!("the elements of {} in the workbook are nested too deep", self.name),
            )),
            Event::Start(_) => {
                self.depth += 1;
                Ok(event)
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                Ok(event)
            }
            Event::Eof if self.depth > 0 => Err(self.broken("it ends too early")),
            Event::DocType(_) => Err(trouble::forbidden()),
            _ => Ok(event),
        }
    }

    /// The value right behind the tag that was just read, if it stands there as `<v>…</v>` without
    /// references: most cells do, and three events less for each of them save a quarter of the time.
    pub(super) fn plain_value(&mut self, out: &mut String) {
        let mut stream = self.reader.stream();
        let Some(rest) = stream.get_ref().strip_prefix(b"<v>") else { return };
        let Some(length) = memchr::memchr2(b'<', b'&', rest) else { return };
        let (value, behind) = rest.split_at(length);
        if let (Ok(value), true) = (std::str::from_utf8(value), behind.starts_with(b"</v>")) {
            out.push_str(value);
            stream.consume(length + b"<v></v>".len());
        }
    }

    fn broken(&self, why: &str) -> ReadError {
        trouble::damaged(
            &format!("工作簿内的 {} 损坏（{why}）", self.name),
            &format!("{} in the workbook is damaged ({why})", self.name),
        )
    }
}

/// The value of an attribute by its local name (`id` finds `r:id`).
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let attributes = attributes.with_checks(false).flatten();
    let mut named = attributes.filter(|attribute| attribute.key.local_name().as_ref() == name);
    let attribute = named.next()?;
    let value = attribute.normalized_value(XmlVersion::Implicit1_0);
    Some(value.map_or_else(|_| attribute.value.to_string(), Cow::into_owned))
}

/// Adds the character that `&…;` stands for; a number of no character adds nothing.
pub(super) fn refer(reference: &BytesRef<'_>, out: &mut String) -> Result<(), ReadError> {
    if reference.is_char_ref() {
        out.extend(reference.resolve_char_ref().ok().flatten());
        return Ok(());
    }
    let text = quick_xml::escape::resolve_predefined_entity(reference);
    out.push_str(text.ok_or_else(trouble::forbidden)?);
    Ok(())
}
