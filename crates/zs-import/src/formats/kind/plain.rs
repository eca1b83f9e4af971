//! Kinds of text: HTML by its tags, JSON, Markdown by its marks, delimited text; else plain.
use super::Kind;
use crate::formats::markdown;

/// The kind of a text; `named` is what its name says.
pub(super) fn detect(sample: &str, named: Option<Kind>) -> Kind {
    let text = sample.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let head: String = text.chars().take(4096).collect::<String>().to_ascii_lowercase();
    if let Some(kind) = markup(&head) {
        return kind;
    }
    if is_json(text) {
        return Kind::Json;
    }
    if is_markdown(text) {
        return Kind::Markdown;
    }
    if is_web_fragment(&head) && !matches!(named, Some(Kind::Markdown | Kind::Text)) {
        return Kind::Html;
    }
    match named {
        Some(kind @ (Kind::Text | Kind::Markdown | Kind::Csv | Kind::Json | Kind::Html)) => kind,
        _ if is_delimited(text) => Kind::Csv,
        _ => Kind::Text,
    }
}

/// Pages and XML files tell what they are at the beginning.
fn markup(head: &str) -> Option<Kind> {
    if head.starts_with("mime-version:")
        || (head.starts_with("from:") && head.contains("multipart/related"))
    {
        return Some(Kind::Mhtml);
    }
    if !head.starts_with('<') {
        return None;
    }
    if head.contains("<!doctype html")
        || ["<html", "<head>", "<head ", "<body"].iter().any(|t| head.contains(t))
    {
        return Some(Kind::Html);
    }
    let office = [
        "progid=\"word.document\"",
        "progid=\"excel.sheet\"",
        "urn:schemas-microsoft-com:office:spreadsheet",
        "schemas.microsoft.com/office/word/2003/wordml",
        "schemas.microsoft.com/office/2006/xmlpackage",
    ];
    office.iter().any(|mark| head.contains(mark)).then_some(Kind::OfficeXml)
}

/// A piece of a page: it begins with the tag of a block.
fn is_web_fragment(head: &str) -> bool {
    let blocks = [
        "<!doctype",
        "<table",
        "<div",
        "<p>",
        "<p ",
        "<h1",
        "<h2",
        "<meta",
        "<style",
        "<title",
        "<tr",
        "<ul",
        "<center",
    ];
    blocks.iter().any(|tag| head.starts_with(tag))
}

fn is_json(text: &str) -> bool {
    let mut marks = text.chars().filter(|c| !c.is_whitespace());
    matches!((marks.next(), marks.next()), (Some('{'), Some('"' | '}')) | (Some('['), Some('{')))
}

/// Two headings, or a pipe table with its alignment row.
fn is_markdown(text: &str) -> bool {
    let heading = |line: &str| {
        let rest = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ')
    };
    let headings = text.lines().filter(|l| heading(l)).count();
    headings >= 2
        || text.lines().any(markdown::is_alignment)
        || (headings == 1 && text.starts_with('#'))
}

/// Lines that all hold the same number of commas, tabs or semicolons.
fn is_delimited(text: &str) -> bool {
    let mut lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).take(50).collect();
    // The sample may have cut the last line.
    if lines.len() > 3 {
        lines.pop();
    }
    let marks = |line: &str| {
        let mut quoted = false;
        let unquoted = line.bytes().filter(|b| {
            quoted ^= *b == b'"';
            *b == b',' && !quoted
        });
        unquoted.count()
    };
    let count = lines.first().map_or(0, |l| marks(l));
    count >= 2 && lines.len() >= 3 && lines.iter().all(|l| marks(l) == count)
}
