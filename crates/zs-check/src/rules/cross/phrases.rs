//! Phrases about spending that two texts share, and words that explain why two projects are alike.
use crate::cx::{DocumentCx, ProjectCx};
use crate::words;
use std::collections::BTreeMap;

/// How long a shared phrase must be, in characters.
const PHRASE: usize = 10;
/// As `PHRASE`, in the overall part.
const LONGEST: usize = PHRASE + 4;

/// Every phrase so far, filled up with zeros, and who said it first: ordinal and name.
pub(super) type Said<'a> = BTreeMap<[char; LONGEST], (u32, &'a str)>;

/// The first run of characters inside a sentence that an earlier text has too and that names spending.
pub(super) fn first_shared<'a>(
    cx: &DocumentCx<'_>,
    text: &str,
    ordinal: u32,
    name: &'a str,
    said: &mut Said<'a>,
    overall: bool,
) -> Option<((u32, &'a str), String)> {
    let nouns = cx.terms.get("usage-words").group("nouns");
    let size = if overall { LONGEST } else { PHRASE };
    let mut found: Option<((u32, &str), String)> = None;
    for sentence in words::sentences(text).map(words::normal) {
        let chars: Vec<char> = sentence.chars().collect();
        for run in chars.windows(size) {
            let mut key = ['\0'; LONGEST];
            key[..size].copy_from_slice(run);
            let other = *said.entry(key).or_insert((ordinal, name));
            if other.0 == ordinal || found.is_some() {
                continue;
            }
            let phrase: String = run.iter().collect();
            let mut named: Vec<&str> = nouns.all_in(&phrase).map(|(_, noun)| noun).collect();
            named.sort_unstable();
            named.dedup();
            if named.len() >= 2 {
                found = Some((other, phrase));
            }
        }
    }
    found
}

/// 结转, 尾款, 二期: it says how it differs from the other.
pub(super) fn explained(project: ProjectCx<'_>) -> bool {
    let subject = project.subject();
    ["结转", "尾款", "余款", "质保金", "二期", "三期", "续建", "第二批", "补缴", "上年"]
        .iter()
        .any(|word| subject.contains(word))
}
