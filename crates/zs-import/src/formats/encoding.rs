//! Bytes to text: finds the encoding, evens out line ends, refuses what is no text.
use crate::{ReadError, ReadErrorKind};
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use zs_model::text::is_layout;

/// A text and how it was coded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text; all line ends are `\n`, so that line numbers are those of the file.
    pub text: String,
    /// The name of the encoding, as in the WHATWG standard.
    pub encoding: &'static str,
    /// Whether bytes without meaning were replaced by U+FFFD or NUL characters were left out.
    pub lossy: bool,
    /// Whether neither a mark nor a declaration nor the rules of UTF-8 told the encoding.
    pub guessed: bool,
}

/// Decodes a text file. Errors: `Empty` for nothing or white space alone, `UnknownKind` for a
/// binary file.
pub fn decode(bytes: &[u8]) -> Result<Decoded, ReadError> {
    let (encoding, rest) = recognise(bytes);
    let marked = rest.len() < bytes.len();
    let guessed = !marked && encoding != UTF_8 && declared(bytes) != Some(encoding);
    let bytes = rest;
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let nul = text.contains('\0');
    if is_binary(&text) {
        return Err(binary());
    }
    let text = tidy(text);
    if text.chars().all(is_layout) {
        return Err(empty());
    }
    Ok(Decoded { text, encoding: encoding.name(), lossy: broken || nul, guessed })
}

/// The beginning of a text, enough to tell its kind by. Errors as `decode`.
pub(super) fn sample(bytes: &[u8]) -> Result<String, ReadError> {
    const SAMPLE: usize = 64 << 10;
    if bytes.len() <= SAMPLE {
        return decode(bytes).map(|d| d.text);
    }
    // The cut may fall into a character: the encoding is that of the whole.
    let (encoding, rest) = recognise(bytes);
    let (text, _) = encoding.decode_without_bom_handling(&rest[..rest.len().min(SAMPLE)]);
    let text = tidy(text);
    if text.chars().all(is_layout) {
        return decode(bytes).map(|d| d.text);
    }
    if is_binary(&text) { Err(binary()) } else { Ok(text) }
}

/// The encoding and the bytes without the byte order mark.
fn recognise(bytes: &[u8]) -> (&'static Encoding, &[u8]) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return (encoding, &bytes[mark..]);
    }
    if let Some(rest) = bytes.strip_prefix(&[0x84, 0x31, 0x95, 0x33]) {
        return (GB18030, rest);
    }
    let utf8 = std::str::from_utf8(bytes).is_ok();
    if bytes.contains(&0)
        && let Some(encoding) = utf16(bytes, utf8)
    {
        return (encoding, bytes);
    }
    if utf8 || is_broken_utf8(bytes) {
        return (UTF_8, bytes);
    }
    (declared(bytes).unwrap_or(GB18030), bytes)
}

/// UTF-16 without a byte order mark: the zero halves of ASCII characters give it away.
fn utf16(bytes: &[u8], utf8: bool) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(8192) & !1];
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let encoding = if odd > even { UTF_16LE } else { UTF_16BE };
    // ASCII with some NULs is valid UTF-8 as well; UTF-16 has a NUL in nearly every character.
    if utf8 && (even.max(odd) * 3 < sample.len() || even.min(odd) * 10 > even.max(odd)) {
        return None;
    }
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let (mut all, mut usual) = (0, 0);
    for c in text.chars() {
        all += 1;
        usual += usize::from(is_usual(c));
    }
    (usual * 10 >= all * 9).then_some(encoding)
}

/// Characters that Chinese office texts are made of.
fn is_usual(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{a0}'..='\u{ff}' | '\u{2000}'..='\u{27ff}'
        | '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// UTF-8 with some broken bytes: the whole characters outweigh the broken ones by far, which the
/// bytes of other encodings never reach.
fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole >= broken * 4
}

/// The encoding that an HTML page names for itself.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(2048)].to_ascii_lowercase();
    let at = head.windows(8).position(|w| w == b"charset=")?;
    let label = head[at + 8..].trim_ascii_start();
    let label = label.strip_prefix(b"\"").or_else(|| label.strip_prefix(b"'")).unwrap_or(label);
    let end = label.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_".contains(b)));
    let found = Encoding::for_label(&label[..end.unwrap_or(label.len())])?;
    let is_wrong = found == UTF_8 || found == UTF_16LE || found == UTF_16BE;
    (!is_wrong).then_some(if found == encoding_rs::GBK { GB18030 } else { found })
}

/// Control characters and replaced bytes in more than one of twenty characters.
fn is_binary(text: &str) -> bool {
    let (mut all, mut strange) = (0_usize, 0_usize);
    for c in text.chars() {
        all += 1;
        let control = c < ' ' && !matches!(c, '\t'..='\r' | '\u{7}');
        strange += usize::from(control || c == '\u{fffd}');
    }
    strange > 1 && strange * 20 > all && !text.chars().all(|c| c == '\0' || is_layout(c))
}

/// Line ends as `\n`, without NULs.
fn tidy(text: Cow<'_, str>) -> String {
    if !text.contains(['\r', '\0']) {
        return text.into_owned();
    }
    let mut tidy = String::with_capacity(text.len());
    let mut chars = text.chars().filter(|c| *c != '\0').peekable();
    while let Some(c) = chars.next() {
        if c == '\r' {
            chars.next_if_eq(&'\n');
            tidy.push('\n');
        } else {
            tidy.push(c);
        }
    }
    tidy
}

fn empty() -> ReadError {
    ReadError::new(
        ReadErrorKind::Empty,
        "文件是空的，没有可读的文字，请检查是否选错了文件",
        "the file holds no text: check that it is the right one",
    )
}

fn binary() -> ReadError {
    ReadError::new(
        ReadErrorKind::UnknownKind,
        "文件不是文本（含有大量控制字符），请另存为 docx、xlsx 或 UTF-8 文本后再导入",
        "the file is not text (it is full of control characters): save it as docx, xlsx or UTF-8 text",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "一级指标\t二级指标\r\n产出指标\t数量指标\r单位：万元\n";
    const TIDY: &str = "一级指标\t二级指标\n产出指标\t数量指标\n单位：万元\n";

    fn utf16(order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        SAMPLE.encode_utf16().flat_map(order).collect()
    }

    fn check(bytes: &[u8], encoding: &str) {
        let decoded = decode(bytes).expect("a text");
        assert_eq!(
            (decoded.text.as_str(), decoded.encoding, decoded.lossy),
            (TIDY, encoding, false)
        );
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        check(SAMPLE.as_bytes(), "UTF-8");
        check(format!("\u{feff}{SAMPLE}").as_bytes(), "UTF-8");
        check(&GB18030.encode(SAMPLE).0, "gb18030");
        check(&utf16(u16::to_le_bytes), "UTF-16LE");
        check(&utf16(u16::to_be_bytes), "UTF-16BE");
        check(&[&[0xff, 0xfe][..], &utf16(u16::to_le_bytes)].concat(), "UTF-16LE");
        check(&[&[0xfe, 0xff][..], &utf16(u16::to_be_bytes)].concat(), "UTF-16BE");
        check(&[&[0x84, 0x31, 0x95, 0x33][..], &GB18030.encode(SAMPLE).0].concat(), "gb18030");
    }

    #[test]
    fn gb18030_knows_four_byte_characters() {
        let bytes = GB18030.encode("䶮市机关").0.into_owned();
        assert_eq!(decode(&bytes).map(|d| d.text), Ok("䶮市机关".to_owned()));
    }

    #[test]
    fn broken_bytes_are_replaced_and_told() {
        let mut bytes = SAMPLE.as_bytes().to_vec();
        bytes.truncate(bytes.len() - 3);
        let decoded = decode(&bytes).expect("a text");
        assert!(decoded.lossy && decoded.text.ends_with("单位：万\u{fffd}"));
        // A lone surrogate in UTF-16.
        let mut bytes = vec![0xff, 0xfe, 0x00, 0xd8];
        bytes.extend("绩效目标".encode_utf16().flat_map(u16::to_le_bytes));
        let decoded = decode(&bytes).expect("a text");
        assert!(decoded.lossy && decoded.text.ends_with("绩效目标"));
    }

    #[test]
    fn nuls_are_left_out_and_told() {
        let decoded = decode("绩效\0目标".as_bytes()).expect("a text");
        assert!(decoded.lossy && decoded.text == "绩效目标");
    }

    #[test]
    fn nothing_to_read_is_an_error() {
        for blank in [
            &b""[..],
            b"\xef\xbb\xbf",
            b"\xff\xfe",
            b" \r\n\t\n",
            b"\0\0\0\0",
            "\u{3000}\u{200b}".as_bytes(),
        ] {
            assert_eq!(decode(blank).map_err(|e| e.kind), Err(ReadErrorKind::Empty), "{blank:?}");
        }
    }

    #[test]
    fn programs_and_pictures_are_refused() {
        let bytes: Vec<u8> = (0..4096_u32).map(|i| (i * i * 31 % 251) as u8).collect();
        assert_eq!(decode(&bytes).map_err(|e| e.kind), Err(ReadErrorKind::UnknownKind));
        let picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0\0\\r\xa8f";
        assert_eq!(decode(picture).map_err(|e| e.kind), Err(ReadErrorKind::UnknownKind));
    }

    #[test]
    fn a_page_names_its_encoding() {
        let page = "<meta charset=\"big5\"><p>績效目標</p>";
        let bytes = encoding_rs::BIG5.encode(page).0.into_owned();
        let decoded = decode(&bytes).expect("a text");
        assert_eq!((decoded.text.as_str(), decoded.encoding), (page, "Big5"));
    }
}
