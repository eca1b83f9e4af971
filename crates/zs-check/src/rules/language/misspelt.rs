//! Where a text is misspelt: the wrong words and what they should be.
use crate::cx::DocumentCx;
use crate::words::is_han;
use zs_catalog::TermFile;

/// Wrong and right.
type Found = (String, String);

/// A word of the confusion list.
pub(super) fn listed(text: &str, terms: &TermFile) -> Option<Found> {
    terms.heads.find_in(text)?;
    let hit =
        terms.pairs.iter().find(|(wrong, right)| text.contains(*wrong) && !text.contains(*right));
    hit.or_else(|| terms.pairs.iter().find(|(wrong, _)| text.contains(*wrong)))
        .map(|(wrong, right)| (wrong.clone(), right.clone()))
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

/// Phrases that differ in one easily mistaken character from one that the document writes at least
/// twice: five characters, two on each side of the odd one or one and three.
pub(super) fn alike(cx: &DocumentCx<'_>, terms: &TermFile) -> Vec<Found> {
    let groups: Vec<(&str, Vec<char>)> = terms
        .groups
        .iter()
        .filter(|(name, _)| name.starts_with("alike"))
        .map(|(name, words)| (name.as_str(), words.iter().flat_map(str::chars).collect()))
        .collect();
    let mut all: Vec<char> = groups.iter().flat_map(|(_, chars)| chars).copied().collect();
    all.sort_unstable();
    // The phrase with a blank at the odd place, that place, the group, and what stands there.
    let mut seen: Vec<([char; 5], usize, &str, char)> = Vec::new();
    for cell in cx.cells() {
        let chars: Vec<char> = cell.squeezed.chars().collect();
        let odd: Vec<usize> =
            (0..chars.len()).filter(|at| all.binary_search(&chars[*at]).is_ok()).collect();
        // The odd one is the second, third or fourth of its phrase.
        for (place, at) in odd.iter().flat_map(|place| [3, 2, 1].map(|at| (*place, at))) {
            let Some(run) = place.checked_sub(at).and_then(|from| chars.get(from..from + 5)) else {
                continue;
            };
            if !run.iter().all(|c| is_han(*c)) {
                continue;
            }
            let mut key = ['□'; 5];
            key.copy_from_slice(run);
            key[at] = '□';
            let own = groups.iter().filter(|(_, group)| group.contains(&run[at]));
            seen.extend(own.map(|(name, _)| (key, at, *name, run[at])));
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
