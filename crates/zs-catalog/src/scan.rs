//! Texts that are looked through once for the words of every list.
use crate::words::Words;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;

/// How many lists can be told apart; further ones are searched for each time.
const MOST: usize = 384;

/// Which lists have a word in a text, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Lists([u64; MOST / 64]);

impl Lists {
    fn add(&mut self, list: usize) {
        if let Some(bits) = self.0.get_mut(list / 64) {
            *bits |= 1 << (list % 64);
        }
    }

    fn join(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(bits, more)| *bits |= more);
    }

    /// `None` for a list that has no bit.
    fn has(&self, list: usize) -> Option<bool> {
        self.0.get(list / 64).map(|bits| (bits >> (list % 64)) & 1 == 1)
    }
}

/// A state of the search: the longest beginning of a word that the text read so far ends with.
#[derive(Clone, Copy, Debug, Default)]
struct State {
    /// The state of the next shorter beginning.
    shorter: u32,
    /// The lists of all words that end here, in `Register::lists`; the first one is empty.
    lists: u32,
    /// The characters that lead on from here, folded into bits: most others need not be looked for.
    onward: u64,
}

/// The bit that a character is folded into.
fn bit(c: char) -> u64 {
    1 << (u32::from(c) % u64::BITS)
}

/// Every word of all lists, as an automaton (Aho-Corasick) that reads a text once, character by character.
#[derive(Clone, Debug, Default)]
pub(crate) struct Register {
    states: Vec<State>,
    /// For each character the state of the words that begin with it, the first one for none.
    starts: Vec<u32>,
    /// State, character and the state that follows, at the place that `place` gives or the next free one.
    steps: Vec<Option<(u32, char, u32)>>,
    lists: Vec<Lists>,
}

impl Register {
    /// Numbers the lists and notes their words.
    pub(crate) fn of<'w>(lists: impl Iterator<Item = &'w mut Words>) -> Self {
        let mut steps: BTreeMap<(u32, char), u32> = BTreeMap::new();
        let mut found = vec![Lists::default()];
        for (number, list) in lists.enumerate() {
            list.number = Some(number);
            for word in list.iter() {
                let mut state = 0;
                for c in word.chars() {
                    let new = u32::try_from(found.len()).unwrap_or_default();
                    state = *steps.entry((state, c)).or_insert(new);
                    found.resize(found.len().max(state as usize + 1), Lists::default());
                }
                found[state as usize].add(number);
            }
        }
        let shorter = shorter(&steps, &mut found);
        let (lists, numbers) = distinct(&found);
        let states = shorter.into_iter().zip(numbers);
        let states = states.map(|(shorter, lists)| State { shorter, lists, onward: 0 });
        let mut states: Vec<State> = states.collect();
        for (from, c) in steps.keys() {
            states[*from as usize].onward |= bit(*c);
        }
        Self { states, starts: starts(&steps), steps: table(steps), lists }
    }

    pub(crate) fn scan<'t>(&self, text: Cow<'t, str>) -> Scanned<'t> {
        let mut lists = Lists::default();
        let mut state = 0;
        for c in text.chars() {
            state = self.after(state, c);
            let State { lists: found, .. } = self.state(state);
            if found > 0 {
                self.lists.get(found as usize).into_iter().for_each(|more| lists.join(more));
            }
        }
        Scanned { text, lists }
    }

    fn after(&self, mut state: u32, c: char) -> u32 {
        while state != 0 {
            let State { shorter, onward, .. } = self.state(state);
            let next = if onward & bit(c) == 0 { None } else { self.step(state, c) };
            match next {
                Some(next) => return next,
                None => state = shorter,
            }
        }
        self.starts.get(c as usize).copied().unwrap_or_default()
    }

    fn state(&self, state: u32) -> State {
        self.states.get(state as usize).copied().unwrap_or_default()
    }

    #[inline]
    fn step(&self, state: u32, c: char) -> Option<u32> {
        let last = self.steps.len().checked_sub(1)?;
        let mut at = place(state, c) & last;
        loop {
            let (from, by, to) = (*self.steps.get(at)?)?;
            if from == state && by == c {
                return Some(to);
            }
            at = (at + 1) & last;
        }
    }
}

/// For each state that of the next shorter beginning, whose words end here too: they are noted in `found`.
fn shorter(steps: &BTreeMap<(u32, char), u32>, found: &mut [Lists]) -> Vec<u32> {
    let mut shorter = vec![0; found.len()];
    let mut level = vec![0];
    while !level.is_empty() {
        let mut next = Vec::new();
        for state in level {
            for ((_, c), to) in steps.range((state, '\0')..=(state, char::MAX)) {
                let mut from = state;
                let mut end = 0;
                while from != 0 && end == 0 {
                    from = shorter[from as usize];
                    end = steps.get(&(from, *c)).copied().unwrap_or_default();
                }
                shorter[*to as usize] = end;
                let more = found[end as usize];
                found[*to as usize].join(&more);
                next.push(*to);
            }
        }
        level = next;
    }
    shorter
}

/// Each different set once, the empty one first, and for each state which of them it has.
fn distinct(found: &[Lists]) -> (Vec<Lists>, Vec<u32>) {
    let mut sets = BTreeMap::from([(Lists::default(), 0)]);
    for set in found {
        let new = u32::try_from(sets.len()).unwrap_or_default();
        sets.entry(*set).or_insert(new);
    }
    let numbers = found.iter().map(|set| sets[set]).collect();
    let mut sets: Vec<(Lists, u32)> = sets.into_iter().collect();
    sets.sort_unstable_by_key(|(_, number)| *number);
    (sets.into_iter().map(|(set, _)| set).collect(), numbers)
}

/// The steps of the first state: most characters of a text begin a word or follow none.
fn starts(steps: &BTreeMap<(u32, char), u32>) -> Vec<u32> {
    let mut starts = Vec::new();
    for ((_, c), to) in steps.range((0, '\0')..=(0, char::MAX)) {
        starts.resize(*c as usize + 1, 0);
        starts[*c as usize] = *to;
    }
    starts
}

/// The steps where `place` finds them; at most one place of two is taken.
fn table(steps: BTreeMap<(u32, char), u32>) -> Vec<Option<(u32, char, u32)>> {
    let size = (steps.len() * 2).next_power_of_two();
    let mut table = vec![None; size];
    for ((from, c), to) in steps {
        let mut at = place(from, c) & (size - 1);
        while table[at].is_some() {
            at = (at + 1) & (size - 1);
        }
        table[at] = Some((from, c, to));
    }
    table
}

fn place(state: u32, c: char) -> usize {
    let mixed = state.wrapping_mul(0x85eb_ca6b) ^ u32::from(c).wrapping_mul(0x9e37_79b1);
    (mixed ^ (mixed >> 15)) as usize
}

/// A text of which it is known which lists have a word in it: asking one of the others costs nothing.
/// It is a `str` in all else. Made by `Terms::scan`, and asked only with lists of the same terms.
#[derive(Clone, Debug, Default)]
pub struct Scanned<'t> {
    text: Cow<'t, str>,
    lists: Lists,
}

impl<'t> Scanned<'t> {
    /// The text, borrowed where the scanned one is.
    #[must_use]
    pub fn cow(&self) -> Cow<'t, str> {
        self.text.clone()
    }

    /// This text and, on a line of its own, another one; no word goes over the end of a line.
    #[must_use]
    pub fn with_line(&self, other: &Scanned<'_>) -> Scanned<'static> {
        let mut lists = self.lists;
        lists.join(&other.lists);
        Scanned { text: Cow::Owned(format!("{}\n{}", self.text, other.text)), lists }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl Deref for Scanned<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Scanned<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl PartialEq for Scanned<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Scanned<'_> {}

/// What lists of words are looked for in: any text, best a scanned one.
pub trait Searched {
    /// The text.
    fn text(&self) -> &str;

    /// Whether a word of the list stands in it; `None` where nobody has looked.
    fn holds(&self, _words: &Words) -> Option<bool> {
        None
    }

    /// Whether a word of the list may stand in it; `true` where nobody has looked.
    #[inline]
    fn may_hold(&self, words: &Words) -> bool {
        self.holds(words).unwrap_or(true)
    }
}

impl Searched for str {
    fn text(&self) -> &str {
        self
    }
}

impl Searched for String {
    fn text(&self) -> &str {
        self
    }
}

impl Searched for Cow<'_, str> {
    fn text(&self) -> &str {
        self
    }
}

impl Searched for Scanned<'_> {
    fn text(&self) -> &str {
        self
    }

    #[inline]
    fn holds(&self, words: &Words) -> Option<bool> {
        self.lists.has(words.number?)
    }
}

impl<S: Searched + ?Sized> Searched for &S {
    fn text(&self) -> &str {
        (**self).text()
    }

    #[inline]
    fn holds(&self, words: &Words) -> Option<bool> {
        (**self).holds(words)
    }
}

#[cfg(test)]
mod tests {
    use crate::Terms;
    use std::borrow::Cow;

    proptest::proptest! {
        #[test]
        fn a_scanned_text_answers_as_a_plain_one(
            lists in proptest::collection::vec(proptest::collection::vec("[甲乙丙a0]{1,4}", 1..5), 1..9),
            text in "[甲乙丙丁a0]{0,12}"
        ) {
            let file = format!(
                "title = 't'\n[groups]\n{}",
                lists.iter().enumerate().map(|(at, list)| format!("g{at} = {list:?}\n")).collect::<String>()
            );
            let terms = Terms::default().with(&[("t", &file)]).unwrap();
            let scanned = terms.scan(Cow::Borrowed(text.as_str()));
            for words in terms.get("t").groups.values() {
                proptest::prop_assert_eq!(words.find_in(&scanned), words.find_in(&text));
                proptest::prop_assert_eq!(words.stands_in(&scanned), words.find_in(&text).is_some());
                proptest::prop_assert_eq!(words.stands_in(&text), words.find_in(&text).is_some());
                proptest::prop_assert_eq!(words.start_of(&scanned), words.start_of(&text));
                proptest::prop_assert_eq!(words.end_of(&scanned), words.end_of(&text));
                proptest::prop_assert_eq!(words.has(&scanned), words.has(&text));
            }
        }
    }
}
