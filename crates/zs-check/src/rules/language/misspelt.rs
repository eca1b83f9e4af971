//! Where a text is misspelt: the wrong words and what they should be.
use crate::cx::DocumentCx;
use crate::words::is_han;
use zs_catalog::TermFile;

/// Wrong and right.
type Found = (String, String);

/// A word of the confusion list.
pub(super) fn listed(text: &str, terms: &TermFile) -> Option<Found> {
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
pub(super) fn unit(name: &str, terms: &TermFile) -> Option<Found> {
    terms.group("name_ends").end_of(name)?;
    let last = name.chars().next_back()?;
    Some((name.to_owned(), name.strip_suffix(last)?.to_owned()))
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

/// Phrases that differ in one easily mistaken character from one that the document writes at least
/// twice: five characters, two on each side of the odd one or one and three.
pub(super) fn alike(cx: &DocumentCx<'_>, terms: &TermFile) -> Vec<Found> {
    let groups: Vec<(&str, Vec<char>)> = terms
        .groups
        .iter()
        .filter(|(name, _)| name.starts_with("alike"))
        .map(|(name, words)| (name, words.iter().flat_map(str::chars).collect()))
        .collect();
    let all = Chars::new(groups.iter().flat_map(|(_, chars)| chars).copied());
    // The phrase with a blank at the odd place, that place, the group, and what stands there.
    let mut seen: Vec<([char; 5], usize, usize, char)> = Vec::new();
    let mut chars: Vec<char> = Vec::new();
    for cell in cx.cells() {
        chars.clear();
        chars.extend(cell.squeezed.chars());
        for (place, odd) in chars.iter().enumerate().filter(|(_, c)| all.has(**c)) {
            let own = groups.iter().enumerate().filter(|(_, (_, group))| group.contains(odd));
            // The odd one is the second, third or fourth of its phrase.
            for (group, at) in own.flat_map(|(group, _)| [3, 2, 1].map(|at| (group, at))) {
                let run = place.checked_sub(at).and_then(|from| chars.get(from..from + 5));
                let Some(run) = run.filter(|run| run.iter().all(|c| is_han(*c))) else { continue };
                let mut key = ['□'; 5];
                key.copy_from_slice(run);
                key[at] = '□';
                seen.push((key, at, group, *odd));
            }
        }
    }
    seen.sort_unstable();
    let phrase = |key: &[char; 5], at: usize, c: char| -> String {
        key.iter().enumerate().map(|(n, k)| if n == at { c } else { *k }).collect()
    };
    let mut found = Vec::new();
    for same in seen.chunk_by(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2)) {
        let (key, at) = (&same[0].0, &same[0].1);
        let counts = same.chunk_by(|a, b| a.3 == b.3);
        let mut ranked: Vec<(usize, char)> = counts.map(|one| (one.len(), one[0].3)).collect();
        ranked.sort_unstable();
        if let [(few, odd), (many, usual)] = ranked[..]
            && many >= 2
            && (few == 1 || few * 3 <= many)
            && few < many
        {
            found.push((phrase(key, *at, odd), phrase(key, *at, usual)));
        }
    }
    found
}
