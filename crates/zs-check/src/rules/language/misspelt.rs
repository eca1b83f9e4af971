//! Where a text is misspelt: the wrong words and what they should be.
use crate::cx::DocumentCx;
use crate::words::is_han;
use std::collections::BTreeMap;
use zs_catalog::TermFile;
use zs_model::text::squeeze;

/// Wrong and right.
type Found = (String, String);

/// A word of the confusion list.
pub(super) fn listed(text: &str, terms: &TermFile) -> Option<Found> {
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
    let mut seen: BTreeMap<([char; 5], usize, &str), BTreeMap<char, usize>> = BTreeMap::new();
    for cell in cx.cells() {
        let chars: Vec<char> = squeeze(cell.text).chars().collect();
        for run in chars.windows(5).filter(|run| run.iter().all(|c| is_han(*c))) {
            for at in 1..4 {
                for (group, _) in groups.iter().filter(|(_, chars)| chars.contains(&run[at])) {
                    let mut key = ['□'; 5];
                    key.copy_from_slice(run);
                    key[at] = '□';
                    *seen.entry((key, at, group)).or_default().entry(run[at]).or_default() += 1;
                }
            }
        }
    }
    let phrase = |key: &[char; 5], at: usize, c: char| -> String {
        key.iter().enumerate().map(|(n, k)| if n == at { c } else { *k }).collect()
    };
    let mut found = Vec::new();
    for ((key, at, _), counts) in seen.iter().filter(|(_, counts)| counts.len() == 2) {
        let mut ranked: Vec<(usize, char)> = counts.iter().map(|(c, n)| (*n, *c)).collect();
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
