//! The official form as a Word file: true merges, the bureau's fonts, page numbers, 目录.
mod body;
mod contents;
mod parts;
mod table;
mod xml;

use super::paper::Paper;
use super::{Format, Unprintable};
use crate::{Laid, mark, sheet};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zs_model::Document;

/// The format.
pub const FORMAT: Format = Format {
    id: "docx",
    zh: "Word（官方版式，可编辑）",
    en: "Word (the official layout, to edit and print)",
    ending: "docx",
    media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    render,
    print: Some(print),
};

/// Level 1 of 9: half the time of the usual 6 for files one tenth larger.
const COMPRESSION: i64 = 1;

fn render(document: &Document) -> Result<Vec<u8>, Unprintable> {
    print(&Laid::of(document, mark::digest(document)))
}

fn print(laid: &Laid) -> Result<Vec<u8>, Unprintable> {
    let blocks = &laid.blocks;
    let paper = Paper::new(laid.landscape);
    let listed = blocks.iter().any(|block| matches!(block, sheet::Block::Contents));
    let entries = if listed { contents::entries(blocks, &paper) } else { Vec::new() };
    let mark = mark::mark(&laid.digest);
    let parts = [
        ("[Content_Types].xml", parts::TYPES.to_owned()),
        ("_rels/.rels", parts::RELATIONS.to_owned()),
        ("word/document.xml", body::document(blocks, &entries, &paper)),
        ("word/_rels/document.xml.rels", parts::DOCUMENT_RELATIONS.to_owned()),
        ("word/styles.xml", parts::styles(&paper)),
        ("word/settings.xml", parts::settings(listed)),
        ("word/fontTable.xml", parts::FONTS.to_owned()),
        ("word/footer1.xml", parts::footer(&mark, true)),
        ("word/footer2.xml", parts::footer(&mark, false)),
        ("docProps/core.xml", parts::properties(&laid.title, &laid.digest)),
    ];
    package(&parts).map_err(|error| Unprintable {
        zh: format!("不能写成 Word 文件（{error}）。请把文档拆分后再导出。"),
        en: format!("cannot be written as a Word file ({error}); split the document first"),
    })
}

/// Parts in this order without dates: same document, same bytes.
fn package(parts: &[(&str, String)]) -> ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(64 * 1024)));
    let options = SimpleFileOptions::default()
        .compression_level(Some(COMPRESSION))
        .last_modified_time(zip::DateTime::default());
    for (name, text) in parts {
        zip.start_file(*name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}
