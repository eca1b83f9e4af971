//! XML as tokens: one pass over the text of a part, nothing copied, every end tag checked.
use memchr::{memchr2, memchr3, memmem};

/// One piece of a part. Comments, processing instructions and declarations are passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// A start tag.
    Start(Tag<'a>),
    /// An element without content.
    Empty(Tag<'a>),
    /// The end tag of the element opened last, by its local name.
    End(&'a str),
    /// Characters without references, also those of a CDATA section; line ends as they stand.
    Text(&'a str),
    /// What stands between `&` and `;`.
    Reference(&'a str),
    /// A document type declaration; nothing behind it is looked at.
    Doctype,
    /// Nothing is left, though elements may still be open.
    Eof,
}

/// A start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// The name with its prefix.
    pub name: &'a str,
    /// What stands between the name and the end of the tag.
    pub attributes: &'a str,
    local_at: usize,
}

impl<'a> Tag<'a> {
    /// The name without its prefix.
    #[must_use]
    pub fn local(&self) -> &'a str {
        &self.name[self.local_at..]
    }

    /// The prefix of the name; empty where there is none.
    #[must_use]
    pub fn prefix(&self) -> &'a str {
        &self.name[..self.local_at.saturating_sub(1)]
    }

    /// The value of the attribute with this local name (`id` finds `r:id`), references unresolved.
    #[must_use]
    pub fn attribute(&self, local: &str) -> Option<&'a str> {
        let is_named = |key: &str| {
            key.strip_suffix(local).is_some_and(|before| before.is_empty() || before.ends_with(':'))
        };
        self.attributes().find(|(key, _)| is_named(key)).map(|(_, value)| value)
    }

    /// The attributes in order: names with prefix, values with their references unresolved.
    #[must_use]
    pub fn attributes(&self) -> Attributes<'a> {
        Attributes(self.attributes)
    }
}

/// The attributes of a tag; what is not `name="value"` ends them.
pub struct Attributes<'a>(&'a str);

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let sign = find(b'=', self.0.as_bytes())?;
        let key = self.0[..sign].trim_ascii();
        let rest = self.0[sign + 1..].trim_ascii_start();
        let quote = *rest.as_bytes().first().filter(|quote| matches!(quote, b'"' | b'\''))?;
        let stop = find(quote, &rest.as_bytes()[1..])? + 1;
        self.0 = &rest[stop + 1..];
        Some((key, &rest[1..stop]))
    }
}

/// A pass over the text of a part.
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// The names of the open elements, and where in each the local name begins.
    open: Vec<(&'a str, usize)>,
}

/// Why a part is not well-formed.
pub type Reason = &'static str;

const EARLY: Reason = "it ends too early";

impl<'a> Tokens<'a> {
    /// A pass over `text`.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, open: Vec::new() }
    }

    /// The byte behind the last token.
    #[must_use]
    pub fn at(&self) -> usize {
        self.at
    }

    /// What stands behind the last token.
    #[must_use]
    pub fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Passes over the next bytes; whole characters and whole elements, or what follows is nonsense.
    pub fn skip(&mut self, bytes: usize) {
        self.at = self.text.floor_char_boundary(self.at.saturating_add(bytes));
    }

    /// Goes back to where the pass was before it took elements without content.
    pub fn back(&mut self, at: usize) {
        self.at = at;
    }

    /// The next token.
    ///
    /// # Errors
    /// Tells why the text is not well-formed here.
    // Half the time of a reading goes by here: a call and a copy of the token for each would be felt.
    #[inline(always)]
    pub fn token(&mut self) -> Result<Token<'a>, Reason> {
        loop {
            let rest = self.rest();
            return match rest.as_bytes() {
                [] => Ok(Token::Eof),
                [b'<', b'/', ..] => self.end(rest),
                [b'<', b'?', ..] => {
                    self.pass(rest, "?>")?;
                    continue;
                }
                [b'<', b'!', ..] if rest.starts_with("<!--") => {
                    self.at += "<!--".len();
                    self.pass(self.rest(), "-->")?;
                    continue;
                }
                [b'<', b'!', ..] => self.declaration(rest),
                [b'<', ..] => self.start(rest),
                [b'&', ..] => self.reference(rest),
                _ => Ok(Token::Text(self.text())),
            };
        }
    }

    /// Takes the next element without content whose local name is `wanted`, and where it begins; passes over others
    /// of that kind, and stops before anything else.
    pub fn empty(&mut self, wanted: impl Fn(&str) -> bool) -> Option<(usize, Tag<'a>)> {
        while let [b'<', b'A'..=b'Z' | b'a'..=b'z', ..] = self.rest().as_bytes()
            && let Ok((tag, true, length)) = tag(self.rest())
        {
            let begin = self.at;
            self.at += length;
            if wanted(tag.local()) {
                return Some((begin, tag));
            }
        }
        None
    }

    /// Takes the end tag of the element opened last, if it comes right now.
    #[inline(always)]
    pub fn ends(&mut self) -> bool {
        let rest = self.rest();
        rest.starts_with("</") && self.end(rest).is_ok()
    }

    /// Takes the text that comes right now, up to a tag or a reference.
    pub fn text(&mut self) -> &'a str {
        let rest = self.rest();
        let length = memchr2(b'<', b'&', rest.as_bytes()).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// Adds the characters that come right now to `out`: text, and references to characters by decimal number, for
    /// some programs write every Chinese character as one. What is left comes as tokens.
    pub fn characters(&mut self, out: &mut String) {
        loop {
            out.push_str(self.text());
            let Some((char, length)) = numbered(self.rest()) else { return };
            out.push(char);
            self.at += length;
        }
    }

    #[inline(always)]
    fn start(&mut self, rest: &'a str) -> Result<Token<'a>, Reason> {
        let (tag, is_empty, length) = tag(rest)?;
        self.at += length;
        if is_empty {
            return Ok(Token::Empty(tag));
        }
        self.open.push((tag.name, tag.local_at));
        Ok(Token::Start(tag))
    }

    #[inline(always)]
    fn end(&mut self, rest: &'a str) -> Result<Token<'a>, Reason> {
        let (open, local_at) = *self.open.last().ok_or("an end tag without a start tag")?;
        let behind = rest[2..].strip_prefix(open).ok_or("an end tag for another element")?;
        let blank = behind.len() - behind.trim_ascii_start().len();
        if behind.as_bytes().get(blank) != Some(&b'>') {
            return Err("an end tag for another element");
        }
        self.open.pop();
        self.at += 2 + open.len() + blank + 1;
        Ok(Token::End(&open[local_at..]))
    }

    fn declaration(&mut self, rest: &'a str) -> Result<Token<'a>, Reason> {
        const CDATA: &str = "<![CDATA[";
        if rest.starts_with(CDATA) {
            self.at += CDATA.len();
            let rest = self.rest();
            let length = self.pass(rest, "]]>")?;
            return Ok(Token::Text(&rest[..length]));
        }
        let word = rest.as_bytes().get(2..9).unwrap_or_default();
        if word.eq_ignore_ascii_case(b"DOCTYPE") {
            self.at = self.text.len();
            return Ok(Token::Doctype);
        }
        Err("a declaration of an unknown kind")
    }

    fn reference(&mut self, rest: &'a str) -> Result<Token<'a>, Reason> {
        let inside = &rest[1..];
        let length = memchr3(b';', b'<', b'&', inside.as_bytes());
        let length = length.filter(|length| inside.as_bytes()[*length] == b';');
        let length = length.ok_or("a reference without an end")?;
        self.at += length + 2;
        Ok(Token::Reference(&inside[..length]))
    }

    /// Passes over everything up to and with `end`; gives the length of what stands before it.
    fn pass(&mut self, rest: &str, end: &str) -> Result<usize, Reason> {
        let length = memmem::find(rest.as_bytes(), end.as_bytes()).ok_or(EARLY)?;
        self.at += length + end.len();
        Ok(length)
    }
}

/// The start tag that the text begins with, whether its element is empty, and its length.
#[inline(always)]
fn tag(text: &str) -> Result<(Tag<'_>, bool, usize), Reason> {
    let bytes = text.as_bytes();
    let mut length = 1;
    let mut local_at = 1;
    while let Some(byte) =
        bytes.get(length).filter(|byte| !matches!(byte, b'\0'..=b' ' | b'/' | b'>'))
    {
        length += 1;
        if *byte == b':' {
            local_at = length;
        }
    }
    let end = tag_end(bytes, length).ok_or(EARLY)?;
    if length == 1 {
        return Err("a tag without a name");
    }
    let is_empty = bytes[end - 1] == b'/';
    let attributes = &text[length..end - usize::from(is_empty)];
    Ok((Tag { name: &text[1..length], attributes, local_at: local_at - 1 }, is_empty, end + 1))
}

/// The `>` that ends a tag; one between quotation marks does not.
fn tag_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        match *bytes.get(at)? {
            b'>' => return Some(at),
            quote @ (b'"' | b'\'') => at += find(quote, &bytes[at + 1..])? + 2,
            _ => at += 1,
        }
    }
}

/// Where a byte is, as a rule a few bytes on: a search by blocks would only begin to pay behind that.
fn find(byte: u8, bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|other| *other == byte)
}

/// The character that `&#…;` in front of a text stands for, and the length of that.
fn numbered(text: &str) -> Option<(char, usize)> {
    const LONGEST: usize = "1114111;".len();
    let digits = text.as_bytes().strip_prefix(b"&#")?;
    let mut number = 0;
    for (at, byte) in digits.iter().take(LONGEST).enumerate() {
        match byte {
            b'0'..=b'9' => number = number * 10 + u32::from(byte - b'0'),
            b';' => return char::from_u32(number).filter(|_| number > 0).map(|c| (c, at + 3)),
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every token in short: `+name[attributes]`, `-`, text, `&reference`, or why it failed.
    fn read(text: &str) -> String {
        let mut tokens = Tokens::new(text);
        let mut out = Vec::new();
        loop {
            let shown = match tokens.token() {
                Ok(Token::Start(tag)) => format!("+{}[{}]", tag.name, tag.attributes.trim()),
                Ok(Token::Empty(tag)) => format!("+-{}[{}]", tag.name, tag.attributes.trim()),
                Ok(Token::End(_)) => "-".to_owned(),
                Ok(Token::Text(text)) => text.to_owned(),
                Ok(Token::Reference(name)) => format!("&{name}"),
                Ok(Token::Doctype) => "doctype".to_owned(),
                Ok(Token::Eof) => return out.join(" "),
                Err(reason) => return [out, vec![format!("! {reason}")]].concat().join(" "),
            };
            out.push(shown);
        }
    }

    #[test]
    fn a_part_comes_apart() {
        assert_eq!(
            read(
                "<?xml version='1.0'?><w:p><!-- <x> --><w:t a=\"1>2\">文&amp;字</w:t ><br/></w:p>"
            ),
            "+w:p[] +w:t[a=\"1>2\"] 文 &amp 字 - +-br[] -"
        );
        assert_eq!(read("<a><![CDATA[<b>&]]></a>"), "+a[] <b>& -");
        assert_eq!(read("<!DOCTYPE x [<!ENTITY y 'z'>]><a/>"), "doctype");
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        for text in [
            "</a>",
            "<a></b>",
            "<a></ab>",
            "<a",
            "<a b=\">",
            "<>",
            "<!x>",
            "a&b",
            "<!-- ",
            "<![CDATA[",
        ] {
            let read = read(text);
            assert!(read.contains('!'), "{text}: {read}");
        }
    }

    #[test]
    fn characters_are_taken_up_to_what_is_more_than_a_number() {
        let taken = |text: &'static str| {
            let (mut tokens, mut out) = (Tokens::new(text), String::new());
            tokens.characters(&mut out);
            (out, tokens.rest())
        };
        assert_eq!(taken("2026&#24180;&#65;甲</t>"), ("2026年A甲".to_owned(), "</t>"));
        assert_eq!(taken("&#1114111;"), ("\u{10ffff}".to_owned(), ""));
        for left in
            ["&amp;", "&#x4E00;", "&#0;", "&#;", "&#1114112;", "&#55296;", "&#12", "&#99999999999;"]
        {
            assert_eq!(taken(left), (String::new(), left));
        }
    }

    #[test]
    fn elements_without_content_are_taken_until_another_comes() {
        let mut tokens = Tokens::new("<a><b/><c/><b x='1'/><d></d></a>");
        assert!(matches!(tokens.token(), Ok(Token::Start(_))));
        let at = tokens.empty(|local| local == "c").map(|(at, tag)| (at, tag.name));
        assert_eq!(at, Some((7, "c")));
        assert_eq!(tokens.empty(|local| local == "d"), None);
        assert_eq!(tokens.rest(), "<d></d></a>");
        assert!(!tokens.ends());
        assert!(matches!(tokens.token(), Ok(Token::Start(_))));
        assert!(tokens.ends() && tokens.ends() && !tokens.ends());
    }

    #[test]
    fn attributes_end_where_they_make_no_sense() {
        let of = |text| Attributes(text).collect::<Vec<_>>();
        assert_eq!(of(" w:val=\"a=b\"  x = 'c' y"), [("w:val", "a=b"), ("x", "c")]);
        assert_eq!(of(" a=b c=\"d\""), []);
    }
}
