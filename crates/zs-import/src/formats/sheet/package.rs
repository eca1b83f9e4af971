//! XML parts of a zipped workbook and their events: no DTDs, no entities, nothing cut off.
use super::trouble;
use crate::formats::archive::Archive;
use crate::formats::xml;
use crate::formats::xml::tokens::{Tag, Token, Tokens};
use crate::{Limits, ReadError};
use quick_xml::XmlVersion;
use quick_xml::events::BytesRef;
use quick_xml::events::attributes::Attribute;
use quick_xml::name::QName;
use std::borrow::Cow;

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
    tokens: Tokens<'a>,
    name: &'a str,
    depth: usize,
    deepest: usize,
}

impl<'a> Events<'a> {
    pub(super) fn new(name: &'a str, text: &'a str, limits: &Limits) -> Self {
        let tokens = Tokens::new(text.trim_start_matches('\u{FEFF}'));
        Self { tokens, name, depth: 0, deepest: limits.depth }
    }

    /// The next token; `Eof` only when every element is closed.
    pub(super) fn token(&mut self) -> Result<Token<'a>, ReadError> {
        let token = self.tokens.token().map_err(|reason| self.broken(reason))?;
        match &token {
            Token::Start(_) if self.depth == self.deepest => {
                return Err(trouble::too_large(
                    &format!("工作簿内的 {} 元素嵌套过深", self.name),
                    &format!("the elements of {} in the workbook are nested too deep", self.name),
                ));
            }
            Token::Start(_) => self.depth += 1,
            Token::End(_) => self.depth = self.depth.saturating_sub(1),
            Token::Eof if self.depth > 0 => return Err(self.broken("it ends too early")),
            Token::Doctype => return Err(trouble::forbidden()),
            _ => {}
        }
        Ok(token)
    }

    /// The value right behind the tag that was just read, if it stands there as `<v>…</v>` without
    /// references: most cells do, and three events less for each of them save a quarter of the time.
    pub(super) fn plain_value(&mut self, out: &mut String) {
        let Some(rest) = self.tokens.rest().strip_prefix("<v>") else { return };
        let Some(length) = memchr::memchr2(b'<', b'&', rest.as_bytes()) else { return };
        let (value, behind) = rest.split_at(length);
        if behind.starts_with("</v>") {
            out.push_str(value);
            self.tokens.skip(length + "<v></v>".len());
        }
    }

    /// Adds the characters that come right now to `out`; what is left comes as tokens.
    pub(super) fn characters(&mut self, out: &mut String) {
        self.tokens.characters(out);
    }

    fn broken(&self, why: &str) -> ReadError {
        trouble::damaged(
            &format!("工作簿内的 {} 损坏（{why}）", self.name),
            &format!("{} in the workbook is damaged ({why})", self.name),
        )
    }
}

/// The value of an attribute by its local name (`id` finds `r:id`).
pub(super) fn attribute(element: &Tag<'_>, name: &str) -> Option<String> {
    let raw = element.attribute(name)?;
    let attribute = Attribute { key: QName(name), value: Cow::Borrowed(raw) };
    let value = attribute.normalized_value(XmlVersion::Implicit1_0);
    Some(value.map_or_else(|_| raw.to_owned(), Cow::into_owned))
}

/// Adds the character that `&…;` stands for; a number of no character adds nothing.
pub(super) fn refer(name: &str, out: &mut String) -> Result<(), ReadError> {
    let reference = BytesRef::new(name);
    if reference.is_char_ref() {
        out.extend(reference.resolve_char_ref().ok().flatten());
        return Ok(());
    }
    let text = quick_xml::escape::resolve_predefined_entity(name);
    out.push_str(text.ok_or_else(trouble::forbidden)?);
    Ok(())
}
