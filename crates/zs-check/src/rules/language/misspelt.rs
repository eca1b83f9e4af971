//! Where a text is misspelt: the wrong words and what they should be.
use crate::words::is_han;
use zs_catalog::{Scanned, TermFile, Words};

/// Wrong and right.
pub(super) type Found = (String, String);

/// What catalog/terms/confusions.toml knows of single texts.
pub(super) struct Lists<'a> {
    file: &'a TermFile,
    before: &'a Words,
    after: &'a Words,
    ends: &'a Words,
}

impl<'a> Lists<'a> {
    pub(super) fn of(file: &'a TermFile) -> Self {
        let (before, after) = (file.group("de_before"), file.group("de_after"));
        Self { file, before, after, ends: file.group("name_ends") }
    }
}

/// A word of the confusion list.
pub(super) fn listed(text: &Scanned<'_>, lists: &Lists<'_>) -> Option<Found> {
    let pairs = lists.file.pairs_in(text);
    let mut wrong = pairs.iter().filter(|(wrong, _)| text.contains(wrong));
    let hit = wrong.clone().find(|(_, right)| !text.contains(right)).or_else(|| wrong.next());
    hit.map(|(wrong, right)| ((*wrong).to_owned(), (*right).to_owned()))
}

/// 得 between two nouns.
pub(super) fn de(text: &Scanned<'_>, lists: &Lists<'_>) -> Option<Found> {
    if !lists.after.stands_in(text) {
        return None;
    }
    text.match_indices('得').find_map(|(at, de)| {
        let before = text[..at].chars().next_back().filter(|c| is_han(*c))?;
        let after = lists.after.start_of(&text[at + de.len()..])?;
        let verb = lists.before.has(&before.to_string());
        (!verb).then(|| (format!("{before}得{after}"), format!("{before}的{after}")))
    })
}

/// A name that ends with the unit of its target: 站点数个.
pub(super) fn unit(name: &Scanned<'_>, lists: &Lists<'_>) -> Option<Found> {
    lists.ends.end_of(name)?;
    let last = name.chars().next_back()?;
    Some((name.to_string(), name.strip_suffix(last)?.to_owned()))
}
