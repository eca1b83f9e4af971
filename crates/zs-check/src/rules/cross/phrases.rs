//! Phrases about spending that two texts share, and words that explain why two projects are alike.
use crate::cx::{DocumentCx, ProjectCx};
use crate::words;
use std::collections::BTreeMap;

/// How long a phrase is that no two projects share by chance, in characters.
pub(super) const PHRASE: usize = 10;
/// As `PHRASE`, in the overall part.
pub(super) const LONG_PHRASE: usize = 14;

/// A text and who says it.
pub(super) struct Said<'a> {
    pub(super) ordinal: u32,
    pub(super) name: &'a str,
    /// Its sentences, character by character.
    sentences: Vec<Vec<char>>,
}

impl<'a> Said<'a> {
    pub(super) fn new(ordinal: u32, name: &'a str, text: &str) -> Self {
        let chars = |sentence: &str| words::normal_form(sentence).chars().collect();
        Self { ordinal, name, sentences: words::sentences(text).map(chars).collect() }
    }
}

/// Which phrases more than one says; sometimes also one that only folds to the same number as another. Most
/// phrases are said once, and need not be kept.
struct Repeated {
    size: usize,
    /// For each number the position of the text that says such a phrase first; `MANY` where another says it too.
    sayers: Vec<u32>,
}

const NOBODY: u32 = u32::MAX;
const MANY: u32 = u32::MAX - 1;

impl Repeated {
    fn of(texts: &[Said<'_>], size: usize) -> Self {
        let phrases = texts.iter().flat_map(|text| &text.sentences).map(Vec::len).sum::<usize>();
        let mut repeated = Self { size, sayers: vec![NOBODY; (phrases * 2).next_power_of_two()] };
        for (position, text) in (0_u32..).zip(texts) {
            for number in text.sentences.iter().flat_map(|sentence| numbers(sentence, size)) {
                let at = repeated.place(number);
                let first = repeated.sayers[at];
                let ordinal = || texts.get(first as usize).map(|text| text.ordinal);
                repeated.sayers[at] = match first {
                    NOBODY => position,
                    _ if ordinal() == Some(text.ordinal) => first,
                    _ => MANY,
                };
            }
        }
        repeated
    }

    fn place(&self, number: u64) -> usize {
        (number >> 32) as usize & (self.sayers.len() - 1)
    }

    /// The phrases of a sentence that others may say too.
    fn within<'s>(&self, sentence: &'s [char]) -> impl Iterator<Item = &'s [char]> {
        let numbers = numbers(sentence, self.size);
        let phrases = sentence.windows(self.size).zip(numbers);
        phrases.filter(|(_, number)| self.sayers[self.place(*number)] == MANY).map(|(run, _)| run)
    }
}

/// A number for each phrase of a sentence, each made from the one before it.
fn numbers(sentence: &[char], size: usize) -> impl Iterator<Item = u64> {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let gone = (0..size).fold(1_u64, |power, _| power.wrapping_mul(FACTOR));
    let add = |number: u64, c: &char| number.wrapping_mul(FACTOR).wrapping_add(u64::from(*c));
    let mut number = sentence.iter().take(size.saturating_sub(1)).fold(0, add);
    sentence.iter().skip(size.saturating_sub(1)).enumerate().map(move |(at, c)| {
        number = add(number, c);
        let before = at.checked_sub(1).and_then(|at| sentence.get(at));
        number = number.wrapping_sub(before.map_or(0, |c| u64::from(*c).wrapping_mul(gone)));
        number
    })
}

/// For each text that shares a phrase about spending with an earlier one of another sayer: its position, that
/// sayer's, and the phrase.
pub(super) fn shared(
    cx: &DocumentCx<'_>,
    texts: &[Said<'_>],
    size: usize,
) -> Vec<(usize, usize, String)> {
    let repeated = Repeated::of(texts, size);
    let mut first: BTreeMap<&[char], usize> = BTreeMap::new();
    let mut found = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let mut own = None;
        for run in text.sentences.iter().flat_map(|sentence| repeated.within(sentence)) {
            let other = *first.entry(run).or_insert(at);
            if texts[other].ordinal != text.ordinal && own.is_none() {
                own = spending(cx, run).map(|phrase| (at, other, phrase));
            }
        }
        found.extend(own);
    }
    found
}

/// The phrase, if it names two kinds of spending.
fn spending(cx: &DocumentCx<'_>, run: &[char]) -> Option<String> {
    let nouns = cx.terms.get("usage-words").group("nouns");
    let phrase: String = run.iter().collect();
    let mut named: Vec<&str> = nouns.all_in(&phrase).map(|(_, noun)| noun).collect();
    named.sort_unstable();
    named.dedup();
    let two = named.len() >= 2;
    two.then_some(phrase)
}

/// 结转, 尾款, 二期: it says how it differs from the other.
pub(super) fn explained(project: ProjectCx<'_>) -> bool {
    let subject = project.subject();
    ["结转", "尾款", "余款", "质保金", "二期", "三期", "续建", "第二批", "补缴", "上年"]
        .iter()
        .any(|word| subject.contains(word))
}
