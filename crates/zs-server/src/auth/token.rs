//! Secrets that callers keep: made from the system's randomness, known to the record only by their hash.
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sm3::{Digest, Sm3};

/// What an API key begins with, so that a leaked one is recognised.
const KEY_PREFIX: &str = "zsk_";

/// A new secret of 256 bits, safe in a cookie and in a header.
///
/// # Errors
/// Where the system has no randomness.
pub fn new() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// What the record keeps of a secret. A secret is random, so it needs no salt and no slow hash.
pub fn hash(secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sm3::digest(secret.as_bytes()))
}

/// Compares without telling by its time how much was right.
pub fn same(one: &[u8], other: &[u8]) -> bool {
    let differ = |sum, (a, b): (&u8, &u8)| sum | (a ^ b);
    one.len() == other.len() && one.iter().zip(other).fold(0, differ) == 0
}

/// An API key as its owner keeps it: prefix, area, secret.
pub fn key(area: &str, secret: &str) -> String {
    format!("{KEY_PREFIX}{area}_{secret}")
}

/// The area and the secret of an API key.
pub fn split_key(key: &str) -> Option<(&str, &str)> {
    key.strip_prefix(KEY_PREFIX)?.split_once('_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_differ_and_only_equal_ones_are_the_same() {
        let (one, other) = (new().expect("randomness"), new().expect("randomness"));
        assert_ne!(one, other);
        assert!(same(one.as_bytes(), one.as_bytes()));
        assert!(!same(one.as_bytes(), other.as_bytes()));
        assert!(!same(b"a", b""));
        assert_eq!(split_key(&key("130730", &one)), Some(("130730", one.as_str())));
    }
}
