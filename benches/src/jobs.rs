//! The jobs: our readers from bytes to document, our writers back, and the bare libraries as the floor.
use anyhow::{Context as _, Result};
use calamine::{DataType as _, Reader as _};
use quick_xml::events::Event;
use std::io::{Cursor, Read as _};
use zs_catalog::Catalog;
use zs_import::{Layout, Limits, formats, recognise};

/// A job; gives a number that shows the work was done.
pub type Job = Box<dyn Fn() -> Result<usize>>;

/// The job of this name on a file's bytes; what it needs once, it does here.
pub fn prepare(name: &str, bytes: Vec<u8>) -> Result<Option<Job>> {
    if let Some(format) = name.strip_prefix("write-") {
        return writer(format, &bytes);
    }
    let Some(job) = reader(name) else { return Ok(None) };
    Ok(Some(Box::new(move || job(std::hint::black_box(&bytes)))))
}

/// Writes the document of the file, read once.
fn writer(format: &str, bytes: &[u8]) -> Result<Option<Job>> {
    let Some(format) = zs_export::formats::by_id(format) else { return Ok(None) };
    let layout = formats::docx::read(bytes, &Limits::default())?;
    let (document, _) = recognise(&layout, Catalog::embedded());
    Ok(Some(Box::new(move || {
        let written = (format.render)(std::hint::black_box(&document));
        written.map(|bytes| bytes.len()).map_err(|why| anyhow::anyhow!(why.en))
    })))
}

/// Reads a file and gives a number that shows that it was read.
type Read = fn(&[u8]) -> Result<usize>;

fn reader(name: &str) -> Option<Read> {
    Some(match name {
        "nothing" => |bytes| Ok(bytes.len()),
        "ours-docx" => |bytes| Ok(indicators(&formats::docx::read(bytes, &Limits::default())?)),
        "ours-docx-layout" => {
            |bytes| Ok(formats::docx::read(bytes, &Limits::default())?.blocks.len())
        }
        "ours-doc" => |bytes| Ok(indicators(&formats::doc::read(bytes, &Limits::default())?)),
        "ours-doc-layout" => {
            |bytes| Ok(formats::doc::read(bytes, &Limits::default())?.blocks.len())
        }
        "ours-pdf" => |bytes| Ok(indicators(&formats::pdf::read(bytes, &Limits::default())?)),
        "ours-pdf-layout" => {
            |bytes| Ok(formats::pdf::read(bytes, &Limits::default())?.blocks.len())
        }
        "ours-xlsx" => |bytes| Ok(indicators(&formats::sheet::read(bytes, &Limits::default())?)),
        "ours-xlsx-layout" => |bytes| {
            let layout = formats::sheet::read(bytes, &Limits::default())?;
            Ok(layout.blocks.len())
        },
        "quick-xml-docx" => scan,
        "calamine-xlsx" => calamine_cells,
        _ => return None,
    })
}

fn indicators(layout: &Layout) -> usize {
    let (document, _) = recognise(layout, Catalog::embedded());
    document.projects.iter().map(|project| project.indicators.len()).sum()
}

/// Inflates the document part and looks at every XML event: the least that a reader does.
fn scan(bytes: &[u8]) -> Result<usize> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    let mut text = String::new();
    archive.by_name("word/document.xml")?.read_to_string(&mut text)?;
    let mut reader = quick_xml::Reader::from_str(&text);
    let mut characters = 0;
    loop {
        match reader.read_event()? {
            Event::Text(text) => characters += text.chars().count(),
            Event::Eof => return Ok(characters),
            _ => {}
        }
    }
}

/// Reads every cell of every sheet as text.
fn calamine_cells(bytes: &[u8]) -> Result<usize> {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes))?;
    let mut characters = 0;
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).context("a sheet")?;
        let texts = range.used_cells().filter_map(|(_, _, cell)| cell.as_string());
        characters += texts.map(|text| text.chars().count()).sum::<usize>();
    }
    Ok(characters)
}
