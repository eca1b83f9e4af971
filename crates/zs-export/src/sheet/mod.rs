//! The official layout of a document as blocks: what every printed format (md, html …) shares.
mod cells;
mod cover;
mod department;
mod grid;
mod hebei;
mod project;
mod summary;
mod words;

use zs_catalog::{Catalog, Form, PrintKind};
use zs_model::Document;

pub(crate) use cells::{Cell, Role, Row, Table};

/// One block of the printed document, in reading order.
pub(crate) enum Block {
    /// The document's title.
    Title(String),
    /// A heading: 1 for a part, 2 for a part's own name, 3 for a chapter or a form.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(String),
    /// The line above a table: who fills it, and in which unit.
    Caption { left: Option<String>, right: Option<String> },
    /// A table.
    Table(Table),
    /// A new page begins where pages exist.
    Page,
}

/// Lays out a document as its form family prints it; an unknown family gets the common labels.
pub(crate) fn blocks(document: &Document) -> Vec<Block> {
    let form = Catalog::embedded().form(&document.form);
    let kind = form.map(|form| form.print).unwrap_or_default();
    let mut blocks = cover::blocks(document, kind);
    let mut annex = (1..).map(|number| format!("附件{number}"));
    let mut start = |blocks: &mut Vec<Block>| {
        blocks.push(Block::Page);
        if kind == PrintKind::Hunan {
            blocks.extend(annex.next().map(Block::Paragraph));
        }
    };
    if let Some(department) = &document.department_form {
        start(&mut blocks);
        blocks.extend(department::blocks(department));
    }
    if let Some(summary) = &document.summary_form {
        start(&mut blocks);
        blocks.extend(summary::blocks(summary, document.fiscal_year));
    }
    if kind == PrintKind::Hebei && !document.projects.is_empty() {
        blocks.push(Block::Page);
        blocks.push(Block::Heading(1, "第二部分".to_owned()));
        blocks.push(Block::Heading(2, "预算项目绩效目标".to_owned()));
    }
    for (at, project) in document.projects.iter().enumerate() {
        // The first project of a part stands under the part's name.
        if at > 0 || kind != PrintKind::Hebei {
            start(&mut blocks);
        }
        blocks.extend(project::blocks(project, form, kind));
    }
    blocks
}

/// The document's title in one line, also the title of a page.
pub(crate) fn title(document: &Document) -> String {
    cover::title(document)
}

/// What stands behind a project's name in its heading: 绩效目标表, 绩效目标申报表 ….
fn title_end(form: Option<&Form>) -> &str {
    let title = form.map_or("绩效目标表", |form| form.title.as_str());
    title.rfind("绩效目标").map_or("绩效目标表", |at| &title[at..])
}
