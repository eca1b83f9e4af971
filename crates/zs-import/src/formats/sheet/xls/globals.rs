//! The workbook's own records: sheets, shared strings, number formats.
use super::records::{Record, Records};
use super::strings::{self, Shared};
use crate::formats::little::{u16_at, u32_at};
use crate::formats::sheet::format::Format;
use crate::formats::sheet::{text, trouble};
use crate::{Limits, ReadError};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A sheet of cells.
pub(super) struct SheetStart {
    pub(super) name: String,
    pub(super) hidden: bool,
    /// Where its records begin in the stream.
    pub(super) start: usize,
}

/// What cells refer to.
#[derive(Default)]
pub(super) struct Globals {
    pub(super) sheets: Vec<SheetStart>,
    pub(super) strings: Vec<String>,
    /// Days are counted from 1904.
    pub(super) early: bool,
    styles: Vec<Rc<Format>>,
}

impl Globals {
    /// The format of a style; `General` for styles that do not exist.
    pub(super) fn format(&self, style: usize) -> &Format {
        self.styles.get(style).map_or(&Format::General, Rc::as_ref)
    }
}

/// Reads the globals from the beginning of the stream.
pub(super) fn read(stream: &[u8], limits: &Limits) -> Result<Globals, ReadError> {
    let mut globals = Globals::default();
    let mut formats: BTreeMap<u32, Rc<Format>> = BTreeMap::new();
    let mut styles: Vec<u32> = Vec::new();
    let mut shared: Vec<&[u8]> = Vec::new();
    let mut records = Records::from(stream, 0);
    let mut ended = false;
    let mut before = 0;
    for record in records.by_ref() {
        match record.kind {
            0x0809 if record.u16(0) != Some(0x0600) => return Err(old()),
            0x0009 | 0x0209 | 0x0409 => return Err(old()),
            0x002F => return Err(trouble::encrypted()),
            0x0022 => globals.early = record.u16(0) == Some(1),
            0x041E => formats.extend(format(&record)),
            0x00E0 => styles.extend(record.u16(2).map(u32::from)),
            0x0085 => globals.sheets.extend(sheet(&record)),
            0x00FC => shared = vec![record.data],
            0x003C if before == 0x00FC => shared.push(record.data),
            0x000A => {
                ended = true;
                break;
            }
            _ => {}
        }
        if record.kind != 0x003C {
            before = record.kind;
        }
    }
    if !ended {
        return Err(trouble::damaged("工作簿不完整", "the workbook is cut off"));
    }
    globals.strings = strings(shared, limits)?;
    let of = |id: u32| {
        let format = formats.entry(id).or_insert_with(|| Rc::new(Format::built_in(id)));
        Rc::clone(format)
    };
    globals.styles = styles.into_iter().map(of).collect();
    Ok(globals)
}

fn strings(shared: Vec<&[u8]>, limits: &Limits) -> Result<Vec<String>, ReadError> {
    let mut strings = Vec::new();
    let mut length = 0_usize;
    for string in Shared::new(shared) {
        length += string.len();
        if length > limits.text {
            return Err(trouble::too_large("工作簿文字过多", "the workbook holds too much text"));
        }
        strings.push(text::clean(&string, false).into_owned());
    }
    Ok(strings)
}

fn format(record: &Record<'_>) -> Option<(u32, Rc<Format>)> {
    let id = u32::from(record.u16(0)?);
    let characters = usize::from(record.u16(2)?);
    let code = strings::plain(record.data.get(4..)?, characters)?;
    // Programs write their built-in currency and date formats in the writer's own wording.
    let format = if id == 14 || id == 22 { Format::built_in(id) } else { Format::parse(&code) };
    Some((id, Rc::new(format)))
}

fn sheet(record: &Record<'_>) -> Option<SheetStart> {
    let start = usize::try_from(u32_at(record.data, 0)?).ok()?;
    let (state, kind) = (record.data.get(4)? & 3, *record.data.get(5)?);
    let characters = usize::from(*record.data.get(6)?);
    let name = strings::plain(record.data.get(7..)?, characters)?;
    (kind == 0 && state < 2).then_some(SheetStart { name, hidden: state == 1, start })
}

fn old() -> ReadError {
    trouble::unknown(
        "这是 Excel 95 或更早的工作簿，不读取",
        "this is a workbook of Excel 95 or earlier, which is not read",
    )
}

/// Error values as a sheet shows them.
pub(super) fn error_text(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}

/// A string that follows its length in two bytes.
pub(super) fn long(data: &[u8]) -> Option<String> {
    strings::plain(data.get(2..)?, usize::from(u16_at(data, 0)?))
}
