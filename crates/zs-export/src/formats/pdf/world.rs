//! The world that typst sees: one page of layout, two fonts, values; no files, no packages, no clock.
use super::fonts::FONTS;
use super::table;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration, Target};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};

/// The layout, parsed once.
static FORM: LazyLock<Source> = LazyLock::new(|| Source::detached(include_str!("form.typ")));

/// One document about to be laid out.
pub(super) struct Press {
    library: LazyHash<Library>,
}

impl Press {
    pub(super) fn new(values: Dict) -> Self {
        let mut library = Library::builder().with_inputs(values).build();
        library.rules.replace(Target::Paged, table::RULE);
        Self { library: LazyHash::new(library) }
    }

    /// A document that is set by typst alone.
    #[cfg(test)]
    pub(super) fn plain(values: Dict) -> Self {
        Self { library: LazyHash::new(Library::builder().with_inputs(values).build()) }
    }
}

impl World for Press {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        FORM.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == FORM.id() { Ok(FORM.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
