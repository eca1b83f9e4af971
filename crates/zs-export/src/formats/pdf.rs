//! The official form as PDF: set by typst with fonts of our own, tagged, for the archive (PDF/A-2a).
mod cells;
mod fonts;
mod lines;
mod pages;
mod rows;
mod table;
mod text;
mod values;
mod world;

use super::{Format, Unprintable};
use crate::{Laid, mark};
use typst::comemo;
use typst::diag::{SourceDiagnostic, SourceResult};
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use zs_model::Document;

/// The format.
pub const FORMAT: Format = Format {
    id: "pdf",
    zh: "PDF（官方版式，可归档）",
    en: "PDF (the official layout, to print and to archive)",
    ending: "pdf",
    media_type: "application/pdf",
    render,
    print: Some(print),
};

fn render(document: &Document) -> Result<Vec<u8>, Unprintable> {
    print(&Laid::of(document, mark::digest(document)))
}

fn print(laid: &Laid) -> Result<Vec<u8>, Unprintable> {
    let press = world::Press::new(values::values(laid));
    let set = set(&press, laid.year, laid.digest.clone());
    // What was remembered serves only this document.
    comemo::evict(0);
    set.map_err(|errors| {
        let why = errors.iter().map(|SourceDiagnostic { message, .. }| message.as_str());
        let why = why.collect::<Vec<_>>().join("; ");
        Unprintable {
            zh: format!("不能写成 PDF 文件（{why}）。请导出为 Word。"),
            en: format!("cannot be written as a PDF file ({why}); export it as Word instead"),
        }
    })
}

fn set(press: &world::Press, year: Option<u16>, digest: String) -> SourceResult<Vec<u8>> {
    let document = typst::compile::<PagedDocument>(press).output?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).unwrap_or_default();
    let options = PdfOptions {
        ident: Smart::Custom(digest),
        creator: Smart::Custom(Some("准绳 Zhunsheng".to_owned())),
        timestamp: date(year).map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options)
}

/// An archive wants a date and we have no clock: the first day of the year that the document is for.
fn date(year: Option<u16>) -> Option<Datetime> {
    let year = year.filter(|year| (1900..10_000).contains(year)).unwrap_or(2000);
    Datetime::from_ymd_hms(i32::from(year), 1, 1, 0, 0, 0)
}
