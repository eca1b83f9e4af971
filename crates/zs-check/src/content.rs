//! What a text is about: its pairs of characters without the words that any project uses.
use crate::words::{self, Shingle};
use std::borrow::Cow;
use std::cmp::Reverse;
use zs_catalog::{Scanned, Terms, Words};

/// The shingles that are left when generic words (catalog/terms/generic-words.toml) are taken out.
#[must_use]
pub fn content(terms: &Terms, text: &str) -> Vec<Shingle> {
    words::shingles(&specific(terms, text))
}

/// The text without generic words; a comma stands where one was.
#[must_use]
pub fn specific(terms: &Terms, text: &str) -> String {
    without(terms.words("generic-words"), text, "，")
}

/// The text with `instead` for each of the words: the longest word first, wherever it stands, then the next.
#[must_use]
pub fn without(words: &Words, text: &str, instead: &str) -> String {
    let found: Vec<(usize, &str)> = words.all_in(text).collect();
    let mut order: Vec<(usize, &str)> = found.clone();
    order.sort_by_key(|(at, word)| (Reverse(word.len()), *at));
    let mut gone: Vec<(usize, usize)> = Vec::new();
    let free = |gone: &[(usize, usize)], at: usize, word: &str| {
        gone.iter().all(|(from, to)| at + word.len() <= *from || at >= *to)
    };
    for (at, word) in order {
        if !free(&gone, at, word) {
            continue;
        }
        for (at, _) in found.iter().filter(|(_, other)| *other == word) {
            if free(&gone, *at, word) {
                gone.push((*at, at + word.len()));
            }
        }
    }
    gone.sort_unstable();
    let (mut rest, mut done) = (String::with_capacity(text.len()), 0);
    for (from, to) in gone {
        rest.push_str(&text[done..from]);
        rest.push_str(instead);
        done = to;
    }
    rest.push_str(&text[done..]);
    rest
}

/// What a text is about, ready to be compared.
#[derive(Clone, Debug, Default)]
pub struct Matter {
    /// The text without generic words (`specific`).
    pub text: Scanned<'static>,
    /// Its shingles (`content`).
    pub pairs: Vec<Shingle>,
}

impl Matter {
    /// Of a text as printed.
    #[must_use]
    pub fn of(terms: &Terms, text: &str) -> Self {
        let text = terms.scan(Cow::Owned(specific(terms, text)));
        Self { pairs: words::shingles(&text), text }
    }

    /// Of this text and, on lines of its own, another one.
    #[must_use]
    pub fn with(mut self, other: &Self) -> Self {
        self.pairs.extend_from_slice(&other.pairs);
        self.pairs.sort();
        self.pairs.dedup();
        Self { text: self.text.with_line(&other.text), pairs: self.pairs }
    }

    /// Whether both speak of the same thing: a shared shingle of content, or two words for the same
    /// spending (catalog/terms/spending-synonyms.toml).
    #[must_use]
    pub fn is_related(&self, terms: &Terms, other: &Self) -> bool {
        let named = |words: &Words, text: &Scanned<'_>| words.stands_in(text);
        let mut same = terms.get("spending-synonyms").groups.values();
        words::shared(&self.pairs, &other.pairs) > 0
            || same.any(|words| named(words, &self.text) && named(words, &other.text))
    }
}

/// Whether two texts speak of the same thing.
#[must_use]
pub fn related(terms: &Terms, a: &str, b: &str) -> bool {
    Matter::of(terms, a).is_related(terms, &Matter::of(terms, b))
}

#[cfg(test)]
mod tests {
    use super::{content, related};
    use zs_catalog::Terms;

    #[test]
    fn generic_words_say_nothing() {
        let terms = Terms::embedded();
        assert!(content(terms, "保障各项工作顺利开展").is_empty());
        assert!(!related(terms, "保障路灯正常运行", "保障食堂正常运行"));
        assert!(related(terms, "路灯维护", "更换路灯"));
        assert!(related(terms, "支付物业合同款", "保洁和绿化"));
    }
}
