//! Pairs of neighbouring characters: the index for searching inside names, the same on every engine.
use std::collections::BTreeSet;

/// Text as it is searched: without whitespace, in small letters.
pub(crate) fn folded(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// All pairs of a text, in order, each once.
pub(crate) fn pairs(folded: &str) -> BTreeSet<String> {
    let ends = folded.char_indices().map(|(at, c)| (at, at + c.len_utf8()));
    let starts: Vec<(usize, usize)> = ends.collect();
    starts.windows(2).map(|two| folded[two[0].0..two[1].1].to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_know_nothing_of_words() {
        let grams: Vec<_> = pairs(&folded("公务 用车A1")).into_iter().collect();
        assert_eq!(grams, ["a1", "公务", "务用", "用车", "车a"]);
        assert!(pairs("车").is_empty());
    }
}
