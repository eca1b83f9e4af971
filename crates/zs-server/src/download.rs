//! Bytes that leave as a file: never shown by the browser in our name, whatever they are and however they are called.
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use std::fmt::Write;

/// The longest name that is kept, in characters.
const LONGEST: usize = 120;
/// The longest name without its ending that we give: 240 bytes in Chinese, which every file system takes.
const STEM: usize = 80;

/// A file to save, under its name in any script.
pub(crate) fn file(body: Vec<u8>, media_type: &str, name: &str) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    let plain = HeaderValue::from_static("application/octet-stream");
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_str(media_type).unwrap_or(plain));
    if let Ok(value) = HeaderValue::from_str(&disposition(name)) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    let policy = HeaderValue::from_static("default-src 'none'; sandbox");
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}

/// A name as we keep it: the last part of a path, without control characters, not too long.
pub(crate) fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    // Marks that turn the direction of writing can make `exe.` look like an ending.
    let turning = |c: &char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let kept: Vec<char> = last.chars().filter(|c| !c.is_control() && !turning(c)).collect();
    let cut = kept.len().saturating_sub(LONGEST);
    // The end is what tells the kind of file.
    kept.into_iter().skip(cut).collect::<String>().trim().to_owned()
}

/// A name without its ending, made of words of the record: no sign in it that a file system would not take.
pub(crate) fn stem(words: &str) -> String {
    let kept = words.chars().map(|c| match c {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
        c if c.is_control() => '_',
        c => c,
    });
    let kept: String = kept.take(STEM).collect();
    let kept = kept.trim_matches(|c: char| c == '.' || c.is_whitespace());
    if kept.is_empty() { "未命名".to_owned() } else { kept.to_owned() }
}

/// `Content-Disposition` by RFC 6266: a plain name for old programs, the real one in UTF-8.
fn disposition(name: &str) -> String {
    let name = clean_name(name);
    let plain = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '_' };
    let fallback: String = name.chars().map(plain).collect();
    let mut out = format!("attachment; filename=\"{fallback}\"; filename*=UTF-8''");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing into a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_any_script_travel_and_nothing_breaks_out() {
        assert_eq!(
            disposition("云溪 \"表\".xlsx"),
            "attachment; filename=\"______.xlsx\"; filename*=UTF-8''%E4%BA%91%E6%BA%AA%20%22%E8%A1%A8%22.xlsx"
        );
        assert_eq!(stem(" ../水费/电费:2025\n? "), "_水费_电费_2025__");
        assert_eq!(
            (stem(".."), stem(&"长".repeat(200)).chars().count()),
            ("未命名".to_owned(), 80)
        );
        assert_eq!(clean_name("..\\..\\a/b\r\nc.pdf"), "bc.pdf");
        assert_eq!(clean_name("\u{202e}fdp.exe"), "fdp.exe");
        assert_eq!(clean_name(&format!("{}.pdf", "长".repeat(200))).chars().count(), 120);
    }
}
