//! What the names and attributes of HTML elements mean for the layout.

/// The attributes of a start tag that matter.
#[derive(Default)]
pub(super) struct Tag {
    pub name: String,
    pub column_span: Option<u32>,
    pub row_span: Option<u32>,
    pub hidden: bool,
    /// Outline level that Word gives a paragraph by its style.
    pub outline: Option<u8>,
    pub value: Option<String>,
    pub kind: Option<String>,
    pub selected: bool,
    attribute: Attribute,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum Attribute {
    #[default]
    Other,
    ColumnSpan,
    RowSpan,
    Style,
    Value,
    Kind,
}

impl Tag {
    pub fn open(name: &[u8]) -> Self {
        // No element that matters has a longer name.
        let name = String::from_utf8_lossy(&name[..name.len().min(32)]).into_owned();
        Self { name, ..Self::default() }
    }

    pub fn attribute(&mut self, name: &[u8]) {
        self.attribute = match name {
            b"colspan" => Attribute::ColumnSpan,
            b"rowspan" => Attribute::RowSpan,
            b"style" => Attribute::Style,
            b"value" => Attribute::Value,
            b"type" => Attribute::Kind,
            _ => Attribute::Other,
        };
        self.hidden |= name == b"hidden";
        self.selected |= name == b"selected";
    }

    pub fn attribute_value(&mut self, value: &[u8]) {
        let value = String::from_utf8_lossy(value);
        match self.attribute {
            Attribute::Other => {}
            Attribute::ColumnSpan => self.column_span = span(&value),
            Attribute::RowSpan => self.row_span = span(&value),
            Attribute::Style => self.style(&value),
            Attribute::Value => self.value = Some(value.into_owned()),
            Attribute::Kind => self.kind = Some(value.to_ascii_lowercase()),
        }
    }

    fn style(&mut self, style: &str) {
        for declaration in style.split(';') {
            let Some((name, value)) = declaration.split_once(':') else { continue };
            let (name, value) = (name.trim(), value.trim());
            if name.eq_ignore_ascii_case("display") {
                self.hidden |= value.to_ascii_lowercase().starts_with("none");
            } else if name.eq_ignore_ascii_case("mso-hide") {
                self.hidden |= value.eq_ignore_ascii_case("all");
            } else if name.eq_ignore_ascii_case("mso-outline-level") {
                self.outline = value.parse().ok().filter(|level| (1..=6).contains(level));
            }
        }
    }

    /// The text that a form field shows.
    pub fn shown_value(self) -> Option<String> {
        let kind = self.kind.as_deref().unwrap_or("text");
        let text =
            ["text", "number", "date", "month", "email", "tel", "url", "search"].contains(&kind);
        self.value.filter(|_| text)
    }
}

/// Leading digits, as browsers read spans; a number too large to hold is absurd all the same.
fn span(value: &str) -> Option<u32> {
    let value = value.trim();
    let end = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    let digits = &value[..end];
    if digits.is_empty() { None } else { Some(digits.parse().unwrap_or(u32::MAX)) }
}

/// Elements that hold no printed text, or text that was struck out by tracked changes.
pub(super) fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "xml"
            | "svg"
            | "math"
            | "template"
            | "noscript"
            | "iframe"
            | "noembed"
            | "noframes"
            | "audio"
            | "video"
            | "canvas"
            | "del"
    )
}

/// Elements that begin and end on a line of their own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "li"
            | "ul"
            | "ol"
            | "dl"
            | "dt"
            | "dd"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "main"
            | "nav"
            | "aside"
            | "address"
            | "blockquote"
            | "pre"
            | "center"
            | "hr"
            | "form"
            | "fieldset"
            | "legend"
            | "figure"
            | "figcaption"
            | "caption"
            | "body"
            | "html"
            | "head"
            | "details"
            | "summary"
            | "option"
    )
}

/// Elements that another of their kind ends as well.
pub(super) fn ends_implied(name: &str) -> bool {
    matches!(
        name,
        "tr" | "td" | "th" | "li" | "p" | "option" | "dt" | "dd" | "tbody" | "thead" | "tfoot"
    )
}

/// Elements that have no end.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "hr" | "img" | "input" | "meta" | "link" | "col" | "area" | "base" | "embed" | "wbr"
    )
}

pub(super) fn heading(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}
