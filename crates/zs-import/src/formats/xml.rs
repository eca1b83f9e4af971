//! A scan over an XML part: decoding, namespaces, a depth limit, no DTDs and no entities.
mod names;
pub mod tokens;

use crate::{Limits, ReadError, ReadErrorKind};
use names::Names;
pub use names::Space;
use quick_xml::events::BytesRef;
use std::borrow::Cow;
use tokens::{Tag, Token, Tokens};

/// Most elements that are read of one part: 20 for each cell of the largest document.
const MOST_ELEMENTS: usize = 16_000_000;
/// Largest part in another encoding than UTF-8, in bytes; office programs write UTF-8.
const MOST_RECODED: usize = 48 << 20;

/// One step of a scan.
pub enum Item<'a> {
    /// A start tag (an empty element gives `Open`, then `Close`).
    Open(Open<'a>),
    /// The end of the element opened last and not yet closed.
    Close,
    /// Characters without references; line ends as in the file.
    Text(&'a str),
    /// A character reference, or one of the five predefined entities.
    Char(char),
    /// The end of the part.
    End,
}

/// A start tag and the namespace of its name.
pub struct Open<'a> {
    /// The tag.
    pub tag: Tag<'a>,
    /// Namespace of the element.
    pub space: Space,
}

impl<'a> Open<'a> {
    /// The name without prefix.
    #[must_use]
    pub fn local(&self) -> &'a [u8] {
        self.tag.local().as_bytes()
    }

    /// The value of the attribute with this local name, references resolved.
    #[must_use]
    pub fn attribute(&self, local: &str) -> Option<Cow<'a, str>> {
        let raw = self.tag.attribute(local)?;
        if raw.contains('&') {
            return Some(Cow::Owned(quick_xml::escape::unescape(raw).ok()?.into_owned()));
        }
        Some(Cow::Borrowed(raw))
    }

    /// The attribute `val`.
    #[must_use]
    pub fn val(&self) -> Option<Cow<'a, str>> {
        self.attribute("val")
    }

    /// The attribute `val` as a number; negative, broken or missing is `None`, too large is the largest.
    #[must_use]
    pub fn number(&self) -> Option<u32> {
        let val = self.val()?;
        let digits = val.trim();
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        Some(digits.parse().unwrap_or(u32::MAX))
    }

    /// A switch: on unless `val` says 0, false or off.
    #[must_use]
    pub fn on(&self) -> bool {
        !matches!(self.val().as_deref(), Some("0" | "false" | "off"))
    }
}

/// The text of an XML part: UTF-8, or what its byte order mark or declaration says.
///
/// # Errors
/// `Damaged` when the bytes are not in the encoding they claim; `TooLarge` for another encoding than UTF-8
/// beyond any real document, for there the text is a second copy.
pub fn decode<'a>(bytes: &'a [u8], part: &str) -> Result<Cow<'a, str>, ReadError> {
    if let Ok(text) = simdutf8::basic::from_utf8(bytes)
        && !bytes.starts_with(&[0xEF, 0xBB, 0xBF])
    {
        return Ok(Cow::Borrowed(text));
    }
    if bytes.len() > MOST_RECODED {
        return Err(ReadError::new(
            ReadErrorKind::TooLarge,
            format!("{part} 过大且不是 UTF-8 编码；请用 Word/WPS 打开后另存再试"),
            format!("{part} is too large and not in UTF-8; open and save it in Word/WPS"),
        ));
    }
    let encoding = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => declared(bytes).unwrap_or(encoding_rs::UTF_8),
    };
    let (text, _, broken) = encoding.decode(bytes);
    if broken { Err(damaged(part, 0, "bytes not in its encoding")) } else { Ok(text) }
}

/// The encoding named in the XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = &bytes[..bytes.len().min(200)];
    let head = &head[..memchr::memmem::find(head, b"?>")?];
    let after = &head[memchr::memmem::find(head, b"encoding")? + b"encoding".len()..];
    let mut parts = after.split(|byte| matches!(byte, b'"' | b'\''));
    encoding_rs::Encoding::for_label(parts.nth(1)?)
}

/// A scan over one XML part: never recursive, depth limited, namespaces resolved.
pub struct Scanner<'a> {
    tokens: Tokens<'a>,
    text: &'a str,
    part: &'a str,
    most_depth: usize,
    depth: usize,
    elements: usize,
    close_next: bool,
    begun: bool,
    tag_at: usize,
    names: Names<'a>,
}

impl<'a> Scanner<'a> {
    /// A scan over `text`, the content of the part named `part`.
    #[must_use]
    pub fn new(text: &'a str, part: &'a str, limits: &Limits) -> Self {
        Self {
            tokens: Tokens::new(text),
            text,
            part,
            most_depth: limits.depth,
            depth: 0,
            elements: 0,
            close_next: false,
            begun: false,
            tag_at: 0,
            names: Names::new(text.as_bytes()),
        }
    }

    /// Number of open elements; the one just opened counts.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The bytes of the part that the last item came from.
    #[must_use]
    pub fn span(&self) -> (usize, usize) {
        (self.tag_at, self.tokens.at())
    }

    /// Whether a choice that requires these prefixes (separated by spaces) is for us.
    #[must_use]
    pub fn understands(&self, prefixes: &str) -> bool {
        prefixes
            .split_ascii_whitespace()
            .all(|prefix| self.names.bound(prefix).is_none_or(|space| space != Space::Other))
    }

    /// The next item.
    ///
    /// # Errors
    /// `Damaged` for what is not well-formed or ends too early, `Forbidden` for DTDs and entities,
    /// `TooLarge` for elements nested too deep.
    pub fn item(&mut self) -> Result<Item<'a>, ReadError> {
        if self.close_next {
            self.close_next = false;
            return Ok(self.close());
        }
        self.tag_at = self.tokens.at();
        match self.tokens.token() {
            Ok(Token::Start(tag)) => self.open(tag),
            Ok(Token::Empty(tag)) => {
                self.close_next = true;
                self.open(tag)
            }
            Ok(Token::End(_)) => Ok(self.close()),
            Ok(Token::Text(text)) => Ok(Item::Text(text)),
            Ok(Token::Reference(name)) => self.reference(name),
            Ok(Token::Doctype) => Err(forbidden(self.part)),
            Ok(Token::Eof) if self.depth > 0 || !self.begun => {
                Err(damaged(self.part, self.tokens.at(), "it ends too early"))
            }
            Ok(Token::Eof) => Ok(Item::End),
            Err(reason) => Err(damaged(self.part, self.tokens.at(), reason)),
        }
    }

    /// Leaps to the end tag of the element just opened, if it is short and holds no element whose local name
    /// is `wanted`; tells the bytes leapt over. Most properties of a document are of no interest, and
    /// this is several times faster than reading them.
    pub fn leap(
        &mut self,
        open: &Open,
        longest: usize,
        wanted: impl Fn(&[u8]) -> bool,
    ) -> Option<(usize, usize)> {
        if self.close_next {
            return None;
        }
        let begin = self.tokens.at();
        let rest = self.tokens.rest().as_bytes();
        let rest = &rest[..rest.len().min(longest)];
        let own = open.tag.name.as_bytes();
        for at in memchr::memchr_iter(b'<', rest) {
            let (closes, tag) = match rest.get(at + 1)? {
                b'/' => (true, &rest[at + 2..]),
                // A comment or the like may hide anything.
                b'!' | b'?' => return None,
                _ => (false, &rest[at + 1..]),
            };
            if closes && tag.strip_prefix(own).is_some_and(|after| after.first() == Some(&b'>')) {
                self.tokens.skip(at);
                return Some((begin, begin + at));
            }
            if closes {
                continue;
            }
            let end = tag.iter().position(|byte| matches!(byte, b' ' | b'/' | b'>'))?;
            let name = &tag[..end];
            let local = name.iter().position(|byte| *byte == b':').map_or(0, |colon| colon + 1);
            if name == own || wanted(&name[local..]) {
                return None;
            }
        }
        None
    }

    /// The byte behind what was taken last.
    #[must_use]
    pub fn at(&self) -> usize {
        self.tokens.at()
    }

    /// The bytes from `begin` to the end of the end tag that comes right now, if one does.
    #[must_use]
    pub fn whole_from(&self, begin: usize) -> Option<&'a str> {
        let rest = self.tokens.rest();
        if self.close_next || !rest.starts_with("</") {
            return None;
        }
        self.text.get(begin..self.tokens.at() + rest.find('>')? + 1)
    }

    /// Leaps to the end tag in `whole` if exactly that text comes right now.
    pub fn leap_same(&mut self, whole: &str) -> bool {
        let same = !self.close_next && self.tokens.rest().starts_with(whole);
        if same {
            self.tokens.skip(whole.rfind('<').unwrap_or(0));
        }
        same
    }

    /// The next child without content whose local name is `wanted`; others of that kind are passed over, and
    /// anything else comes as an item: properties hold little but these, and this is several times faster.
    pub fn empty_child(&mut self, wanted: impl Fn(&[u8]) -> bool) -> Option<Open<'a>> {
        if self.close_next || self.depth >= self.most_depth {
            return None;
        }
        let before = self.tokens.at();
        let (begin, tag) = self.tokens.empty(|local| wanted(local.as_bytes()))?;
        if self.names.declares(self.tokens.at()) {
            self.tokens.back(before);
            return None;
        }
        (self.tag_at, self.close_next) = (begin, true);
        self.depth += 1;
        Some(Open { space: self.names.space(tag.prefix()), tag })
    }

    /// Takes the end of the element opened last, if it comes right now.
    #[inline]
    pub fn ends(&mut self) -> bool {
        let ends = std::mem::take(&mut self.close_next) || self.tokens.ends();
        if ends {
            self.close();
        }
        ends
    }

    /// Takes the text that comes right now, up to a tag or a reference.
    pub fn text(&mut self) -> &'a str {
        if self.close_next { "" } else { self.tokens.text() }
    }

    #[inline(always)]
    fn open(&mut self, tag: Tag<'a>) -> Result<Item<'a>, ReadError> {
        self.begun = true;
        self.depth += 1;
        self.elements += 1;
        if self.depth > self.most_depth || self.elements > MOST_ELEMENTS {
            return Err(
                self.too_much("元素嵌套过深或过多", "elements nested too deep, or too many")
            );
        }
        let end = self.tokens.at();
        if self.names.declares(end) && !self.names.declare(&tag, end, self.depth, self.text) {
            return Err(self.too_much("命名空间过多", "too many namespaces"));
        }
        Ok(Item::Open(Open { space: self.names.space(tag.prefix()), tag }))
    }

    fn too_much(&self, zh: &str, en: &str) -> ReadError {
        ReadError::new(
            ReadErrorKind::TooLarge,
            format!("{}：{zh}；请用 Word/WPS 打开后另存再试", self.part),
            format!("{}: {en}; open and save it in Word/WPS", self.part),
        )
    }

    fn close(&mut self) -> Item<'a> {
        self.names.leave(self.depth);
        self.depth = self.depth.saturating_sub(1);
        Item::Close
    }

    fn reference(&self, name: &'a str) -> Result<Item<'a>, ReadError> {
        let reference = BytesRef::new(name);
        let bad = |why: &str| damaged(self.part, self.tokens.at(), why);
        match reference.resolve_char_ref() {
            Ok(Some(char)) => return Ok(Item::Char(char)),
            Err(_) => return Err(bad("a reference to no character")),
            Ok(None) => {}
        }
        match quick_xml::escape::resolve_predefined_entity(name) {
            Some(one) => Ok(Item::Char(one.chars().next().unwrap_or(' '))),
            None => Err(forbidden(self.part)),
        }
    }
}

/// The error for a part that is not well-formed at this byte.
#[must_use]
pub fn damaged(part: &str, at: usize, why: &str) -> ReadError {
    ReadError::new(
        ReadErrorKind::Damaged,
        format!(
            "{part} 在第 {at} 字节处损坏或被截断（{why}）；请重新取得文件，或用 Word/WPS 修复后另存"
        ),
        format!(
            "{part} is damaged or cut off at byte {at} ({why}); get the file again, or repair it in \
             Word/WPS and save it"
        ),
    )
}

fn forbidden(part: &str) -> ReadError {
    ReadError::new(
        ReadErrorKind::Forbidden,
        format!("{part} 含有 DTD 或实体引用，正常办公文档没有；请用 Word/WPS 打开后另存再试"),
        format!(
            "{part} holds a DTD or entity references, which office documents never do; open it in \
             Word/WPS and save it again"
        ),
    )
}
