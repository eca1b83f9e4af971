//! Encrypted files: those that open without a password are read, others are refused with a clear message.
use crate::{paragraphs, read};
use zs_import::ReadErrorKind;

fn file(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pdf/data");
    std::fs::read(format!("{folder}/{name}.pdf")).expect("a file of tests/pdf/data")
}

#[test]
fn files_that_only_forbid_copying_are_read() {
    for name in ["rc4", "aes128", "aes256"] {
        let layout = read(&file(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(paragraphs(&layout), ["本文件不设打开密码，只是不许复制。"], "{name}");
    }
}

#[test]
fn a_password_is_asked_for() {
    let error = read(&file("password")).unwrap_err();
    assert_eq!(error.kind, ReadErrorKind::Encrypted);
    assert!(error.zh.contains("密码"), "{}", error.zh);
}
