//! Terms: lists, groups and pairs of words that rules ask for by id.
use crate::CatalogError;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

macro_rules! term_files {
    ($($id:literal),+ $(,)?) => {
        &[$(($id, include_str!(concat!("../../../catalog/terms/", $id, ".toml")))),+]
    };
}

/// Every list that the binary carries: one line per file of `catalog/terms`, in alphabetical order.
const FILES: &[(&str, &str)] = term_files![
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

/// One list of words. Looking a text through costs time by the length of the text, not of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    sorted: Vec<String>,
    /// Which first characters there are, folded: most positions of a text end here.
    firsts: Folded,
    /// As `firsts`, for the first two characters of a word; a word of one character goes with any second.
    pairs: Folded,
    /// As `firsts`, for last characters.
    lasts: Folded,
    /// Bytes of the longest word.
    longest: usize,
}

impl Words {
    /// A list in any order; blanks and doublets are dropped.
    #[must_use]
    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        let mut sorted: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
        sorted.sort();
        sorted.dedup();
        let (mut firsts, mut pairs, mut lasts) = <(Folded, Folded, Folded)>::default();
        for word in &sorted {
            let mut chars = word.chars();
            let (first, second) = (chars.next().unwrap_or_default(), chars.next());
            firsts.add(u32::from(first));
            match second {
                Some(second) => pairs.add(pair(first, second)),
                None => pairs.add_all(),
            }
            lasts.add(word.chars().next_back().map_or(0, u32::from));
        }
        let longest = sorted.iter().map(String::len).max().unwrap_or(0);
        Self { sorted, firsts, pairs, lasts, longest }
    }

    /// Whether `text` is exactly one of the words.
    #[must_use]
    pub fn has(&self, text: &str) -> bool {
        self.sorted.binary_search_by(|word| word.as_str().cmp(text)).is_ok()
    }

    /// The longest word that stands anywhere in `text`; of equally long ones the first.
    #[must_use]
    pub fn find_in<'a>(&'a self, text: &str) -> Option<&'a str> {
        let mut best: Option<&str> = None;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if !self.firsts.may_have(u32::from(c)) {
                continue;
            }
            let second = chars.peek().map_or('\0', |(_, second)| *second);
            if !self.pairs.may_have(pair(c, second)) {
                continue;
            }
            let here = self.starting(&text[at..], c);
            if here.is_some_and(|word| best.is_none_or(|best| word.len() > best.len())) {
                best = here;
            }
        }
        best
    }

    /// The longest word that `text` begins with.
    #[must_use]
    pub fn start_of<'a>(&'a self, text: &str) -> Option<&'a str> {
        let first = text.chars().next().filter(|c| self.firsts.may_have(u32::from(*c)))?;
        self.starting(text, first)
    }

    /// The longest word that `text` ends with.
    #[must_use]
    pub fn end_of<'a>(&'a self, text: &str) -> Option<&'a str> {
        text.chars().next_back().filter(|c| self.lasts.may_have(u32::from(*c)))?;
        let from = text.len().saturating_sub(self.longest);
        let starts = (from..text.len()).filter(|at| text.is_char_boundary(*at));
        starts.map(|at| &text[at..]).find_map(|tail| {
            let found = self.sorted.binary_search_by(|word| word.as_str().cmp(tail)).ok()?;
            self.sorted.get(found).map(String::as_str)
        })
    }

    /// All words, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.sorted.iter().map(String::as_str)
    }

    /// The longest word that `text`, which begins with `first`, begins with: words with the same
    /// beginning stand together, shorter ones first.
    fn starting(&self, text: &str, first: char) -> Option<&str> {
        let from = self.sorted.partition_point(|word| word.chars().next() < Some(first));
        let run = self.sorted[from..].iter().take_while(|word| word.starts_with(first));
        run.map(String::as_str).filter(|word| text.starts_with(word)).last()
    }
}

/// Characters, or pairs of them, folded into 1024 bits: what is not in it is in no word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Folded([u64; 16]);

impl Folded {
    fn add(&mut self, key: u32) {
        self.0[(key / 64 % 16) as usize] |= 1 << (key % 64);
    }

    fn add_all(&mut self) {
        self.0 = [u64::MAX; 16];
    }

    fn may_have(&self, key: u32) -> bool {
        self.0[(key / 64 % 16) as usize] >> (key % 64) & 1 == 1
    }
}

fn pair(first: char, second: char) -> u32 {
    u32::from(first).wrapping_mul(31) ^ u32::from(second)
}

/// One file of `catalog/terms`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermFile {
    /// What the file is for, in Chinese.
    pub title: String,
    /// A plain list.
    pub words: Words,
    /// Named lists, in the order of their names.
    pub groups: BTreeMap<String, Words>,
    /// Word → word (wrong → right, synonym → canonical).
    pub pairs: BTreeMap<String, String>,
    /// What the left sides of `pairs` begin with, up to the … of a pattern and without its ^ and |. A text that
    /// holds none of these holds no left side.
    pub heads: Words,
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
        Ok(Self {
            title: wire.title,
            words: Words::new(wire.words),
            groups: groups.collect(),
            heads: Words::new(wire.pairs.keys().map(|left| pattern_head(left).to_owned())),
            pairs: wire.pairs,
        })
    }

    /// A named list; empty if the file has none of that name.
    #[must_use]
    pub fn group(&self, name: &str) -> &Words {
        static NONE: OnceLock<Words> = OnceLock::new();
        self.groups.get(name).unwrap_or_else(|| NONE.get_or_init(Words::default))
    }

    /// The name of the group that holds exactly this word.
    #[must_use]
    pub fn group_of(&self, word: &str) -> Option<&str> {
        self.groups.iter().find(|(_, words)| words.has(word)).map(|(name, _)| name.as_str())
    }

    /// The group and the word with the longest word that `text` ends with.
    #[must_use]
    pub fn end_of<'a>(&'a self, text: &str) -> Option<(&'a str, &'a str)> {
        let hits = self.groups.iter().filter_map(|(name, words)| Some((name, words.end_of(text)?)));
        hits.max_by_key(|(_, word)| word.len()).map(|(name, word)| (name.as_str(), word))
    }
}

/// The literal beginning of a left side.
#[must_use]
pub fn pattern_head(left: &str) -> &str {
    left.trim_start_matches('^').split(['…', '|']).next().unwrap_or_default()
}

/// All term files.
#[derive(Clone, Debug, Default)]
pub struct Terms(BTreeMap<String, TermFile>);

impl Terms {
    /// The terms that the binary carries.
    ///
    /// # Panics
    /// Never on a released binary: a test reads every embedded file.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static TERMS: OnceLock<Terms> = OnceLock::new();
        TERMS.get_or_init(|| Self::default().with(FILES).expect("the embedded terms are tested"))
    }

    /// These terms with some files replaced or added: id and text of each.
    ///
    /// # Errors
    /// `CatalogError` names the file and what is wrong in it.
    pub fn with(mut self, files: &[(&str, &str)]) -> Result<Self, CatalogError> {
        for (id, text) in files {
            self.0.insert((*id).to_owned(), TermFile::read(id, text)?);
        }
        Ok(self)
    }

    /// One file; empty if there is none of that id (a test of the rules proves that there is).
    #[must_use]
    pub fn get(&self, id: &str) -> &TermFile {
        static NONE: OnceLock<TermFile> = OnceLock::new();
        debug_assert!(self.0.contains_key(id), "no file catalog/terms/{id}.toml in the list");
        self.0.get(id).unwrap_or_else(|| NONE.get_or_init(TermFile::default))
    }

    /// The plain list of one file.
    #[must_use]
    pub fn words(&self, id: &str) -> &Words {
        &self.get(id).words
    }

    /// All files, sorted by id.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &TermFile)> {
        self.0.iter().map(|(id, file)| (id.as_str(), file))
    }
}

#[cfg(test)]
mod tests {
    use super::{FILES, Terms, Words};

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
    }

    #[test]
    fn a_wrong_file_is_named() {
        let error = Terms::default().with(&[("x", "title = 1")]).unwrap_err();
        assert!(error.to_string().contains("terms/x.toml"), "{error}");
    }
}
