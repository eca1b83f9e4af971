//! One list of words, indexed by its first and its last two characters.
use crate::scan::Searched;
use std::cmp::Reverse;
use std::ops::Range;

/// One list of words. Looking a text through costs time by the length of the text, not of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    sorted: Vec<String>,
    /// By the first two characters.
    starts: Edges,
    /// By the last two, the last one first.
    ends: Edges,
    /// Which of all lists of the terms it is; none outside of them.
    pub(crate) number: Option<usize>,
}

impl Words {
    /// A list in any order; blanks and doublets are dropped.
    #[must_use]
    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        let mut sorted: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
        sorted.sort();
        sorted.dedup();
        let starts = Edges::new(&sorted, |word| edge(word.chars()));
        let ends = Edges::new(&sorted, |word| edge(word.chars().rev()));
        Self { sorted, starts, ends, number: None }
    }

    /// Whether `text` is exactly one of the words.
    #[must_use]
    pub fn has(&self, text: &(impl Searched + ?Sized)) -> bool {
        let (text, may) = (text.text(), text.may_hold(self));
        may && self.of(&self.starts, edge(text.chars())).any(|word| word == text)
    }

    /// Whether a word may begin as this text does; what is told apart here costs no search.
    #[must_use]
    pub fn may_begin(&self, text: &str) -> bool {
        let (one, two) = edge(text.chars());
        self.starts.may_have(one, two)
    }

    /// Whether a word stands anywhere in `text`; of a scanned text that is known without a look.
    #[must_use]
    #[inline]
    pub fn stands_in(&self, text: &(impl Searched + ?Sized)) -> bool {
        text.holds(self).unwrap_or_else(|| self.any_in(text.text()))
    }

    fn any_in(&self, text: &str) -> bool {
        self.places(text).any(|at| self.longest_start(&text[at..]).is_some())
    }

    /// The longest word that stands anywhere in `text`; of equally long ones the first.
    #[must_use]
    #[inline]
    pub fn find_in<'a>(&'a self, text: &(impl Searched + ?Sized)) -> Option<&'a str> {
        if text.may_hold(self) { self.longest_in(text.text()) } else { None }
    }

    fn longest_in<'a>(&'a self, text: &str) -> Option<&'a str> {
        if self.sorted.is_empty() {
            return None;
        }
        let mut best: Option<&str> = None;
        for at in self.places(text) {
            let here = self.longest_start(&text[at..]);
            if here.is_some_and(|word| best.is_none_or(|best| word.len() > best.len())) {
                best = here;
            }
        }
        best
    }

    /// Every word that stands in `text`, with its byte position, in order of positions; words may overlap.
    pub fn all_in<'a>(
        &'a self,
        text: &'a (impl Searched + ?Sized),
    ) -> impl Iterator<Item = (usize, &'a str)> {
        let text = if text.may_hold(self) { text.text() } else { "" };
        self.places(text).flat_map(move |at| {
            let rest = &text[at..];
            let words = self.of(&self.starts, edge(rest.chars()));
            words.filter(|word| rest.starts_with(word)).map(move |word| (at, word))
        })
    }

    /// The longest word that `text` begins with.
    #[must_use]
    #[inline]
    pub fn start_of<'a>(&'a self, text: &(impl Searched + ?Sized)) -> Option<&'a str> {
        if text.may_hold(self) { self.longest_start(text.text()) } else { None }
    }

    fn longest_start<'a>(&'a self, text: &str) -> Option<&'a str> {
        self.of(&self.starts, edge(text.chars())).find(|word| text.starts_with(word))
    }

    /// The longest word that `text` ends with.
    #[must_use]
    #[inline]
    pub fn end_of<'a>(&'a self, text: &(impl Searched + ?Sized)) -> Option<&'a str> {
        if text.may_hold(self) { self.longest_end(text.text()) } else { None }
    }

    fn longest_end<'a>(&'a self, text: &str) -> Option<&'a str> {
        self.of(&self.ends, edge(text.chars().rev())).find(|word| text.ends_with(word))
    }

    /// All words, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.sorted.iter().map(String::as_str)
    }

    /// The byte positions at which a word may begin.
    fn places(&self, text: &str) -> impl Iterator<Item = usize> {
        let mut chars = text.char_indices();
        let mut next = chars.next();
        std::iter::from_fn(move || {
            while let Some((at, first)) = next {
                next = chars.next();
                let second = next.map_or('\0', |(_, second)| second);
                if self.starts.may_have(first, second) {
                    return Some(at);
                }
            }
            None
        })
    }

    /// The words with this edge.
    fn of(&self, edges: &Edges, edge: (char, char)) -> impl Iterator<Item = &str> {
        edges.with(edge).filter_map(|at| self.sorted.get(*at)).map(String::as_str)
    }
}

/// The first two characters; a zero stands for what is missing.
fn edge(mut chars: impl Iterator<Item = char>) -> (char, char) {
    (chars.next().unwrap_or_default(), chars.next().unwrap_or_default())
}

/// Two characters at one end of words, and where in `Edges::words` those words stand.
type Run = ((char, char), Range<usize>);

/// The words of a list by the two characters at one of their ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Edges {
    /// Folded pairs that there are: most places of a text end here.
    pairs: Folded,
    /// As `pairs`, for words of one character; empty if there are none.
    singles: Folded,
    /// The pairs, each with its run in `words`, at the place that they are folded to or the next free one.
    runs: Vec<Option<Run>>,
    /// Positions of words in the list, run after run, each with the longest word first.
    words: Vec<usize>,
}

impl Edges {
    fn new(sorted: &[String], edge: impl Fn(&str) -> (char, char)) -> Self {
        let mut words: Vec<usize> = (0..sorted.len()).collect();
        words.sort_by_cached_key(|at| (edge(&sorted[*at]), Reverse(sorted[*at].len())));
        let mut keys: Vec<Run> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let key = edge(&sorted[*word]);
            match keys.last_mut().filter(|(last, _)| *last == key) {
                Some((_, run)) => run.end = at + 1,
                None => keys.push((key, at..at + 1)),
            }
        }
        let of = |single: bool| {
            keys.iter().map(|(key, _)| *key).filter(move |(_, two)| (*two == '\0') == single)
        };
        let (pairs, singles) = (Folded::new(of(false)), Folded::new(of(true)));
        Self { pairs, singles, runs: runs(keys), words }
    }

    fn may_have(&self, one: char, two: char) -> bool {
        self.pairs.may_have(one, two) || self.singles.may_have(one, '\0')
    }

    /// Positions of the words with this edge, the longest first, then the word of its first character alone.
    fn with(&self, (one, two): (char, char)) -> impl Iterator<Item = &usize> {
        let pair: &[usize] =
            if two != '\0' && self.pairs.may_have(one, two) { self.run((one, two)) } else { &[] };
        let single: &[usize] =
            if self.singles.may_have(one, '\0') { self.run((one, '\0')) } else { &[] };
        pair.iter().chain(single)
    }

    fn run(&self, key: (char, char)) -> &[usize] {
        let size = self.runs.len();
        let mut at = fold(key, size);
        while let Some(Some((known, run))) = self.runs.get(at) {
            if *known == key {
                return &self.words[run.clone()];
            }
            at = (at + 1) % size;
        }
        &[]
    }
}

/// At most one place of two is taken, so that a search soon comes to a free one.
fn runs(keys: Vec<Run>) -> Vec<Option<Run>> {
    let size = (keys.len() * 2).next_power_of_two();
    let mut runs = vec![None; size];
    for (key, run) in keys {
        let mut at = fold(key, size);
        while runs[at].is_some() {
            at = (at + 1) % size;
        }
        runs[at] = Some((key, run));
    }
    runs
}

/// A number below `size` (a power of two, or zero) for a pair of characters.
fn fold((one, two): (char, char), size: usize) -> usize {
    let mixed = u32::from(one).wrapping_mul(31) ^ u32::from(two);
    ((u64::from(mixed.wrapping_mul(0x9e37_79b1)) * size as u64) >> 32) as usize
}

/// Pairs of characters folded into bits: what is not in it is in no word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Folded {
    bits: Vec<u64>,
}

impl Folded {
    fn new(keys: impl Iterator<Item = (char, char)>) -> Self {
        let keys: Vec<(char, char)> = keys.collect();
        if keys.is_empty() {
            return Self::default();
        }
        // One bit of sixteen or fewer is set.
        let size = (keys.len() * 16).next_power_of_two().clamp(64, 1 << 20);
        let mut bits = vec![0; size / 64];
        for at in keys.into_iter().map(|key| fold(key, size)) {
            bits[at / 64] |= 1 << (at % 64);
        }
        Self { bits }
    }

    fn may_have(&self, one: char, two: char) -> bool {
        if self.bits.is_empty() {
            return false;
        }
        let at = fold((one, two), self.bits.len() * 64);
        self.bits.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn words_are_found_anywhere_at_the_start_and_at_the_end() {
        let words = Words::new(["成本", "总成本", "本", "费用"].map(str::to_owned));
        assert_eq!(words.find_in("项目总成本控制"), Some("总成本"));
        assert_eq!(words.find_in("本级"), Some("本"));
        assert_eq!(words.find_in("金额"), None);
        assert_eq!(words.start_of("成本总额"), Some("成本"));
        assert_eq!(words.start_of("总额"), None);
        assert_eq!(words.end_of("全部总成本"), Some("总成本"));
        assert_eq!(words.end_of("成本数"), None);
        assert_eq!(words.end_of(""), None);
        assert!(words.has("成本") && words.has("本") && !words.has("总") && !words.has(""));
        let all: Vec<_> = words.all_in("总成本").collect();
        assert_eq!(all, [(0, "总成本"), (3, "成本"), (6, "本")]);
    }

    proptest::proptest! {
        #[test]
        fn the_index_finds_what_a_plain_search_finds(
            list in proptest::collection::vec("[甲乙丙a0]{1,4}", 0..12), text in "[甲乙丙丁a0]{0,12}"
        ) {
            let words = Words::new(list.clone());
            let longest = |fits: &dyn Fn(&str) -> bool| {
                list.iter().filter(|word| fits(word)).map(String::len).max()
            };
            proptest::prop_assert_eq!(words.find_in(&text).map(str::len), longest(&|w| text.contains(w)));
            proptest::prop_assert_eq!(words.start_of(&text).map(str::len), longest(&|w| text.starts_with(w)));
            proptest::prop_assert_eq!(words.end_of(&text).map(str::len), longest(&|w| text.ends_with(w)));
            proptest::prop_assert_eq!(words.has(&text), list.contains(&text));
            proptest::prop_assert_eq!(words.all_in(&text).count() > 0, words.find_in(&text).is_some());
        }
    }
}
