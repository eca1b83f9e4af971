//! .csv and .tsv: one table; the encoding and the delimiter are told by content.
use super::encoding::{self, Decoded};
use super::sheet::{Book, literal};
use crate::{Block, Layout, Limits, ReadError, ReadErrorKind};
use csv::{ReaderBuilder, StringRecord};

/// Delimiters in the order in which ties are broken.
const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];
/// How much of the text is looked at to find the delimiter.
const SAMPLE: usize = 64 << 10;
/// A quoted cell with more lines than this is a quotation mark that nobody closed.
const LINES: usize = 50;

/// Reads delimited text. Blank lines are empty rows; `sep=;` in the first line is obeyed.
///
/// # Errors
/// `Empty`, `UnknownKind` (a binary file) or `TooLarge`, each with what to do.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Layout, ReadError> {
    if bytes.len() > limits.input {
        return Err(ReadError::new(
            ReadErrorKind::TooLarge,
            "文件过大，超过上限；请拆分文件，或删去无关内容后再试",
            "the file is too large; split it or remove what does not belong to it",
        ));
    }
    let Decoded { text, guessed, lossy, .. } = encoding::decode(bytes)?;
    let (delimiter, skipped) = delimiter(&text);
    let rows = Rows { text: &text[skipped..], first: u32::from(skipped > 0), delimiter };
    let layout = match rows.read(true, limits)? {
        Some(layout) => layout,
        None => rows.read(false, limits)?.unwrap_or_default(),
    };
    Ok(Layout { encoding_guessed: guessed || lossy, ..layout })
}

struct Rows<'a> {
    text: &'a str,
    /// Lines before the text.
    first: u32,
    delimiter: u8,
}

impl Rows<'_> {
    /// The layout; `None` if quotation marks turn out to be mere characters.
    fn read(&self, quoting: bool, limits: &Limits) -> Result<Option<Layout>, ReadError> {
        let mut book = Book::new(limits);
        book.begin("", false)?;
        let mut lines: Vec<u32> = Vec::new();
        let mut reader = builder(self.delimiter).quoting(quoting).from_reader(self.text.as_bytes());
        let mut record = StringRecord::new();
        // Text is valid UTF-8 and rows may have any length, so no row can fail.
        while reader.read_record(&mut record).unwrap_or(false) {
            let start = record.position().cloned().unwrap_or_else(csv::Position::new);
            let begin = usize::try_from(start.byte()).unwrap_or(0);
            let rest = self.text.get(begin..).unwrap_or_default();
            let blank = rest.bytes().take_while(|byte| *byte == b'\n').count();
            let line = usize::try_from(start.line()).unwrap_or(0) + blank;
            lines.resize(lines.len() + blank, 0);
            let row = u32::try_from(lines.len()).unwrap_or(u32::MAX);
            lines.push(u32::try_from(line).unwrap_or(u32::MAX).saturating_add(self.first));
            for (column, field) in (0..).zip(&record) {
                if quoting && field.len() > LINES && field.lines().count() > LINES {
                    return Ok(None);
                }
                // `="007"` is how programs keep other programs from taking text for a number.
                let kept = field.strip_prefix('=').filter(|rest| rest.starts_with('"'));
                match kept.and_then(literal::text) {
                    Some(text) => book.put(row, column, text)?,
                    None => book.put(row, column, field)?,
                }
            }
        }
        let mut layout = book.into_layout()?;
        place(&mut layout, &lines);
        Ok(Some(layout))
    }
}

/// Adds the lines of the file to the places of the rows.
fn place(layout: &mut Layout, lines: &[u32]) {
    for block in &mut layout.blocks {
        let Block::Table(table) = block else { continue };
        let places = table.cells.iter_mut().map(|cell| &mut cell.place);
        for place in places.chain([&mut table.place]) {
            let row = place.row.and_then(|row| usize::try_from(row).ok()?.checked_sub(1));
            place.line = row.and_then(|row| lines.get(row).copied()).filter(|line| *line > 0);
        }
    }
}

fn builder(delimiter: u8) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(delimiter);
    builder
}

/// The delimiter, and the length of a first line that names it.
fn delimiter(text: &str) -> (u8, usize) {
    let line = text.lines().next().unwrap_or_default();
    if let Some([delimiter @ (b',' | b'\t' | b';' | b'|')]) =
        line.strip_prefix("sep=").map(str::as_bytes)
    {
        return (*delimiter, (line.len() + 1).min(text.len()));
    }
    let end = text.len().min(SAMPLE);
    let sample = &text.as_bytes()[..end];
    let best = DELIMITERS.into_iter().rev().max_by_key(|delimiter| regular(sample, *delimiter));
    (best.unwrap_or(b','), 0)
}

/// How many rows have the most common number of cells, where that is more than one; between
/// quotation marks a delimiter counts once more, because there it cannot be part of a sentence.
fn regular(sample: &[u8], delimiter: u8) -> usize {
    let mut counts = std::collections::BTreeMap::<usize, usize>::new();
    let mut reader = builder(delimiter).from_reader(sample);
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        if record.len() > 1 {
            *counts.entry(record.len()).or_default() += 1;
        }
    }
    let between = [b'"', delimiter, b'"'];
    let quoted = sample.windows(3).filter(|window| *window == between).count();
    counts.into_values().max().unwrap_or(0) + quoted
}
