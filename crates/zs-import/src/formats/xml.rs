//! What readers on `quick-xml` share: decoding, namespaces, a depth limit, no DTDs and no entities.
use crate::{Limits, ReadError, ReadErrorKind};
use memchr::memmem::Finder;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::borrow::Cow;

/// Most namespace prefixes in force at once; office programs declare about 35.
const MOST_PREFIXES: usize = 128;

/// Most elements that are read of one part: 16 for each cell of the largest document.
const MOST_ELEMENTS: usize = 16_000_000;
/// Largest part in another encoding than UTF-8, in bytes; office programs write UTF-8.
const MOST_RECODED: usize = 48 << 20;

/// The namespaces that readers tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// WordprocessingML, transitional or strict.
    Word,
    /// Markup compatibility (`mc:AlternateContent`).
    Compat,
    /// Office mathematics.
    Math,
    /// Another namespace that an office program writes.
    Office,
    /// Any other namespace.
    Other,
}

/// One step of a scan.
pub enum Item<'a> {
    /// A start tag (an empty element gives `Open`, then `Close`).
    Open(Open<'a>),
    /// The end of the element opened last and not yet closed.
    Close,
    /// Characters without references; line ends as in the file.
    Text(Cow<'a, str>),
    /// A character reference, or one of the five predefined entities.
    Char(char),
    /// The end of the part.
    End,
}

/// A start tag and the namespace of its name.
pub struct Open<'a> {
    /// The tag.
    pub tag: BytesStart<'a>,
    /// Namespace of the element.
    pub space: Space,
    local_at: usize,
}

impl Open<'_> {
    /// The name without prefix.
    #[must_use]
    pub fn local(&self) -> &[u8] {
        &self.tag.name().into_inner().as_bytes()[self.local_at..]
    }

    /// The value of the attribute with this local name, references resolved.
    #[must_use]
    pub fn attribute(&self, local: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.tag.attributes();
        let found = attributes
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().into_inner() == local)?;
        match found.value {
            Cow::Borrowed(raw) if !raw.contains('&') => Some(Cow::Borrowed(raw)),
            raw => Some(Cow::Owned(quick_xml::escape::unescape(&raw).ok()?.into_owned())),
        }
    }

    /// The attribute `val`.
    #[must_use]
    pub fn val(&self) -> Option<Cow<'_, str>> {
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
    if let Ok(text) = std::str::from_utf8(bytes)
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
    reader: Reader<&'a [u8]>,
    text: &'a str,
    part: &'a str,
    most_depth: usize,
    depth: usize,
    elements: usize,
    close_next: bool,
    begun: bool,
    tag_at: usize,
    /// Bytes that the reader never saw.
    leapt: usize,
    names: Names,
}

impl<'a> Scanner<'a> {
    /// A scan over `text`, the content of the part named `part`.
    #[must_use]
    pub fn new(text: &'a str, part: &'a str, limits: &Limits) -> Self {
        Self {
            reader: Reader::from_str(text),
            text,
            part,
            most_depth: limits.depth,
            depth: 0,
            elements: 0,
            close_next: false,
            begun: false,
            tag_at: 0,
            leapt: 0,
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
        (self.tag_at, self.at())
    }

    /// Whether a choice that requires these prefixes (separated by spaces) is for us.
    #[must_use]
    pub fn understands(&self, prefixes: &str) -> bool {
        prefixes.split_ascii_whitespace().all(|prefix| {
            self.names.bound(prefix.as_bytes()).is_none_or(|space| space != Space::Other)
        })
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
        loop {
            self.tag_at = self.at();
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => return Err(damaged(self.part, self.at(), &error.to_string())),
            };
            return match event {
                Event::Start(tag) => self.open(tag),
                Event::Empty(tag) => {
                    self.close_next = true;
                    self.open(tag)
                }
                Event::End(_) => Ok(self.close()),
                Event::Text(text) => Ok(Item::Text(text.into_inner())),
                Event::CData(text) => Ok(Item::Text(text.into_inner())),
                Event::GeneralRef(reference) => self.reference(&reference),
                Event::DocType(_) => Err(forbidden(self.part)),
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => continue,
                Event::Eof if self.depth > 0 || !self.begun => {
                    Err(damaged(self.part, self.at(), "it ends too early"))
                }
                Event::Eof => Ok(Item::End),
            };
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
        let begin = self.at();
        let rest = &self.text.as_bytes()[begin..];
        let rest = &rest[..rest.len().min(longest)];
        let own = open.tag.name().into_inner().as_bytes();
        for at in memchr::memchr_iter(b'<', rest) {
            let (closes, tag) = match rest.get(at + 1)? {
                b'/' => (true, &rest[at + 2..]),
                // A comment or the like may hide anything.
                b'!' | b'?' => return None,
                _ => (false, &rest[at + 1..]),
            };
            if closes && tag.strip_prefix(own).is_some_and(|after| after.first() == Some(&b'>')) {
                let ahead: &'a [u8] = self.reader.get_mut();
                *self.reader.get_mut() = ahead.get(at..)?;
                self.leapt += at;
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

    fn at(&self) -> usize {
        let read = usize::try_from(self.reader.buffer_position()).unwrap_or(self.text.len());
        (read + self.leapt).min(self.text.len())
    }

    fn open(&mut self, tag: BytesStart<'a>) -> Result<Item<'a>, ReadError> {
        self.begun = true;
        self.depth += 1;
        self.elements += 1;
        if self.depth > self.most_depth || self.elements > MOST_ELEMENTS {
            return Err(
                self.too_much("元素嵌套过深或过多", "elements nested too deep, or too many")
            );
        }
        let end = self.at();
        if self.names.next_declared < end && !self.names.declare(&tag, end, self.depth, self.text) {
            return Err(self.too_much("命名空间过多", "too many namespaces"));
        }
        let name = tag.name().into_inner().as_bytes();
        let colon = memchr::memchr(b':', name);
        let space = self.names.space(&name[..colon.unwrap_or(0)]);
        Ok(Item::Open(Open { space, local_at: colon.map_or(0, |at| at + 1), tag }))
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

    fn reference(&self, reference: &BytesRef) -> Result<Item<'a>, ReadError> {
        let bad = |why: &str| damaged(self.part, self.at(), why);
        match reference.resolve_char_ref() {
            Ok(Some(char)) => return Ok(Item::Char(char)),
            Err(_) => return Err(bad("a reference to no character")),
            Ok(None) => {}
        }
        match quick_xml::escape::resolve_predefined_entity(reference) {
            Some(one) => Ok(Item::Char(one.chars().next().unwrap_or(' '))),
            None => Err(forbidden(self.part)),
        }
    }
}

/// The prefixes in force. Declarations are found by one search over the text, not tag by tag.
struct Names {
    bound: Vec<(Vec<u8>, Space, usize)>,
    /// The prefix that means `Space::Word` now, kept apart because almost every name has it.
    word: Option<Vec<u8>>,
    finder: Finder<'static>,
    next_declared: usize,
}

impl Names {
    fn new(text: &[u8]) -> Self {
        let finder = Finder::new(b"xmlns");
        let next_declared = finder.find(text).unwrap_or(usize::MAX);
        Self { bound: Vec::new(), word: None, finder, next_declared }
    }

    /// Takes the declarations of a tag that ends at `end`; `false` if there are too many.
    fn declare(&mut self, tag: &BytesStart, end: usize, depth: usize, text: &str) -> bool {
        self.next_declared =
            self.finder.find(&text.as_bytes()[end..]).map_or(usize::MAX, |at| end + at);
        for attribute in tag.attributes().with_checks(false).flatten() {
            let key = attribute.key.into_inner().as_bytes();
            let prefix: &[u8] = match key.strip_prefix(b"xmlns") {
                Some([]) => b"",
                Some([b':', prefix @ ..]) => prefix,
                _ => continue,
            };
            self.bound.push((prefix.to_vec(), known(attribute.value.trim()), depth));
        }
        self.find_word();
        self.bound.len() <= MOST_PREFIXES
    }

    fn leave(&mut self, depth: usize) {
        if self.bound.last().is_some_and(|(_, _, at)| *at >= depth) {
            while self.bound.last().is_some_and(|(_, _, at)| *at >= depth) {
                self.bound.pop();
            }
            self.find_word();
        }
    }

    fn find_word(&mut self) {
        let last = self.bound.iter().rposition(|(prefix, space, _)| {
            *space == Space::Word && self.bound(prefix) == Some(Space::Word)
        });
        self.word = last.map(|at| self.bound[at].0.clone());
    }

    fn bound(&self, prefix: &[u8]) -> Option<Space> {
        self.bound.iter().rev().find(|(name, _, _)| name == prefix).map(|(_, space, _)| *space)
    }

    fn space(&self, prefix: &[u8]) -> Space {
        if self.word.as_deref() == Some(prefix) {
            return Space::Word;
        }
        // A prefix that nobody declared keeps its customary meaning: the file is sloppy, not hostile.
        self.bound(prefix).unwrap_or(match prefix {
            b"w" => Space::Word,
            b"mc" => Space::Compat,
            b"m" => Space::Math,
            _ => Space::Other,
        })
    }
}

fn known(uri: &str) -> Space {
    match uri {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Space::Word,
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => Space::Compat,
        "http://schemas.openxmlformats.org/officeDocument/2006/math"
        | "http://purl.oclc.org/ooxml/officeDocument/math" => Space::Math,
        _ if [
            "http://schemas.openxmlformats.org/",
            "http://purl.oclc.org/ooxml/",
            "http://schemas.microsoft.com/",
            "http://www.wps.cn/",
            "urn:schemas-microsoft-com:",
        ]
        .iter()
        .any(|start| uri.starts_with(start)) =>
        {
            Space::Office
        }
        _ => Space::Other,
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
