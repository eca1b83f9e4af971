//! The official form as one self-contained page, for the screen and for A4 paper.
use super::{Format, Unprintable};
use crate::sheet::{Block, Cell, Role, Row, Table};
use crate::{Laid, mark};
use std::fmt::Write;
use zs_model::Document;

/// The format.
pub const FORMAT: Format = Format {
    id: "html",
    zh: "HTML（网页，可打印）",
    en: "HTML (a page to read and print)",
    ending: "html",
    media_type: "text/html; charset=utf-8",
    render,
    print: Some(print),
};

const STYLE: &str = include_str!("html.css");
/// Pages wider than high.
const WIDE: &str = "@page { size: A4 landscape; }\nmain { max-width: 297mm; }\n";

fn render(document: &Document) -> Result<Vec<u8>, Unprintable> {
    print(&Laid::of(document, String::new()))
}

fn print(laid: &Laid) -> Result<Vec<u8>, Unprintable> {
    let mut page = Page::default();
    page.line("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">");
    page.line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    page.line(&format!("<title>{}</title>", escape(&laid.title)));
    let wide = if laid.landscape { WIDE } else { "" };
    let mark = (!laid.digest.is_empty()).then(|| format!("校验码 {}", mark::mark(&laid.digest)));
    let foot = mark.as_ref().map(|mark| {
        format!("@page {{ @bottom-right {{ content: \"{mark}\"; font-size: 9pt; }} }}\n")
    });
    let foot = foot.unwrap_or_default();
    page.line(&format!("<style>\n{STYLE}{wide}{foot}</style>\n</head>\n<body>\n<main>\n<section>"));
    laid.blocks.iter().for_each(|block| page.block(block));
    if let Some(mark) = mark {
        page.line(&format!("<p class=\"mark\">{mark}</p>"));
    }
    page.line("</section>\n</main>\n</body>\n</html>");
    Ok(page.html.into_bytes())
}

#[derive(Default)]
struct Page {
    html: String,
    /// Whether something stands on the current page.
    begun: bool,
    /// How many headings were printed: the number of the last one names it.
    headings: usize,
}

impl Page {
    fn line(&mut self, html: &str) {
        self.html.push_str(html);
        self.html.push('\n');
    }

    fn block(&mut self, block: &Block) {
        let begun = self.begun;
        self.begun = match block {
            Block::Page => false,
            Block::Contents => begun,
            _ => true,
        };
        match block {
            Block::Title(text) => self.line(&format!("<h1>{}</h1>", escape(text))),
            Block::Heading(level, text) => {
                self.headings += 1;
                let (id, text) = (self.headings, escape(text));
                let tag = if *level < 3 { "h2" } else { "h3" };
                self.line(&format!("<{tag} id=\"h{id}\" class=\"l{level}\">{text}</{tag}>"));
            }
            Block::Paragraph(text) | Block::Annex(text) => {
                self.line(&format!("<p>{}</p>", escape(text)))
            }
            Block::Note(text) => self.line(&format!("<p class=\"note\">{}</p>", escape(text))),
            Block::Signs(parts) => {
                let parts: String =
                    parts.iter().map(|part| format!("<p>{}</p>", escape(part))).collect();
                self.line(&format!("<div class=\"caption signs\">{parts}</div>"));
            }
            Block::Caption { left, right } => {
                let part = |text: &Option<String>| escape(text.as_deref().unwrap_or_default());
                let (left, right) = (part(left), part(right));
                self.line(&format!("<div class=\"caption\"><p>{left}</p><p>{right}</p></div>"));
            }
            Block::Table(table) => self.table(table),
            Block::Page if begun => self.line("</section>\n<section>"),
            Block::Page | Block::Contents => {}
        }
    }

    fn table(&mut self, table: &Table) {
        let stem = table.head.first().and_then(|row| row.first());
        let stemmed = stem.is_some_and(|cell| cell.role == Role::RowLabel);
        let joined = if table.joined { " joined" } else { "" };
        let class = if stemmed { "stemmed" } else { "plain" };
        let id = self.headings;
        self.line(&format!("<table class=\"{class}{joined}\" aria-labelledby=\"h{id}\">"));
        self.line(&format!("<colgroup>{}</colgroup>", columns(&table.widths)));
        self.rows("thead", &table.head);
        self.rows("tbody", &table.body);
        self.line("</table>");
    }

    fn rows(&mut self, tag: &str, rows: &[Row]) {
        if rows.is_empty() {
            return;
        }
        self.line(&format!("<{tag}>"));
        for row in rows {
            let cells: String = row.iter().map(cell).collect();
            self.line(&format!("<tr>{cells}</tr>"));
        }
        self.line(&format!("</{tag}>"));
    }
}

/// Column widths as tenths of a percent of the whole.
fn columns(widths: &[u16]) -> String {
    let whole: usize = widths.iter().map(|width| usize::from(*width)).sum();
    let mut columns = String::new();
    for width in widths {
        let share = usize::from(*width) * 1000 / whole.max(1);
        // Writing to a string cannot fail.
        let _ = write!(columns, "<col style=\"width:{}.{}%\">", share / 10, share % 10);
    }
    columns
}

fn cell(cell: &Cell) -> String {
    let (rows, columns) = (cell.rows, cell.columns);
    let mut span = String::new();
    if rows > 1 {
        span.push_str(&format!(" rowspan=\"{rows}\""));
    }
    if columns > 1 {
        span.push_str(&format!(" colspan=\"{columns}\""));
    }
    let text = escape(&cell.text);
    let scope = match cell.role {
        // A heading without words would be announced as one.
        _ if text.is_empty() => "",
        Role::RowLabel | Role::Group if rows > 1 => "rowgroup",
        Role::RowLabel | Role::Group => "row",
        Role::ColumnLabel if columns > 1 => "colgroup",
        Role::ColumnLabel => "col",
        Role::Short | Role::Long => "",
    };
    let class = match cell.role {
        Role::Group => " class=\"group\"",
        Role::Long => " class=\"long\"",
        _ => "",
    };
    if scope.is_empty() {
        return format!("<td{class}{span}>{text}</td>");
    }
    format!("<th scope=\"{scope}\"{class}{span}>{text}</th>")
}

/// Text without any mark-up; a line break stays one.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' => escaped.push_str("<br>"),
            c if c.is_control() && c != '\t' => {}
            c => escaped.push(c),
        }
    }
    escaped
}
