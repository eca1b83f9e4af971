//! The mark that ties a printed page to the version it was printed from.
use sm3::{Digest as _, Sm3};
use std::fmt::Write as _;
use zs_model::Document;

/// Bytes of the digest that are printed: two versions of one text share them once in 2^48.
const PRINTED: usize = 6;

/// The SM3 digest of the document, in hexadecimal: that of the bytes that `convert --to json` writes, so
/// anybody can compute it again (`openssl dgst -sm3`).
#[must_use]
pub fn digest(document: &Document) -> String {
    hex(&Sm3::digest(crate::formats::json::bytes(document)))
}

/// The beginning of the digest as pages print it: `3F2A-91BC-77D0`.
#[must_use]
pub fn mark(digest: &str) -> String {
    let printed: Vec<char> = digest.chars().take(2 * PRINTED).collect();
    let groups = printed.chunks(4).map(|group| group.iter().collect::<String>());
    groups.collect::<Vec<_>>().join("-").to_ascii_uppercase()
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{digest, mark};
    use zs_model::Document;

    #[test]
    fn another_text_has_another_mark() {
        let document = Document { department: Some("青禾县".to_owned()), ..Document::default() };
        let (before, after) = (digest(&Document::default()), digest(&document));
        assert_eq!(before.len(), 64);
        assert_ne!(mark(&before), mark(&after));
        assert_eq!(mark("3f2a91bc77d0ffff"), "3F2A-91BC-77D0");
    }
}
