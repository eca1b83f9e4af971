//! HTML as browsers, web editors, Word, WPS and Excel write it: paragraphs, headings, tables.
//!
//! A tokenizer feeds a small state machine: no tree is built, so depth costs nothing, and tags that
//! are never closed or closed twice do no harm.
mod flow;
mod grid;
mod page;
mod tags;

#[cfg(test)]
mod tests;

use super::text::{Builder, guard};
use crate::{Block, Layout, Limits, Paragraph, ReadError};
use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use page::Page;
use zs_model::text::squeeze;

/// Reads a decoded HTML text. Errors: `TooLarge`; `Forbidden` for a DTD with declarations.
pub fn read(text: &str, limits: &Limits) -> Result<Layout, ReadError> {
    guard(text, limits)?;
    let mut builder = Builder::new(limits);
    let title = fragment(text, 1, limits, &mut builder)?;
    let mut layout = builder.finish();
    if let Some(title) = title.filter(|t| !is_repeated(t, &layout)) {
        let paragraph = Paragraph { text: title, ..Paragraph::default() };
        layout.blocks.insert(0, Block::Paragraph(paragraph));
    }
    Ok(layout)
}

/// Reads a piece of HTML into a layout; gives the document's title.
pub(in crate::formats) fn fragment<'l>(
    text: &str,
    first_line: u32,
    limits: &'l Limits,
    builder: &mut Builder<'l>,
) -> Result<Option<String>, ReadError> {
    let mut page = Page::new(text, first_line, limits, builder);
    let callback =
        |event: CallbackEvent<'_>, span: html5gum::Span<usize>| page.event(event, span.start).err();
    let mut emitter = CallbackEmitter::new(callback);
    emitter.naively_switch_states(true);
    // The tokenizer hands on only what the page refuses.
    match Tokenizer::new_with_emitter(text, emitter).next() {
        Some(Ok(error)) => Err(error),
        None => page.finish(),
    }
}

/// Whether the title of the browser's window stands in the page as well.
fn is_repeated(title: &str, layout: &Layout) -> bool {
    let title = squeeze(title);
    layout.blocks.iter().take(50).any(|block| match block {
        Block::Paragraph(p) => squeeze(&p.text) == title,
        Block::Table(t) => t.cells.first().is_some_and(|c| squeeze(&c.text) == title),
    })
}
