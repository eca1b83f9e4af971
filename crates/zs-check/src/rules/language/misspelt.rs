//! Where a text is misspelt: the wrong words and what they should be.
use crate::cx::DocumentCx;
use crate::words::is_han;
use zs_catalog::{Scanned, TermFile};

/// Wrong and right.
type Found = (String, String);

/// A word of the confusion list.
pub(super) fn listed(text: &Scanned<'_>, terms: &TermFile) -> Option<Found> {
    let pairs = terms.pairs_in(text);
    let mut wrong = pairs.iter().filter(|(wrong, _)| text.contains(wrong));
    let hit = wrong.clone().find(|(_, right)| !text.contains(right)).or_else(|| wrong.next());
    hit.map(|(wrong, right)| ((*wrong).to_owned(), (*right).to_owned()))
}

/// 得 between two nouns.
pub(super) fn de(text: &str, terms: &TermFile) -> Option<Found> {
    text.match_indices('得').find_map(|(at, de)| {
        let before = text[..at].chars().next_back().filter(|c| is_han(*c))?;
        let after = terms.group("de_after").start_of(&text[at + de.len()..])?;
        let verb = terms.group("de_before").has(&before.to_string());
        (!verb).then(|| (format!("{before}得{after}"), format!("{before}的{after}")))
    })
}

/// A name that ends with the unit of its target: 站点数个.
pub(super) fn unit(name: &Scanned<'_>, terms: &TermFile) -> Option<Found> {
    terms.group("name_ends").end_of(name)?;
    let last = name.chars().next_back()?;
    Some((name.to_string(), name.strip_suffix(last)?.to_owned()))
}

/// A set of characters, one bit each.
struct Chars(Vec<u64>);

impl Chars {
    fn new(chars: impl Iterator<Item = char>) -> Self {
        let mut bits = Vec::new();
        for at in chars.map(|c| c as usize) {
            bits.resize(bits.len().max(at / 64 + 1), 0);
            bits[at / 64] |= 1 << (at % 64);
        }
        Self(bits)
    }

    fn has(&self, c: char) -> bool {
        let at = c as usize;
        self.0.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1)
    }
}

/// A phrase of five Chinese characters, seen with one of them as the odd one. In order of the phrase with a
/// blank there, that place, the group of the odd one, and the odd one itself; one number, for documents have
/// many of them to sort.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Run(u128);

impl Run {
    fn new(run: &[char], at: usize, group: usize) -> Option<Self> {
        let odd = *run.get(at)?;
        let mut key = 0;
        for (place, c) in run.iter().enumerate() {
            // Chinese characters have sixteen bits.
            let c = if place == at { 0 } else { u128::from(u32::from(*c)) };
            key = (key << 16) | c;
        }
        let rest = ((at << 8) | group) as u128;
        run.iter().all(|c| is_han(*c)).then_some(Self((key << 32) | (rest << 16) | odd as u128))
    }

    const fn without_odd(self) -> u128 {
        self.0 >> 16
    }

    const fn odd(self) -> u16 {
        (self.0 & 0xffff) as u16
    }

    /// A number of so many bits for the phrase without its odd one.
    const fn folded(self, bits: u32) -> usize {
        let key = self.without_odd();
        let mixed =
            ((key >> 64) as u64 ^ (key as u64).rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> (u64::BITS - 1 - bits) >> 1) as usize
    }

    fn phrase(self) -> String {
        let char_at = |bits: u32| char::from_u32(((self.0 >> bits) & 0xffff) as u32);
        let blank = |c: char| if c == '\0' { char_at(0) } else { Some(c) };
        [96, 80, 64, 48, 32].into_iter().filter_map(|bits| blank(char_at(bits)?)).collect()
    }
}

/// Drops the phrases that have the same odd character wherever they stand, nearly all of them, so that few are
/// sorted. One that only folds to the same number as another may stay.
fn only_disputed(seen: &mut Vec<Run>) {
    const DISPUTED: u16 = u16::MAX;
    let mut odds = vec![0; (seen.len() * 4).next_power_of_two()];
    let bits = odds.len().trailing_zeros();
    for run in seen.iter() {
        let (odd, new) = (&mut odds[run.folded(bits)], run.odd());
        *odd = if *odd == 0 || *odd == new { new } else { DISPUTED };
    }
    seen.retain(|run| odds[run.folded(bits)] == DISPUTED);
}

/// Phrases that differ in one easily mistaken character from one that the document writes at least
/// twice: five characters, two on each side of the odd one or one and three.
pub(super) fn alike(cx: &DocumentCx<'_>, terms: &TermFile) -> Vec<Found> {
    let groups = terms.groups.iter().filter(|(name, _)| name.starts_with("alike"));
    let groups: Vec<Vec<char>> =
        groups.map(|(_, words)| words.iter().flat_map(str::chars).collect()).collect();
    let all = Chars::new(groups.iter().flatten().copied());
    let members = groups.iter().enumerate();
    let mut members: Vec<(char, usize)> =
        members.flat_map(|(group, chars)| chars.iter().map(move |c| (*c, group))).collect();
    members.sort_unstable();
    let mut seen: Vec<Run> = Vec::new();
    let mut chars: Vec<char> = Vec::new();
    for text in cx.cells().map(|cell| cell.squeezed).filter(|text| text.chars().any(|c| all.has(c)))
    {
        chars.clear();
        chars.extend(text.chars());
        for (place, odd) in chars.iter().enumerate().filter(|(_, c)| all.has(**c)) {
            let from = members.partition_point(|(c, _)| c < odd);
            let own = members[from..].iter().take_while(|(c, _)| c == odd);
            // The odd one is the second, third or fourth of its phrase.
            for (group, at) in own.flat_map(|(_, group)| [3, 2, 1].map(|at| (*group, at))) {
                let run = place.checked_sub(at).and_then(|from| chars.get(from..from + 5));
                seen.extend(run.and_then(|run| Run::new(run, at, group)));
            }
        }
    }
    only_disputed(&mut seen);
    seen.sort_unstable();
    let mut found = Vec::new();
    for same in seen.chunk_by(|a, b| a.without_odd() == b.without_odd()) {
        let counts = same.chunk_by(|a, b| a == b);
        let mut ranked: Vec<(usize, Run)> = counts.map(|one| (one.len(), one[0])).collect();
        ranked.sort_unstable();
        if let [(few, odd), (many, usual)] = ranked[..]
            && many >= 2
            && (few == 1 || few * 3 <= many)
            && few < many
        {
            found.push((odd.phrase(), usual.phrase()));
        }
    }
    found
}
