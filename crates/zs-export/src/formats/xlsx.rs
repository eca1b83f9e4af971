//! The official form as a workbook: one sheet per form, true merges, figures that calculate, print set-up.
mod columns;
mod looks;
mod names;
mod place;
mod sums;
mod table;

use super::{Format, Unprintable};
use crate::{Laid, digest, mark};
use looks::{Look, Looks};
use place::{Page, Placed};
use rust_xlsxwriter::{DocProperties, Formula, IntoCustomDateTime, Workbook, Worksheet, XlsxError};
use zs_model::{Decimal, Document};

pub use table::{Cell, Table, tables};

/// The format.
pub const FORMAT: Format = Format {
    id: "xlsx",
    zh: "Excel（官方版式，可计算）",
    en: "Excel (the official layout, to calculate with)",
    ending: "xlsx",
    media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    render,
    print: Some(print),
};

/// What a cell of Excel holds at most, in UTF-16 units.
const LONGEST: usize = 32_767;
/// Level 1 of 9: half the time of the usual 6 for files one tenth larger.
const COMPRESSION: u8 = 1;
const A4: u8 = 9;

fn render(document: &Document) -> Result<Vec<u8>, Unprintable> {
    print(&Laid::of(document, digest(document)))
}

fn print(laid: &Laid) -> Result<Vec<u8>, Unprintable> {
    let pages = place::pages(&laid.blocks, laid.landscape);
    if let Some(cell) = pages.iter().flat_map(|page| &page.cells).find(|cell| is_too_long(cell)) {
        return Err(too_long(&cell.text));
    }
    workbook(laid, &pages).map_err(|error| Unprintable {
        zh: format!("不能写成 Excel 文件（{error}）。请把文档拆分后再导出，或导出为 Word。"),
        en: format!(
            "cannot be written as a workbook ({error}); split the document, or export to Word"
        ),
    })
}

fn is_too_long(cell: &Placed<'_>) -> bool {
    cell.text.len() > LONGEST && cell.text.encode_utf16().count() > LONGEST
}

fn too_long(text: &str) -> Unprintable {
    let begin: String = text.chars().take(20).collect();
    Unprintable {
        zh: format!("“{begin}…”超过 Excel 单元格的 {LONGEST} 字上限。请缩短，或导出为 Word。"),
        en: format!(
            "\"{begin}…\" exceeds the {LONGEST} characters of an Excel cell; shorten it, or export to Word"
        ),
    }
}

fn workbook(laid: &Laid, pages: &[Page<'_>]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_zip_compression_level(COMPRESSION);
    // A fixed date: the same document gives the same file.
    let properties = DocProperties::new()
        .set_title(&laid.title)
        .set_comment(format!("sm3:{}", laid.digest))
        .set_creation_datetime(Undated);
    book.set_properties(&properties);
    let mark = mark(&laid.digest);
    let mut looks = Looks::default();
    let mut names = names::Names::default();
    for page in pages {
        let sheet = book.add_worksheet();
        sheet.set_name(names.unique(&page.name))?;
        set_up(sheet, page, laid.landscape, &mark)?;
        for cell in &page.cells {
            write(sheet, cell, page, &mut looks)?;
        }
    }
    if pages.is_empty() {
        book.add_worksheet();
    }
    book.save_to_buffer()
}

/// Excel wants a date of creation; ours is none.
struct Undated;

impl IntoCustomDateTime for Undated {
    fn utc_datetime(self) -> String {
        "2000-01-01T00:00:00Z".to_owned()
    }
}

/// Paper, margins in inches, one page wide, the head of the grid on every page, page number and mark.
fn set_up(
    sheet: &mut Worksheet,
    page: &Page<'_>,
    landscape: bool,
    mark: &str,
) -> Result<(), XlsxError> {
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
    sheet.set_margins(0.8, 0.8, 0.9, 0.9, 0.4, 0.45);
    sheet.set_footer(format!("&C— &P —&R&9校验码 {mark}"));
    if landscape {
        sheet.set_landscape();
    }
    if let Some((first, last)) = page.repeated {
        sheet.set_repeat_rows(first, last)?;
    }
    for (column, pixels) in (0..).zip(&page.widths) {
        sheet.set_column_width_pixels(column, *pixels)?;
    }
    for (row, points) in (0..).zip(&page.heights) {
        sheet.set_row_height(row, *points)?;
    }
    Ok(())
}

/// Text is written as text, whatever it begins with; only what the model holds as a figure is a number.
fn write(
    sheet: &mut Worksheet,
    cell: &Placed<'_>,
    page: &Page<'_>,
    looks: &mut Looks,
) -> Result<(), XlsxError> {
    let look = Look { quoted: cell.text.starts_with(['=', '+', '-', '@']), ..cell.look };
    let format = looks.format(look);
    let (row, column) = (cell.row, cell.column);
    if (cell.last_row, cell.last_column) > (row, column) {
        sheet.merge_range(row, column, cell.last_row, cell.last_column, &cell.text, format)?;
    } else if look.figure.is_none() {
        sheet.write_string_with_format(row, column, cell.text.as_ref(), format)?;
    }
    let Some(figure) = cell.look.figure else { return Ok(()) };
    let stored = if figure.percent { figure.value / Decimal::ONE_HUNDRED } else { figure.value };
    if let Some(formula) = sums::formula(cell, &page.cells) {
        let formula = Formula::new(formula).set_result(stored.to_string());
        sheet.write_formula_with_format(row, column, formula, format)?;
    } else if let Some(number) = looks::double(stored) {
        sheet.write_number_with_format(row, column, number, format)?;
    }
    Ok(())
}
