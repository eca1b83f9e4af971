//! The check character of the golden Hebei codes finds every slip of one symbol.
use crate::golden::documents;
use zs_model::{CodeError, ProjectCode};

const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

fn is_right(code: &str) -> bool {
    ProjectCode::parse(code).is_ok_and(|code| code.verify().is_ok())
}

/// The 21-character codes of the golden documents.
fn codes() -> Vec<String> {
    let documents = documents();
    let projects =
        documents.iter().filter_map(|document| document["projects"].as_array()).flatten();
    let codes = projects.filter_map(|project| project["code"].as_str());
    codes.filter(|code| code.len() == 21).map(str::to_owned).collect()
}

#[test]
fn every_golden_code_is_right() {
    for code in codes() {
        assert!(is_right(&code), "{code}");
    }
}

/// From the third symbol on: a slip in the first two makes it the code of another province, which has no known rule.
#[test]
fn every_slip_is_found() {
    for code in codes() {
        for at in 2..21 {
            for symbol in ALPHABET.chars() {
                let wrong = format!("{}{symbol}{}", &code[..at], &code[at + 1..]);
                assert!(wrong == code || !is_right(&wrong), "{code} {wrong}");
            }
        }
        for at in 2..20 {
            let (first, second) = (&code[at..=at], &code[at + 1..at + 2]);
            let wrong = format!("{}{second}{first}{}", &code[..at], &code[at + 2..]);
            assert!(wrong == code || !is_right(&wrong), "{code} {wrong}");
        }
    }
}

#[test]
fn the_finding_names_both_characters() {
    let Some(code) = codes().into_iter().next() else { return };
    let found = code.chars().last().unwrap();
    let other = if found == '0' { '1' } else { '0' };
    let wrong = ProjectCode::parse(&format!("{}{other}", &code[..20])).unwrap();
    assert_eq!(wrong.verify(), Err(CodeError::Checksum { expected: found, found: other }));
}
