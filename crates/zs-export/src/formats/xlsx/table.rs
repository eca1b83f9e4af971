//! Rows as a workbook: a sheet for each table, its headings on top of every page, figures as figures.
use super::looks::double;
use super::names::Names;
use super::{COMPRESSION, LONGEST, Undated};
use crate::Unprintable;
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use zs_model::Decimal;

/// What one cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is known.
    Blank,
    /// Text, whatever it begins with.
    Text(String),
    /// A figure to calculate with.
    Figure(Decimal),
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(count: i64) -> Self {
        Self::Figure(count.into())
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Blank, Into::into)
    }
}

/// Rows below headings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The name of its sheet.
    pub name: String,
    /// The headings.
    pub head: Vec<String>,
    /// The rows, each as long as the headings.
    pub rows: Vec<Vec<Cell>>,
}

/// Column width of figures and of text, in characters.
const WIDTHS: [u16; 2] = [14, 28];

/// Tables as a workbook. Same tables, same bytes.
///
/// # Errors
/// `Unprintable` for more rows or longer texts than a workbook holds.
pub fn tables(tables: &[Table]) -> Result<Vec<u8>, Unprintable> {
    write(tables).map_err(|error| Unprintable {
        zh: format!("不能写成 Excel 文件（{error}）。请缩小范围后再导出。"),
        en: format!("cannot be written as a workbook ({error}); ask for less"),
    })
}

fn write(tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_zip_compression_level(COMPRESSION);
    book.set_properties(&DocProperties::new().set_creation_datetime(Undated));
    let mut names = Names::default();
    for table in tables {
        let sheet = book.add_worksheet();
        sheet.set_name(names.unique(&table.name))?;
        fill(sheet, table)?;
    }
    if tables.is_empty() {
        book.add_worksheet();
    }
    book.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold().set_align(FormatAlign::Center);
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_print_fit_to_pages(1, 0);
    for (column, heading) in (0..).zip(&table.head) {
        let first = table.rows.first().and_then(|row| row.get(usize::from(column)));
        let [figure, text] = WIDTHS;
        let width = if matches!(first, Some(Cell::Figure(_))) { figure } else { text };
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, heading, &bold)?;
    }
    let quoted = Format::new().set_quote_prefix();
    for (row, cells) in (1..).zip(&table.rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Blank => {}
                // A later edit must not turn the text into a formula.
                Cell::Text(text) if text.starts_with(['=', '+', '-', '@']) => {
                    sheet.write_string_with_format(row, column, cut(text), &quoted)?;
                }
                Cell::Text(text) => {
                    sheet.write_string(row, column, cut(text))?;
                }
                Cell::Figure(value) => {
                    if let Some(number) = double(*value) {
                        sheet.write_number(row, column, number)?;
                    }
                }
            }
        }
    }
    Ok(())
}

/// As much of a text as a cell holds.
fn cut(text: &str) -> String {
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= LONGEST
    };
    text.chars().take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let text = |text: &str| Cell::Text(text.to_owned());
        let table = Table {
            name: "项目".to_owned(),
            head: vec!["名称".to_owned(), "预算".to_owned()],
            rows: vec![
                vec![text("路灯维护"), Cell::Figure(Decimal::new(12_345_678, 6))],
                vec![text("=1+1"), Cell::Blank],
            ],
        };
        let body = tables(&[table.clone(), table]).unwrap();
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(body)).unwrap();
        let mut sheet = String::new();
        let mut part = zip.by_name("xl/worksheets/sheet2.xml").unwrap();
        std::io::Read::read_to_string(&mut part, &mut sheet).unwrap();
        assert!(sheet.contains("<v>12.345678</v>"), "{sheet}");
        assert!(!sheet.contains("<f>"), "a text never becomes a formula");
    }
}
