//! The text of the document: blocks become paragraphs and tables.
use super::contents::Entry;
use super::table;
use super::xml;
use crate::formats::outline;
use crate::formats::paper::Paper;
use crate::sheet::Block;
use std::fmt::Write as _;

const OPEN: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>"#
);
const JOINT: &str = r#"<w:p><w:pPr><w:pStyle w:val="Joint"/></w:pPr></w:p>"#;
/// A lead of a paragraph longer than this is a sentence, not a heading.
const LEAD: usize = 40;

struct Body<'a> {
    xml: String,
    paper: &'a Paper,
    entries: &'a [Entry],
    /// Entries of 目录 already passed.
    passed: usize,
    /// Whether the next paragraph begins a page.
    page: bool,
    /// Whether a table stood last: two in a row would flow together.
    after_table: bool,
}

/// The document part.
pub(super) fn document(blocks: &[Block], entries: &[Entry], paper: &Paper) -> String {
    let xml = String::with_capacity(512 * 1024);
    let mut body = Body { xml, paper, entries, passed: 0, page: false, after_table: false };
    body.xml.push_str(OPEN);
    let mut at = 0;
    while at < blocks.len() {
        at += body.block(&blocks[at..]);
    }
    if body.after_table {
        body.xml.push_str(JOINT);
    }
    body.section(matches!(blocks.first(), Some(Block::Title(_))));
    body.xml.push_str("</w:body></w:document>");
    body.xml
}

impl Body<'_> {
    /// Writes the first of the blocks, perhaps together with the next; gives how many.
    fn block(&mut self, blocks: &[Block]) -> usize {
        match &blocks[0] {
            Block::Page => self.page = self.xml.len() > OPEN.len(),
            Block::Title(text) => {
                self.paragraph("Title", |xml| xml::run(xml, "", &outline::cover(text)))
            }
            Block::Heading(..) => return self.heading(blocks),
            Block::Paragraph(text) => self.paragraph("Prose", |xml| prose(xml, text)),
            Block::Annex(text) => self.paragraph("Annex", |xml| xml::run(xml, "", text)),
            Block::Note(text) => self.paragraph("Remark", |xml| xml::run(xml, "", text)),
            Block::Signs(parts) => self.signs(parts),
            Block::Contents => self.contents(),
            Block::Caption { left, right } => self.caption(left.as_deref(), right.as_deref()),
            Block::Table(table) => {
                if self.page || self.after_table {
                    self.paragraph("Joint", |_| {});
                }
                let continued = matches!(blocks.get(1), Some(Block::Table(next)) if next.joined);
                let signed = matches!(blocks.get(1), Some(Block::Signs(_)));
                let beside = table::Beside { continued, signed };
                table::table(&mut self.xml, table, self.paper, beside);
                self.after_table = true;
            }
        }
        1
    }

    fn paragraph(&mut self, style: &str, text: impl FnOnce(&mut String)) {
        // Writing to a string cannot fail, here and below.
        let _ = write!(self.xml, r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>"#);
        if std::mem::take(&mut self.page) {
            self.xml.push_str("<w:pageBreakBefore/>");
        }
        self.xml.push_str("</w:pPr>");
        text(&mut self.xml);
        self.xml.push_str("</w:p>");
        self.after_table = false;
    }

    fn heading(&mut self, blocks: &[Block]) -> usize {
        let Some((level, text, taken)) = outline::heading(blocks) else { return 1 };
        let listed = level < 3;
        let id = self.passed + 1;
        self.passed += usize::from(listed);
        let style = ["Heading1", "Heading2", "Heading3"][usize::from(level.clamp(1, 3)) - 1];
        self.paragraph(style, |xml| {
            if listed {
                let _ = write!(xml, r#"<w:bookmarkStart w:id="{id}" w:name="_Toc{id:06}"/>"#);
            }
            xml::run(xml, "", &text);
            if listed {
                let _ = write!(xml, r#"<w:bookmarkEnd w:id="{id}"/>"#);
            }
        });
        taken
    }

    /// Unit at the left, money unit at the right.
    fn caption(&mut self, left: Option<&str>, right: Option<&str>) {
        let end = self.paper.text_width();
        self.paragraph("Note", |xml| {
            let Some(right) = right else {
                return xml::run(xml, "", left.unwrap_or_default());
            };
            let at = xml.len() - "</w:pPr>".len();
            let tabs = format!(r#"<w:tabs><w:tab w:val="right" w:pos="{end}"/></w:tabs>"#);
            xml.insert_str(at, &tabs);
            if let Some(left) = left {
                xml::run(xml, "", left);
            }
            xml.push_str("<w:r><w:tab/></w:r>");
            xml::run(xml, "", right);
        });
    }

    /// Names and dates side by side, each with the same room.
    fn signs(&mut self, parts: &[String]) {
        let room = self.paper.text_width() / parts.len().max(1);
        self.paragraph("Signs", |xml| {
            let at = xml.len() - "</w:pPr>".len();
            let tab = |at| format!(r#"<w:tab w:val="left" w:pos="{}"/>"#, at * room);
            let tabs: String = (1..parts.len()).map(tab).collect();
            if !tabs.is_empty() {
                xml.insert_str(at, &format!("<w:tabs>{tabs}</w:tabs>"));
            }
            for (at, part) in parts.iter().enumerate() {
                xml.push_str(if at > 0 { "<w:r><w:tab/></w:r>" } else { "" });
                xml::run(xml, "", part);
            }
        });
    }

    /// 目录 as a field: Word counts the pages again, others show the numbers that were estimated.
    fn contents(&mut self) {
        self.paragraph("TOCHeading", |xml| xml::run(xml, "", "目　录"));
        for (at, entry) in self.entries.iter().enumerate() {
            let style = if entry.level == 1 { "TOC1" } else { "TOC2" };
            let id = at + 1;
            self.paragraph(style, |xml| {
                if at == 0 {
                    field(xml, r#" TOC \o "1-2" \h \z \u "#);
                }
                let _ = write!(xml, r#"<w:hyperlink w:anchor="_Toc{id:06}" w:history="1">"#);
                xml::run(xml, "", &entry.text.replace('\n', "　"));
                xml.push_str("<w:r><w:tab/></w:r>");
                field(xml, &format!(r" PAGEREF _Toc{id:06} \h "));
                xml::run(xml, "", &entry.page.to_string());
                xml.push_str(r#"<w:r><w:fldChar w:fldCharType="end"/></w:r></w:hyperlink>"#);
            });
        }
        if !self.entries.is_empty() {
            let end = r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#;
            self.paragraph("Joint", |xml| xml.push_str(end));
        }
    }

    fn section(&mut self, cover: bool) {
        let Paper { width, height, top, bottom, side, landscape } = *self.paper;
        let orientation = if landscape { r#" w:orient="landscape""# } else { "" };
        let first = if cover { "<w:titlePg/>" } else { "" };
        let _ = write!(
            self.xml,
            concat!(
                r#"<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="first" r:id="rId5"/>"#,
                r#"<w:pgSz w:w="{}" w:h="{}"{}/><w:pgMar w:top="{}" w:right="{}" w:bottom="{}" w:left="{}" w:header="850" w:footer="850" w:gutter="0"/>{}</w:sectPr>"#
            ),
            width, height, orientation, top, side, bottom, side, first
        );
    }
}

/// Begins a field; its result follows.
fn field(xml: &mut String, code: &str) {
    xml.push_str(
        r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">"#,
    );
    xml::put(xml, code);
    xml.push_str(r#"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>"#);
}

/// `（一）…` at the beginning is set in 楷体, as official letters do.
fn prose(xml: &mut String, text: &str) {
    let end = lead(text);
    if end > 0 {
        xml::run(xml, r#"<w:rPr><w:rStyle w:val="Lead"/></w:rPr>"#, &text[..end]);
    }
    if end < text.len() || text.is_empty() {
        xml::run(xml, "", &text[end..]);
    }
}

/// The length of a numbered lead, up to its full stop.
fn lead(text: &str) -> usize {
    let numbered = text.starts_with('（')
        && text
            .chars()
            .skip(1)
            .take_while(|c| *c != '）')
            .all(|c| "一二三四五六七八九十".contains(c));
    if !numbered {
        return 0;
    }
    let end = text.find(['。', '：', '\n']).map_or(text.len(), |at| {
        at + if text[at..].starts_with('\n') { 0 } else { '。'.len_utf8() }
    });
    if text[..end].chars().count() <= LEAD { end } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::lead;

    #[test]
    fn a_lead_ends_with_its_sentence() {
        assert_eq!(lead("（一）节能降耗。全年"), "（一）节能降耗。".len());
        assert_eq!(lead("（一）节能降耗"), "（一）节能降耗".len());
        assert_eq!(lead("（见附件）节能降耗。"), 0);
        assert_eq!(lead(&format!("（一）{}。", "节".repeat(40))), 0);
    }
}
