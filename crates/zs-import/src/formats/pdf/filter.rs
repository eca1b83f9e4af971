//! What packs a stream: Flate, LZW, run lengths, ASCII forms, and the predictors over them.
use super::object::{Dict, Object};
use crate::ReadError;
use crate::formats::page::budget::Budget;
use flate2::{Decompress, FlushDecompress, Status};

/// Filters in a row that a stream may have.
const CHAIN: usize = 6;
const CHUNK: usize = 64 << 10;
/// What one stream may unpack to: while a buffer grows it is there twice.
const LARGEST: u64 = 96 << 20;

/// One filter of a stream, with its parameters.
pub(super) struct Filter {
    pub name: Vec<u8>,
    pub parameters: Dict,
}

/// Unpacks bytes; `None` if a filter is for pictures or unknown. What follows damage is left out.
pub(super) fn unpack(
    bytes: &[u8],
    filters: &[Filter],
    budget: &Budget,
) -> Result<Option<Vec<u8>>, ReadError> {
    if filters.len() > CHAIN {
        return Ok(None);
    }
    let mut data = bytes.to_vec();
    budget.inflate(data.len())?;
    for filter in filters {
        let most = usize::try_from(budget.inflatable().min(LARGEST)).unwrap_or(usize::MAX);
        let mut room = Room { out: Vec::new(), most };
        let fits = match filter.name.as_slice() {
            b"FlateDecode" | b"Fl" => inflate(&data, &mut room),
            b"LZWDecode" | b"LZW" => {
                let early = filter.parameters.get("EarlyChange").integer() != Some(0);
                lzw(&data, early, &mut room)
            }
            b"RunLengthDecode" | b"RL" => run_lengths(&data, &mut room),
            b"ASCIIHexDecode" | b"AHx" => hex(&data, &mut room),
            b"ASCII85Decode" | b"A85" => base85(&data, &mut room),
            b"Crypt" => room.extend(&data),
            _ => return Ok(None),
        };
        if fits.is_none() {
            budget.inflate(usize::MAX)?;
        }
        budget.inflate(room.out.len())?;
        data = predicted(room.out, &filter.parameters);
    }
    Ok(Some(data))
}

/// Output that may not grow beyond a size; `None` says that it would.
struct Room {
    out: Vec<u8>,
    most: usize,
}

impl Room {
    fn extend(&mut self, bytes: &[u8]) -> Option<()> {
        if self.out.len() + bytes.len() > self.most {
            return None;
        }
        self.out.extend_from_slice(bytes);
        Some(())
    }
}

fn inflate(data: &[u8], room: &mut Room) -> Option<()> {
    inflate_as(data, true, room)?;
    if room.out.is_empty() && !data.is_empty() {
        // Without a header, or with a broken one.
        inflate_as(data, false, room)?;
        if room.out.is_empty() && data.len() > 2 {
            inflate_as(&data[2..], false, room)?;
        }
    }
    Some(())
}

fn inflate_as(data: &[u8], header: bool, room: &mut Room) -> Option<()> {
    let mut decoder = Decompress::new(header);
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = usize::try_from(decoder.total_in()).ok()?;
        let wrote = usize::try_from(decoder.total_out()).ok()?;
        let rest = data.get(read..).unwrap_or_default();
        let status = decoder.decompress(rest, &mut chunk, FlushDecompress::None);
        let fresh = usize::try_from(decoder.total_out()).ok()? - wrote;
        room.extend(&chunk[..fresh])?;
        let stands = fresh == 0 && usize::try_from(decoder.total_in()).ok()? == read;
        if stands || !matches!(status, Ok(Status::Ok | Status::BufError)) {
            return Some(());
        }
    }
}

fn lzw(data: &[u8], early: bool, room: &mut Room) -> Option<()> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    // Where each entry's bytes lie in the output: it always repeats what was written before.
    let mut table: Vec<(usize, usize)> = Vec::new();
    let (mut bits, mut count, mut width) = (0_u32, 0, 9);
    let mut last: Option<(usize, usize)> = None;
    for byte in data {
        bits = bits << 8 | u32::from(*byte);
        count += 8;
        if count < width {
            continue;
        }
        count -= width;
        let code = usize::try_from(bits >> count & ((1 << width) - 1)).ok()?;
        bits &= (1 << count) - 1;
        if code == END {
            break;
        }
        if code == CLEAR {
            (width, last) = (9, None);
            table.clear();
            continue;
        }
        let start = room.out.len();
        let Some((from, length)) = entry(code, &table, last) else { break };
        match length {
            0 => room.extend(&[u8::try_from(code).unwrap_or(0)])?,
            _ => {
                for at in from..from + length {
                    let byte = *room.out.get(at)?;
                    room.extend(&[byte])?;
                }
            }
        }
        if let Some((from, length)) = last
            && table.len() < 4096 - 258
        {
            table.push((from, length + 1));
        }
        last = Some((start, room.out.len() - start));
        let next = table.len() + if early { 258 } else { 257 };
        width = match next {
            2047.. => 12,
            1023.. => 11,
            511.. => 10,
            _ => 9,
        };
    }
    Some(())
}

/// Where a code's bytes lie in the output, length 0 for a single byte; `None` for a code not yet known.
fn entry(
    code: usize,
    table: &[(usize, usize)],
    last: Option<(usize, usize)>,
) -> Option<(usize, usize)> {
    match code.checked_sub(258) {
        None => Some((0, 0)),
        Some(at) if at < table.len() => Some(table[at]),
        // The entry that this very code completes: the last one and its first byte again.
        Some(at) if at == table.len() => last.map(|(from, length)| (from, length + 1)),
        Some(_) => None,
    }
}

fn run_lengths(data: &[u8], room: &mut Room) -> Option<()> {
    let mut at = 0;
    while let Some(length) = data.get(at).filter(|length| **length != 128) {
        let length = usize::from(*length);
        if length < 128 {
            let end = (at + 2 + length).min(data.len());
            room.extend(&data[at + 1..end])?;
            at = end;
        } else {
            let Some(byte) = data.get(at + 1) else { break };
            room.extend(&vec![*byte; 257 - length])?;
            at += 2;
        }
    }
    Some(())
}

fn hex(data: &[u8], room: &mut Room) -> Option<()> {
    let until = data.iter().take_while(|byte| **byte != b'>');
    let mut digits = until.filter_map(|byte| char::from(*byte).to_digit(16));
    while let Some(high) = digits.next() {
        let byte = high << 4 | digits.next().unwrap_or(0);
        room.extend(&[u8::try_from(byte).ok()?])?;
    }
    Some(())
}

fn base85(data: &[u8], room: &mut Room) -> Option<()> {
    let mut group: Vec<u8> = Vec::with_capacity(5);
    for byte in data {
        match byte {
            b'z' if group.is_empty() => room.extend(&[0; 4])?,
            b'!'..=b'u' => {
                group.push(byte - b'!');
                if group.len() == 5 {
                    room.extend(&of_85(&group))?;
                    group.clear();
                }
            }
            b'~' => break,
            _ => {}
        }
    }
    if group.len() > 1 {
        let kept = group.len() - 1;
        group.resize(5, 84);
        room.extend(&of_85(&group)[..kept])?;
    }
    Some(())
}

fn of_85(group: &[u8]) -> [u8; 4] {
    let value =
        group.iter().fold(0_u32, |v, digit| v.wrapping_mul(85).wrapping_add(u32::from(*digit)));
    value.to_be_bytes()
}

/// Takes back the differences that a predictor made.
fn predicted(data: Vec<u8>, parameters: &Dict) -> Vec<u8> {
    let setting = |key: &str, default: usize| match parameters.get(key) {
        Object::Null => default,
        other => other.integer().and_then(|n| usize::try_from(n).ok()).unwrap_or(default),
    };
    let predictor = setting("Predictor", 1);
    let (colours, depth) = (setting("Colors", 1).min(64), setting("BitsPerComponent", 8).min(32));
    let pixel = (colours * depth).div_ceil(8).max(1);
    let row = (setting("Columns", 1).min(1 << 20) * colours * depth).div_ceil(8).max(1);
    match predictor {
        10.. => png(&data, row, pixel),
        2 if depth == 8 => {
            let mut data = data;
            for row in data.chunks_mut(row) {
                for at in pixel..row.len() {
                    row[at] = row[at].wrapping_add(row[at - pixel]);
                }
            }
            data
        }
        _ => data,
    }
}

fn png(data: &[u8], row: usize, pixel: usize) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(data.len());
    let mut above = vec![0_u8; row];
    for line in data.chunks(row + 1) {
        let mut now = vec![0_u8; row];
        let Some((kind, bytes)) = line.split_first() else { break };
        for (at, byte) in bytes.iter().enumerate() {
            let left = if at >= pixel { now[at - pixel] } else { 0 };
            let corner = if at >= pixel { above[at - pixel] } else { 0 };
            let guess = match kind {
                1 => left,
                2 => above[at],
                3 => u8::try_from((u16::from(left) + u16::from(above[at])) / 2).unwrap_or(0),
                4 => paeth(left, above[at], corner),
                _ => 0,
            };
            now[at] = byte.wrapping_add(guess);
        }
        out.extend_from_slice(&now[..bytes.len()]);
        above = now;
    }
    out
}

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let (a, b, c) = (i16::from(left), i16::from(above), i16::from(corner));
    let guess = a + b - c;
    let (da, db, dc) = ((guess - a).abs(), (guess - b).abs(), (guess - c).abs());
    if da <= db && da <= dc {
        left
    } else if db <= dc {
        above
    } else {
        corner
    }
}
