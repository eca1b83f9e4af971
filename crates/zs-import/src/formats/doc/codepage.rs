//! Text with one byte for each character position: Western letters, or GBK in Chinese files.
use encoding_rs::{GBK, WINDOWS_1252};

/// Whether a piece of 8-bit text is GBK rather than Western.
///
/// Word itself keeps Chinese in UTF-16 and only Western text in bytes; other programs write bytes of the
/// code page. Western letters beyond ASCII stand alone or repeat (é, ××), Chinese characters are pairs.
pub(super) fn is_chinese(bytes: &[u8]) -> bool {
    let (mut common, mut other, mut same) = (0_usize, 0_usize, 0_usize);
    let mut at = 0;
    while let Some(lead) = bytes.get(at) {
        at += 1;
        if lead.is_ascii() {
            continue;
        }
        let Some(trail) = bytes.get(at) else { return false };
        at += 1;
        match (lead, trail) {
            (0xA1..=0xF7, 0xA1..=0xFE) => {
                common += 1;
                same += usize::from(lead == trail);
            }
            (0x81..=0xFE, 0x40..=0x7E | 0x80..=0xFE) => other += 1,
            _ => return false,
        }
    }
    common > same && common >= other * 4
}

/// Whether GBK text ends behind a character rather than inside of one.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    let mut at = 0;
    while let Some(lead) = bytes.get(at) {
        at += if lead.is_ascii() { 1 } else { 2 };
    }
    at == bytes.len()
}

/// Decodes a stretch of such text.
pub(super) fn decode(bytes: &[u8], chinese: bool, out: &mut String) {
    let encoding = if chinese { GBK } else { WINDOWS_1252 };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    out.push_str(&text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_told_from_western_letters() {
        for (text, chinese) in [
            ("绩效目标 2024", true),
            ("万元", true),
            ("一、朱镕基路保洁", true),
            ("plain", false),
            ("café", false),
            ("résumé · naïve", false),
            ("××", false),
            ("“quoted” – 5°", false),
        ] {
            let encoding = if chinese { GBK } else { WINDOWS_1252 };
            let bytes = encoding.encode(text).0;
            assert_eq!(is_chinese(&bytes), chinese, "{text}");
            let mut out = String::new();
            decode(&bytes, chinese, &mut out);
            assert_eq!(out, text);
        }
        assert!(!is_chinese("绩效".as_bytes().get(..1).unwrap_or_default()));
    }
}
