//! The words that a family prints for its labels and columns.
use crate::{CatalogError, Label, Labels};
use std::collections::{BTreeMap, BTreeSet};

/// What a family prints: one word per label, and the columns that stand even when nothing fills them.
#[derive(Clone, Debug, Default)]
pub struct Printed {
    labels: BTreeMap<Label, String>,
    columns: BTreeSet<Label>,
}

impl Printed {
    /// The printed word of a label; empty where the family prints none.
    #[must_use]
    pub fn label(&self, label: Label) -> &str {
        self.labels.get(&label).map_or("", String::as_str)
    }

    /// Whether the grid always has this column.
    #[must_use]
    pub fn always(&self, column: Label) -> bool {
        self.columns.contains(&column)
    }

    /// Replaces words and columns by those of a file; each word must mean its label when read back.
    pub(crate) fn read(
        &mut self,
        file: &str,
        labels: &BTreeMap<String, String>,
        columns: &[String],
        meanings: &Labels,
    ) -> Result<(), CatalogError> {
        let wrong = |reason: String| CatalogError { file: file.to_owned(), reason };
        let parse = |key: &String| {
            Label::parse(key).ok_or_else(|| wrong(format!("不认识的键 {key} (unknown key {key})")))
        };
        for (key, word) in labels {
            let label = parse(key)?;
            if !word.is_empty() && meanings.get(word) != Some(label) {
                return Err(wrong(format!(
                    "“{word}”读回来不是 {key} (\"{word}\" does not read back as {key})"
                )));
            }
            self.labels.insert(label, word.clone());
        }
        self.columns = columns.iter().map(parse).collect::<Result<_, _>>()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::{Catalog, Label};

    const COMMON: &str = "[labels]\ngoal = ['绩效目标']\nlevel1 = ['一级指标']\n\
                          [print]\ngoal = '绩效目标'\n[income]\nitems = []\n[expense]\nitems = []";

    fn form(print: &str) -> String {
        format!(
            "id = 'x'\nzh = ''\nen = ''\nsource = ''\n[recognise]\n\
             [print]\ntitle = '绩效目标表'\nkind = 'central'\n{print}"
        )
    }

    #[test]
    fn a_family_s_words_win_and_must_read_back() {
        let read = |print: &str| Catalog::read(COMMON, &[("x", &form(print))]);
        let ours = read("columns = ['level1']\n[print.labels]\nlevel1 = '一级指标'").unwrap();
        let printed = &ours.forms[0].printed;
        assert_eq!(printed.label(Label::Level1), "一级指标");
        assert_eq!(printed.label(Label::Goal), "绩效目标");
        assert!(printed.always(Label::Level1) && !printed.always(Label::Goal));
        let error = read("[print.labels]\nlevel1 = '绩效目标'").unwrap_err();
        assert!(error.to_string().contains("level1"), "{error}");
        assert!(read("columns = ['nonsense']").is_err());
    }

    #[test]
    fn every_embedded_family_prints_the_labels_of_a_table() {
        let catalog = Catalog::embedded();
        for form in &catalog.forms {
            for label in [Label::Name, Label::Total, Label::Goal, Label::Level3, Label::Target] {
                assert!(!form.printed.label(label).is_empty(), "{} {label:?}", form.id);
            }
        }
    }
}
