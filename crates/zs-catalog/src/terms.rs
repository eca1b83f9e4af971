//! Terms: lists, groups and pairs of words that rules ask for by id.
use crate::CatalogError;
use crate::scan::{Register, Scanned, Searched};
use crate::words::Words;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

macro_rules! term_files {
    ($($id:literal),+ $(,)?) => {
        /// Every list that the binary carries.
        const FILES: &[(&str, &str)] =
            &[$(($id, include_str!(concat!("../../../catalog/terms/", $id, ".toml")))),+];

        /// The position of a list in `FILES`; known when compiled where the id is.
        #[inline]
        fn slot(id: &str) -> usize {
            let slots = 0;
            $(
                if id == $id {
                    return slots;
                }
                let slots = slots + 1;
            )+
            slots
        }
    };
}

// One line per file of `catalog/terms`, in alphabetical order.
term_files![
    "basis-words",
    "confusions",
    "core-outputs",
    "cost-heads",
    "cost-names",
    "doubled-words",
    "generic-words",
    "goal-figures",
    "goal-words",
    "grammar-errors",
    "grammar-weak",
    "improper-expressions",
    "indicator-categories",
    "indicator-names",
    "measure-words",
    "multi-year",
    "must-be-whole",
    "name-heads",
    "payee-names",
    "payment-headings",
    "period-words",
    "polarity",
    "project-natures",
    "respondents",
    "saving-rates",
    "sector-words",
    "self-explanatory",
    "spending-synonyms",
    "spending-words",
    "template-residue",
    "unit-cost-bands",
    "unit-levels",
    "unit-nouns",
    "usage-words",
    "vague-values",
    "value-forms"
];

/// One file of `catalog/terms`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermFile {
    /// What the file is for, in Chinese.
    pub title: String,
    /// A plain list.
    pub words: Words,
    /// Named lists, in the order of their names.
    pub groups: Groups,
    /// Word → word (wrong → right, synonym → canonical).
    pub pairs: BTreeMap<String, String>,
    /// The longest part of each left side of `pairs`, which are patterns with … between parts and ^ and | at their
    /// ends. A text that holds none of these holds no left side.
    pub keys: Words,
    /// Key → the left sides that hold it.
    lefts: BTreeMap<String, Vec<String>>,
}

/// Named lists of words, in the order of their names. They are few, and asked for far more often than read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    lists: Vec<(String, Words)>,
    /// Positions in `lists`, each at the place of its name's number or the next free one.
    places: Vec<Option<usize>>,
}

/// Where to look for a name; known when compiled where the name is.
#[inline]
fn number(name: &str) -> u32 {
    name.bytes()
        .fold(0x811c_9dc5, |number, byte| (number ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

impl Groups {
    /// The list of this name.
    #[must_use]
    #[inline]
    pub fn get(&self, name: &str) -> Option<&Words> {
        self.numbered(name, number(name))
    }

    fn numbered(&self, name: &str, number: u32) -> Option<&Words> {
        let last = self.places.len().checked_sub(1)?;
        let mut at = number as usize & last;
        // At most one place of two is taken, so that a search soon comes to a free one.
        while let Some((known, words)) = self.places[at].and_then(|list| self.lists.get(list)) {
            if known == name {
                return Some(words);
            }
            at = (at + 1) & last;
        }
        None
    }

    /// All names and lists.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Words)> {
        self.lists.iter().map(|(name, words)| (name.as_str(), words))
    }

    /// All lists.
    pub fn values(&self) -> impl Iterator<Item = &Words> {
        self.lists.iter().map(|(_, words)| words)
    }
}

impl FromIterator<(String, Words)> for Groups {
    fn from_iter<T: IntoIterator<Item = (String, Words)>>(lists: T) -> Self {
        let lists: Vec<(String, Words)> = lists.into_iter().collect();
        let mut places = vec![None; (lists.len() * 2).next_power_of_two()];
        let last = places.len() - 1;
        for (list, (name, _)) in lists.iter().enumerate() {
            let mut at = number(name) as usize & last;
            while places[at].is_some() {
                at = (at + 1) & last;
            }
            places[at] = Some(list);
        }
        Self { lists, places }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    title: String,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    groups: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pairs: BTreeMap<String, String>,
}

impl TermFile {
    fn read(id: &str, text: &str) -> Result<Self, CatalogError> {
        let wire: Wire = toml::from_str(text).map_err(|error| CatalogError {
            file: format!("terms/{id}.toml"),
            reason: error.to_string(),
        })?;
        let groups = wire.groups.into_iter().map(|(name, words)| (name, Words::new(words)));
        let mut lefts: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for left in wire.pairs.keys() {
            lefts.entry(pattern_key(left).to_owned()).or_default().push(left.clone());
        }
        Ok(Self {
            title: wire.title,
            words: Words::new(wire.words),
            groups: groups.collect(),
            keys: Words::new(lefts.keys().cloned()),
            lefts,
            pairs: wire.pairs,
        })
    }

    fn lists_mut(&mut self) -> impl Iterator<Item = &mut Words> {
        let groups = self.groups.lists.iter_mut().map(|(_, words)| words);
        groups.chain([&mut self.words, &mut self.keys])
    }

    /// A named list; empty if the file has none of that name.
    #[must_use]
    #[inline]
    pub fn group(&self, name: &str) -> &Words {
        self.groups.get(name).unwrap_or_else(|| no_words())
    }

    /// The name of the group that holds exactly this word.
    #[must_use]
    pub fn group_of(&self, word: &str) -> Option<&str> {
        self.groups.iter().find(|(_, words)| words.has(word)).map(|(name, _)| name)
    }

    /// The pairs whose left side has its longest part in `text`, in order.
    #[must_use]
    pub fn pairs_in(&self, text: &(impl Searched + ?Sized)) -> Vec<(&str, &str)> {
        if !text.may_hold(&self.keys) {
            return Vec::new();
        }
        let text = text.text();
        let found = self.keys.all_in(text).filter_map(|(_, key)| self.lefts.get(key));
        let mut lefts: Vec<&String> = found.flatten().collect();
        lefts.sort_unstable();
        lefts.dedup();
        let pairs = lefts.into_iter().filter_map(|left| self.pairs.get_key_value(left));
        pairs.map(|(left, right)| (left.as_str(), right.as_str())).collect()
    }

    /// The pair of the left side that `text` ends with; of several the first in order.
    #[must_use]
    pub fn pair_at_end(&self, text: &(impl Searched + ?Sized)) -> Option<(&str, &str)> {
        self.keys.end_of(text)?;
        let pair = self.pairs.iter().find(|(left, _)| text.text().ends_with(left.as_str()))?;
        Some((pair.0.as_str(), pair.1.as_str()))
    }

    /// The group and the word with the longest word that `text` ends with.
    #[must_use]
    pub fn end_of<'a>(&'a self, text: &(impl Searched + ?Sized)) -> Option<(&'a str, &'a str)> {
        let hits = self.groups.iter().filter_map(|(name, words)| Some((name, words.end_of(text)?)));
        hits.max_by_key(|(_, word)| word.len())
    }
}

fn no_words() -> &'static Words {
    static NONE: OnceLock<Words> = OnceLock::new();
    NONE.get_or_init(Words::default)
}

/// The longest literal part of a left side, of equals the first: a text seldom has it without all the rest.
fn pattern_key(left: &str) -> &str {
    let parts = left.trim_start_matches('^').split(['…', '|']);
    parts.reduce(|key, part| if part.len() > key.len() { part } else { key }).unwrap_or_default()
}

/// All term files.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// The files of `FILES`, in its order; fewer or none where nothing embedded was read.
    known: Vec<TermFile>,
    /// Files of other ids, and all that were read before the embedded ones.
    others: BTreeMap<String, TermFile>,
    /// The words of all of them.
    register: Register,
}

impl Terms {
    /// The terms that the binary carries.
    ///
    /// # Panics
    /// Never on a released binary: a test reads every embedded file.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static TERMS: OnceLock<Terms> = OnceLock::new();
        TERMS.get_or_init(|| {
            let read = FILES.iter().map(|(id, text)| TermFile::read(id, text));
            let known = read.collect::<Result<_, _>>().expect("the embedded terms are tested");
            Self { known, ..Self::default() }.registered()
        })
    }

    /// These terms with some files replaced or added: id and text of each.
    ///
    /// # Errors
    /// `CatalogError` names the file and what is wrong in it.
    pub fn with(mut self, files: &[(&str, &str)]) -> Result<Self, CatalogError> {
        for (id, text) in files {
            let file = TermFile::read(id, text)?;
            match self.known.get_mut(slot(id)) {
                Some(known) => *known = file,
                None => {
                    self.others.insert((*id).to_owned(), file);
                }
            }
        }
        Ok(self.registered())
    }

    fn registered(mut self) -> Self {
        let files = self.known.iter_mut().chain(self.others.values_mut());
        self.register = Register::of(files.flat_map(TermFile::lists_mut));
        self
    }

    /// Looks a text through for the words of all lists at once.
    #[must_use]
    pub fn scan<'t>(&self, text: Cow<'t, str>) -> Scanned<'t> {
        self.register.scan(text)
    }

    /// One file; empty if there is none of that id (a test of the rules proves that there is).
    #[must_use]
    #[inline]
    pub fn get(&self, id: &str) -> &TermFile {
        self.known.get(slot(id)).unwrap_or_else(|| self.other(id))
    }

    fn other(&self, id: &str) -> &TermFile {
        static NONE: OnceLock<TermFile> = OnceLock::new();
        debug_assert!(self.others.contains_key(id), "no file catalog/terms/{id}.toml in the list");
        self.others.get(id).unwrap_or_else(|| NONE.get_or_init(TermFile::default))
    }

    /// The plain list of one file.
    #[must_use]
    #[inline]
    pub fn words(&self, id: &str) -> &Words {
        &self.get(id).words
    }

    /// All files: the embedded ones sorted by id, then the others.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &TermFile)> {
        let known = FILES.iter().map(|(id, _)| *id).zip(&self.known);
        known.chain(self.others.iter().map(|(id, file)| (id.as_str(), file)))
    }
}

#[cfg(test)]
mod tests {
    use super::{FILES, Terms};

    #[test]
    fn every_embedded_file_reads_and_stands_once_in_order() {
        assert_eq!(Terms::embedded().iter().count(), FILES.len());
        assert!(FILES.is_sorted_by_key(|(id, _)| *id), "keep the list in alphabetical order");
        for (id, file) in Terms::embedded().iter() {
            assert!(!file.title.is_empty(), "{id} has no title");
        }
    }

    #[test]
    fn the_longest_word_wins() {
        let file =
            ("t", "title = 't'\nwords = ['率', '满意率', '']\ngroups = {a = ['量'], b = ['数量']}");
        let terms = Terms::default().with(&[file]).unwrap();
        assert_eq!(terms.words("t").end_of("职工满意率"), Some("满意率"));
        assert_eq!(terms.get("t").end_of("采购数量"), Some(("b", "数量")));
        assert!(!terms.words("t").has(""));
    }

    #[test]
    fn a_wrong_file_is_named() {
        let error = Terms::default().with(&[("x", "title = 1")]).unwrap_err();
        assert!(error.to_string().contains("terms/x.toml"), "{error}");
    }
}
